import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../../server/src/ingest/formats.js';
import { readHtml } from '../../../../server/src/ingest/html/readHtml.js';
import { parseText } from '../../../../server/src/ingest/parseDocument.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

async function read(html: string | Uint8Array): Promise<string> {
  const result = await readHtml(typeof html === 'string' ? utf8(html) : html, DEFAULT_LIMITS);
  if ('problem' in result) throw new Error(result.problem);
  expect(result.layout).toBe('paragraphs');
  return result.text;
}

async function paragraphs(html: string): Promise<string[]> {
  return (await read(html)).trimEnd().split('\n\n');
}

describe('the text of a page', () => {
  it.each([
    [
      'headings and paragraphs',
      '<h1>Title</h1><p>One\n <b>bold</b> line.<p>Two.<h2>Part</h2><div>Three.</div>',
      ['# Title', 'One bold line.', 'Two.', '## Part', 'Three.'],
    ],
    ['line breaks as lines, two of them as a new paragraph', '<p>a<br>b<br><br>c<br>\n<br/> d', ['a\nb', 'c', 'd']],
    [
      'entities',
      '<p>R&amp;D &ldquo;caf&eacute;&rdquo; &#8211; a&nbsp;b, non&shy;sense',
      ['R&D “café” – a b, nonsense'],
    ],
    ['lines of preformatted text', '<pre>one\ntwo\n\nthree</pre>', ['one\ntwo', 'three']],
    [
      'quotations',
      '<p>It said:<blockquote><p>The Group<br>stresses.</p><p>Twice.</p></blockquote><p>End.',
      ['It said:', '> The Group\n> stresses.', '> Twice.', 'End.'],
    ],
    [
      'tables cell by cell',
      '<table><tr><th>Norm<th>Position<tr><td>A<td><p>One.<p>Two.</table>',
      ['Norm', 'Position', 'A', 'One.', 'Two.'],
    ],
    ['descriptions', '<dl><dt>Term<dd>Meaning.</dl>', ['Term', 'Meaning.']],
    [
      'words that look like markup',
      '<p># not a heading, *not* emphasis<p>&gt; no quotation',
      ['\\# not a heading, \\*not\\* emphasis', '\\> no quotation'],
    ],
    [
      'footnotes where they stand, and marks where the text links to them',
      '<p>The treaty<sup id="r1"><a href="#n1">[1]</a></sup> is in force.<a href="#n2"><sup>*</sup></a> More.<ol><li id="n1"><a href="#r1">↑</a> See <i>A/75</i>.<p>And its annex.</p></li></ol><p><a name="n2" href="#r2"><sup>*</sup></a> Since 1967. <a href="#r2">↩</a></p><p>End.',
      ['The treaty[^1] is in force.[^*] More.', '[^1]: See A/75. And its annex.', '[^*]: Since 1967.', 'End.'],
    ],
    [
      'no marks of footnotes that are not there, but ordinals',
      '<p>The treaty<sup><a href="#n1">1</a></sup> of the 25<sup>th</sup>,<a href="#n2"><sup>[2]</sup></a> x<sup>2</sup>',
      ['The treaty of the 25th, x2'],
    ],
  ])('gives %s', async (_, html, expected) => {
    expect(await paragraphs(html)).toEqual(expected);
  });

  it('leaves out what is no text of the document', async () => {
    const page = `<!doctype html><html><head><title>Statement | Mission</title><style>p{}</style><script>var a = "<p>no</p>";</script></head>
      <body><header><h1>Permanent Mission</h1></header><nav><ul><li>Home</ul></nav><div role="navigation">Menu</div>
      <main><article><header><h1>Statement</h1></header><p>Text.</p><p hidden>no</p><p style="display: none">no</p>
      <span aria-hidden="true">no</span><template><p>no</p></template><aside>Related</aside><button>Share</button><!-- no --></article></main>
      <footer>Copyright</footer></body></html>`;
    expect(await paragraphs(page)).toEqual(['# Statement', 'Text.']);
  });

  it('is named by its title when it has no heading', async () => {
    expect(await paragraphs('<title>Working paper &amp; annex</title><p>Text.')).toEqual([
      '# Working paper & annex',
      'Text.',
    ]);
  });
});

