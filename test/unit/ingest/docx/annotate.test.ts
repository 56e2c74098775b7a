import { Paragraph, TextRun } from 'docx';
import fc from 'fast-check';
import { unzipSync, zipSync } from 'fflate';
import mammoth from 'mammoth';
import { describe, expect, it } from 'vitest';
import { type AnnotatedDocx, annotateDocx, type WordComment } from '../../../../server/src/ingest/docx/annotate.js';
import { readDocx } from '../../../../server/src/ingest/docx/readDocx.js';
import { DEFAULT_LIMITS, type ReadLimits } from '../../../../server/src/ingest/formats.js';
import { compoundFile } from '../../../support/badFiles.js';
import { commentsOf, partOf } from '../../../support/wordComments.js';
import { readWord, richWordFile, withPart, wordText, wordXml } from '../../../support/wordFixtures.js';

const author = { name: 'Aide-Mémoire', initials: 'AM', date: new Date('2026-11-27T07:00:00Z') };
const MAIN = 'word/document.xml';
const r = (text: string, properties = ''): string => `<w:r>${properties}<w:t>${text}</w:t></w:r>`;
const bodyOf = (file: Uint8Array): string => /<w:body>(.*)<\/w:body>/s.exec(partOf(file, MAIN))?.[1] ?? '';

/** Comments on the first place of each of these words in the text that is read. */
async function commentsOn(file: Uint8Array, words: readonly string[]): Promise<WordComment[]> {
  const { text } = await readWord(file);
  return words.map((each) => {
    const start = text.indexOf(each);
    if (start < 0) throw new Error(`${each} is not in ${text}`);
    return { start, end: start + each.length, words: each, lines: [`About ${each}.`] };
  });
}