describe('lists', () => {
  it.each([
    ['<ul><li>a<li>b</ul>', ['- a', '- b']],
    ['<ol><li>a<li>b</ol>', ['1. a', '2. b']],
    ['<ol start="12" type="a"><li>a<li>b</ol>', ['l. a', 'm. b']],
    ['<ol type="i"><li>a<li value="5">b<li>c</ol>', ['i. a', 'v. b', 'vi. c']],
    ['<ol reversed><li>a<li>b<li>c</ol>', ['3. a', '2. b', '1. c']],
    ['<ol reversed start="10"><li>a<li value="4">b<li>c</ol>', ['10. a', '4. b', '3. c']],
    ['<ol style="list-style-type: upper-roman"><li>a<li type="A">b</ol>', ['I. a', 'B. b']],
    ['<ol><li><p>a</p><p>more</p><ol type="a"><li>b<li>c</ol><li>d</ol>', ['1. a', 'more', 'a. b', 'b. c', '2. d']],
    ['<ul style="list-style: none"><li>1. a<li>b</ul>', ['1. a', 'b']],
    ['<ol start="x"><li></li><li>b</ol>', ['2. b']],
  ])('%s', async (html, expected) => {
    expect(await paragraphs(html)).toEqual(expected);
  });

  it('come out as paragraphs that are cited by their numbers', async () => {
    const text = await read(
      '<h1>Working paper by Pakistan</h1><ol><li>States should act.<ol type="a"><li>first;<li>second.</ol><li>States should wait.<li>Nothing else is meant.</ol>',
    );
    const { document } = parseText({ uri: 'file:///paper.html', name: 'paper.html' }, text);
    expect(document?.passages.map(({ citation }) => citation)).toEqual([
      'para. 1',
      'para. 1 (a)',
      'para. 1 (b)',
      'para. 2',
      'para. 3',
    ]);
  });
});

describe('character sets', () => {
  const page = (head: string): Uint8Array =>
    Uint8Array.from(`${head}<p>d\u00e9l\u00e9gu\u00e9 \u0093d\u00e9cid\u00e9\u0094`, (char) => char.charCodeAt(0));

  it('are the declared one, or else detected and said to be guessed', async () => {
    expect(await readHtml(page('<meta charset="iso-8859-1">'), DEFAULT_LIMITS)).toMatchObject({
      text: 'délégué “décidé”\n',
      remarks: [],
    });
    expect(await readHtml(page(''), DEFAULT_LIMITS)).toMatchObject({
      text: 'délégué “décidé”\n',
      remarks: ['The character set was guessed: Windows-1252.'],
    });
    const koi8 = Uint8Array.of(
      ...utf8('<meta http-equiv=Content-Type content="text/html; charset=koi8-r">'),
      0xf2,
      0xcf,
      0xd3,
    );
    expect(await read(koi8)).toBe('Рос\n');
    expect(await read(utf8('<meta charset=utf-16><p>é'))).toBe('é\n');
    expect(await read(utf8('<meta charset=no-such-set><p>é'))).toBe('é\n');
  });
});

describe('bad input', () => {
  it.each([
    ['a binary file', Uint8Array.of(1, 2, 0, 4), /^it is a binary file, not text/],
    ['a PDF', utf8('%PDF-1.7'), /^it is a PDF/],
    ['a page that nests without end', utf8('<div>'.repeat(20_000)), /built in a way no page is/],
  ])('names %s', async (_, bytes, message) => {
    expect(await readHtml(bytes, DEFAULT_LIMITS)).toEqual({ problem: expect.stringMatching(message) });
  });

  it('is given up when its time is over', async () => {
    expect(await readHtml(utf8('<p>Text.'), { ...DEFAULT_LIMITS, milliseconds: -1 })).toEqual({
      problem: expect.stringContaining('aideMemoire.corpus.limits.secondsPerFile'),
    });
  });

  it('gives a text or a problem for any bytes and any fragments', async () => {
    const names = [
      'p',
      'li',
      'ol',
      'ul',
      'h1',
      'sup',
      'a',
      'title',
      'pre',
      'blockquote',
      'script',
      'table',
      'td',
      'nav',
      'br',
    ];
    const piece = fc.oneof(
      fc.constantFrom(...names.flatMap((name) => [`<${name}>`, `</${name}>`, `<${name} hidden`])),
      fc.constantFrom('text', '&amp;', '&#x', '<!--', '-->', '<![CDATA[', '>', '"', '\n\n', '<'),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    const html = fc.array(piece, { maxLength: 40 }).map((pieces) => utf8(pieces.join('')));
    await fc.assert(
      fc.asyncProperty(fc.oneof(html, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        const result = await readHtml(bytes, DEFAULT_LIMITS);
        expect('problem' in result ? result.problem !== '' : typeof result.text === 'string').toBe(true);
      }),
    );
  });
});