/** The document with a comment on each of these words. */
async function annotated(file: Uint8Array, ...words: string[]): Promise<AnnotatedDocx> {
  const result = await annotateDocx(file, DEFAULT_LIMITS, await commentsOn(file, words), author);
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

/** The words between the marks of each comment, with “” where it quotes them instead. */
async function marked(body: string, ...words: string[]): Promise<string[]> {
  const { bytes } = await annotated(await wordXml(body), ...words);
  return commentsOf(bytes).map((comment) => (comment.paragraphs.length === 1 ? comment.words : `“${comment.words}”`));
}

describe('a comment', () => {
  it('cuts the run at its words and leaves the format of each part', async () => {
    const bold = '<w:rPr><w:b/></w:rPr>';
    const file = await wordXml(`<w:p><w:r w:rsidR="00A1">${bold}<w:t>One two three.</w:t><w:tab/></w:r></w:p>`);
    expect(bodyOf((await annotated(file, 'two')).bytes)).toBe(
      `<w:p><w:r w:rsidR="00A1">${bold}<w:t xml:space="preserve">One </w:t></w:r><w:commentRangeStart w:id="0"/>` +
        `<w:r w:rsidR="00A1">${bold}<w:t xml:space="preserve">two</w:t></w:r><w:commentRangeEnd w:id="0"/>` +
        `<w:r><w:commentReference w:id="0"/></w:r>` +
        `<w:r w:rsidR="00A1">${bold}<w:t xml:space="preserve"> three.</w:t><w:tab/></w:r></w:p>`,
    );
  });

  it('stands around whole runs without cutting any', async () => {
    const file = await wordXml(`<w:p>${r('One ')}${r('two')}${r(' three')}</w:p>`);
    expect(bodyOf((await annotated(file, 'two')).bytes)).toBe(
      `<w:p>${r('One ')}<w:commentRangeStart w:id="0"/>${r('two')}<w:commentRangeEnd w:id="0"/>` +
        `<w:r><w:commentReference w:id="0"/></w:r>${r(' three')}</w:p>`,
    );
  });

  it('says who wrote it, when, and a paragraph for each line, whatever it quotes', async () => {
    const file = await wordXml(`<w:p>${r('Words.')}</w:p>`);
    const lines = ['a < b & "c" ]]>', '\u0007bell \u202eturned', '<w:p/>'];
    const result = await annotateDocx(file, DEFAULT_LIMITS, [{ start: 0, end: 5, words: 'Words', lines }], author);
    if ('problem' in result) throw new Error(result.problem);
    expect(commentsOf(result.bytes)).toEqual([
      {
        ...{ id: '0', author: 'Aide-Mémoire', initials: 'AM', date: '2026-11-27T07:00:00Z' },
        paragraphs: ['a < b & "c" ]]>', '\ufffdbell \ufffdturned', '<w:p/>'],
        ...{ words: 'Words', references: 1 },
      },
    ]);
  });

  it('takes a number that no other has, and leaves those that are there', async () => {
    const rich = await richWordFile();
    const file = withPart(rich, MAIN, (xml) =>
      xml.replace('</w:p>', '<w:r><w:commentReference w:id="41"/></w:r></w:p>'),
    );
    const { bytes } = await annotated(file, 'should');
    expect(partOf(bytes, 'word/comments.xml')).toMatch(/ w:author="C".*<w:comment w:id="42" w:author="Aide-Mémoire"/s);
    expect(bodyOf(bytes)).toContain('<w:commentReference w:id="0"/>');
    expect(partOf(bytes, '[Content_Types].xml')).toBe(partOf(file, '[Content_Types].xml'));
  });

  it('may share words with others', async () => {
    expect(
      await marked(`<w:p>${r('One two three four.')}</w:p>`, 'One two', 'two three', 'two', 'three four.'),
    ).toEqual(['One two', 'two three', 'two', 'three four.']);
  });

  it.each([
    ['tracked insertions', `<w:ins w:id="1">${r('new words')}</w:ins>`, 'words', ['words']],
    ['links', `<w:hyperlink>${r('new words')}</w:hyperlink>`, 'words', ['words']],
    [
      'several runs, a deletion between',
      `${r('sta')}<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>${r('te it')}`,
      'state',
      ['state'],
    ],
    ['simple fields', `<w:fldSimple w:instr="REF a">${r('para. 5')}</w:fldSimple>`, '5', ['5']],
    ['open content controls', `<w:sdt><w:sdtContent>${r('new words')}</w:sdtContent></w:sdt>`, 'words', ['words']],
    ['text after hidden text', `${r('secret', '<w:rPr><w:vanish/></w:rPr>')}${r('new words')}`, 'words', ['words']],
    ['text after a character that is not shown', '<w:r><w:t>co\u00adop new</w:t></w:r>', 'op', ['op']],
    ['text behind entities', '<w:r><w:t>R&amp;D&#x20;caf&#233; new</w:t></w:r>', 'new', ['new']],
    ['a word with an entity', '<w:r><w:t>R&amp;D caf&#233; new</w:t></w:r>', 'café', ['café']],
    ['formulas: around, quoted', `${r('say ')}<m:oMath><m:r><m:t>E = m</m:t></m:r></m:oMath>`, 'm', ['“E = m”']],
    [
      'controls that Word fills: around, quoted',
      `<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>${r('new words')}</w:sdtContent></w:sdt>`,
      'words',
      ['“new words”'],
    ],
    [
      'text whose edges Word does not show: around, quoted',
      '<w:r><w:t> new words</w:t></w:r>',
      'words',
      ['“new words”'],
    ],
    ['character data: around, quoted', '<w:r><w:t><![CDATA[new words]]></w:t></w:r>', 'words', ['“new words”']],
  ])('finds its words in %s', async (_, runs, words, found) => {
    expect(await marked(`<w:p>${runs}</w:p>`, words)).toEqual(found);
  });

  it('on a text box stands at the paragraph that holds the box', async () => {
    const box = `<w:txbxContent><w:p>${r('Boxed words.')}</w:p></w:txbxContent>`;
    const alternate = `<mc:AlternateContent><mc:Choice Requires="wps">${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent>`;
    const file = await wordXml(`<w:p>${r('Beside it.')}<w:r>${alternate}</w:r></w:p>`);
    const { bytes, near } = await annotated(file, 'words');
    expect(near).toBe(1);
    expect(bodyOf(bytes)).toContain(
      `<w:commentRangeStart w:id="0"/><w:r>${alternate}</w:r><w:commentRangeEnd w:id="0"/>`,
    );
    expect(commentsOf(bytes)[0]?.paragraphs).toEqual(['On “words”:', 'About words.']);
  });

  it('on a note stands at the mark of the note, also one of its own', async () => {
    const rich = await richWordFile();
    const own = withPart(rich, MAIN, (xml) =>
      xml.replace(/<w:footnoteReference (.*?)\/>/, '<w:footnoteReference w:customMarkFollows="1" $1/><w:t>*</w:t>'),
    );
    for (const file of [rich, own]) {
      const { bytes, near } = await annotated(file, 'A/RES/73/27');
      expect(near).toBe(1);
      expect(bodyOf(bytes)).toMatch(
        /<w:commentRangeStart w:id="1"\/><w:r>(?:(?!<w:r>).)*<w:footnoteReference [^>]*\/>(?:(?!<w:r>).)*<w:commentRangeEnd w:id="1"\/>/,
      );
    }
  });
});

describe('a document', () => {
  it('gets the parts that say that it has comments, and nothing else', async () => {
    const made = await wordText([new Paragraph({ children: [new TextRun('Some words.')] })]);
    const { bytes } = await annotated(made, 'words');
    const [before, after] = [unzipSync(made), unzipSync(bytes)];
    expect(Object.keys(after)).toEqual([...Object.keys(before), 'word/comments.xml']);
    const changed = Object.keys(before).filter((name) => partOf(made, name) !== partOf(bytes, name));
    expect(changed.toSorted()).toEqual(['[Content_Types].xml', 'word/_rels/document.xml.rels', MAIN]);
    expect(partOf(bytes, '[Content_Types].xml')).toContain(
      '<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>',
    );
    expect(partOf(bytes, 'word/_rels/document.xml.rels')).toContain(
      '<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="/word/comments.xml"/></Relationships>',
    );
  });

  it('is the same as before when there is nothing to say, but for its parts of comments', async () => {
    const file = await richWordFile();
    const result = await annotateDocx(file, DEFAULT_LIMITS, [], author);
    if ('problem' in result) throw new Error(result.problem);
    expect(unzipSync(result.bytes)).toEqual(unzipSync(file));
  });

  it('is not changed itself, whatever holds its bytes', async () => {
    const whole = Buffer.concat([Buffer.alloc(100), await richWordFile()]);
    const file = whole.subarray(100);
    const before = Buffer.from(file);
    expect(commentsOf((await annotated(file, 'should')).bytes)).toHaveLength(2);
    expect(file.equals(before)).toBe(true);
  });

  it('keeps its encoding, its prefixes and the names of its parts', async () => {
    const plain = await wordXml(`<w:p>${r('Some words.')}</w:p>`);
    const encoded = (label: 'utf16le' | 'utf8'): Uint8Array => {
      const text = `\ufeff${partOf(plain, MAIN).replace('encoding="UTF-8"', '')}`;
      return zipSync({ ...unzipSync(plain), [MAIN]: new Uint8Array(Buffer.from(text, label)) });
    };
    for (const label of ['utf16le', 'utf8'] as const) {
      const main = unzipSync((await annotated(encoded(label), 'words')).bytes)[MAIN];
      const text = Buffer.from(main ?? []).toString(label);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text).toContain('<w:commentRangeStart w:id="0"/>');
    }
    const renamed = withPart(plain, MAIN, (xml) => xml.replaceAll('w:', 'ns0:').replaceAll('xmlns:w=', 'xmlns:ns0='));
    expect(partOf((await annotated(renamed, 'words')).bytes, MAIN)).toContain(
      '<ns0:commentRangeStart ns0:id="0"/><ns0:r>',
    );
    const byDefault = withPart(plain, MAIN, (xml) =>
      xml.replaceAll('<w:', '<').replaceAll('</w:', '</').replace('xmlns:w=', 'xmlns='),
    );
    expect(partOf((await annotated(byDefault, 'words')).bytes, MAIN)).toContain(
      '<w:commentRangeStart xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:id="0"/><r>',
    );
    const { [MAIN]: main = new Uint8Array(), 'word/_rels/document.xml.rels': _, ...parts } = unzipSync(plain);
    const types = partOf(plain, '[Content_Types].xml').replaceAll(MAIN, 'text/main.xml');
    const elsewhere = zipSync({
      ...parts,
      'text/main.xml': main,
      'text/comments.xml': new TextEncoder().encode('<comments/>'),
      '[Content_Types].xml': new TextEncoder().encode(types),
      '_rels/.rels': new TextEncoder().encode(partOf(plain, '_rels/.rels').replaceAll(MAIN, 'text/main.xml')),
    });
    const { bytes } = await annotated(elsewhere, 'words');
    expect(partOf(bytes, 'text/comments1.xml')).toContain('About words.');
    expect(partOf(bytes, 'text/_rels/main.xml.rels')).toContain('Target="/text/comments1.xml"');
    expect(commentsOf(bytes)).toEqual([]);
  });

  it('is a problem when it cannot be read, as everywhere', async () => {
    const rich = await richWordFile();
    const problem = async (file: Uint8Array, limits: ReadLimits = DEFAULT_LIMITS): Promise<string> => {
      const result = await annotateDocx(file, limits, [{ start: 0, end: 4, words: 'Text', lines: [] }], author);
      return 'problem' in result ? result.problem : 'annotated';
    };
    const bomb = zipSync({ [MAIN]: new Uint8Array(5_000_000).fill(32) }, { level: 9 });
    expect(await problem(bomb, { ...DEFAULT_LIMITS, unfoldedBytes: 1_000_000 })).toMatch(/unfolds to more/);
    expect(await problem(compoundFile('EncryptedPackage'))).toMatch(/remove the password/);
    expect(await problem(rich, { ...DEFAULT_LIMITS, milliseconds: -1 })).toMatch(/secondsPerFile/);
    expect(await problem(await wordXml(''))).toMatch(/cut short or damaged/);
    for (let length = 2; length < rich.length; length += 971) {
      expect(await problem(rich.subarray(0, length))).toMatch(/cut short or damaged/);
    }
    const untyped = Object.fromEntries(
      Object.entries(unzipSync(await wordXml(`<w:p>${r('Text.')}</w:p>`))).slice(0, -1),
    );
    expect(Object.keys(untyped)).not.toContain('[Content_Types].xml');
    expect(await problem(zipSync(untyped))).toMatch(/cut short or damaged/);
  });

  it('gets every comment or none, whatever was changed in its bytes and its XML', async () => {
    const rich = await richWordFile();
    const xml = partOf(rich, MAIN);
    const body = xml.indexOf('<w:body>');
    const comments = await commentsOn(rich, ['earlier resolutions', 'States should', 'threats', 'A/RES/73/27']);
    const outcomes = { annotated: 0, refused: 0 };
    const tryOne = async (file: Uint8Array): Promise<void> => {
      const result = await annotateDocx(file, DEFAULT_LIMITS, comments, author);
      if ('problem' in result) {
        outcomes.refused++;
        expect(result.problem).not.toBe('');
        return;
      }
      outcomes.annotated++;
      // A document whose list of parts was damaged has lost its own comments: then there is a part beside them.
      const parts = ['word/comments.xml', 'word/comments1.xml'].map((name) => partOf(result.bytes, name)).join('');
      expect(parts.split('w:author="Aide-Mémoire"')).toHaveLength(5);
      const before = await readDocx(file, DEFAULT_LIMITS);
      expect(await readDocx(result.bytes, DEFAULT_LIMITS)).toMatchObject({ text: 'text' in before ? before.text : '' });
    };
    const bytes = fc.array(fc.tuple(fc.nat(rich.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
    const cuts = fc.tuple(
      fc.integer({ min: body, max: xml.length }),
      fc.nat(12),
      fc.constantFrom('', '<', '/>', '<w:p>', '</w:r>', '"'),
    );
    await fc.assert(
      fc.asyncProperty(bytes, cuts, async (changes, [at, length, written]) => {
        const damaged = rich.slice();
        for (const [place, byte] of changes) damaged[place] = byte;
        await tryOne(damaged);
        await tryOne(withPart(rich, MAIN, (whole) => `${whole.slice(0, at)}${written}${whole.slice(at + length)} `));
      }),
      { numRuns: 20 },
    );
    expect(Math.min(outcomes.annotated, outcomes.refused)).toBeGreaterThan(2);
  });

  it('cannot make an archive without end of parts that share their bytes', async () => {
    const text = new TextEncoder().encode(`<w:document><w:body><w:p>${r('Text.')}</w:p></w:body></w:document>`);
    const filler = new Uint8Array(300_000).map((_, n) => (n * 7919) % 251);
    const file = zipSync({
      [MAIN]: text,
      '[Content_Types].xml': [new TextEncoder().encode('<Types/>'), {}],
      a: [filler, { level: 0 }],
      b: [filler, { level: 0 }],
    });
    const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
    const last = file.lastIndexOf(0x62, file.length - 22);
    const before = last - 47;
    // The entry of `b` says that it lies where `a` lies, and the archive ends behind `a`.
    view.setUint32(last - 46 + 42, view.getUint32(before - 46 + 42, true), true);
    const cut = new Uint8Array([
      ...file.subarray(0, view.getUint32(before - 46 + 42, true) + 31 + 300_000),
      ...file.subarray(view.getUint32(file.length - 6, true)),
    ]);
    new DataView(cut.buffer).setUint32(cut.length - 6, view.getUint32(before - 46 + 42, true) + 31 + 300_000, true);
    expect(await annotateDocx(cut, DEFAULT_LIMITS, [{ start: 0, end: 4, words: 'Text', lines: [] }], author)).toEqual({
      problem: expect.stringMatching(/cut short or damaged/),
    });
  });
});

it('is read by another library as it was written', async () => {
  const { bytes } = await annotated(await richWordFile(), 'earlier resolutions', 'should', 'threats');
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes) },
    { styleMap: ['comment-reference => sup'] },
  );
  const text = value.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
  // It counts in the order of the text and shows initials where there are some.
  expect(text).toContain('recalls earlier resolutions [AM1] . States should [AM2] refrain from');
  expect(text).toContain('threats [AM4] .');
  expect(text).toMatch(/\[AM1\] About earlier resolutions\..*\[AM2\] About should\..*\[3\] Check with capital\./);
  expect(text).toContain('[AM4] About threats.');
});
