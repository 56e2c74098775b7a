import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../../server/src/api/report.js';
import { writeHtmlReport, writeReportMain } from '../../../server/src/service/reportHtml.js';
import { writeMarkdownReport } from '../../../server/src/service/reportMarkdown.js';

const RANGE = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
const DRAFT_URI = 'file:///draft.md';
const RECORD_URI = 'file:///record.md';

function reportWith(text: string): Report {
  const source = { uri: RECORD_URI, range: RANGE, citation: text };
  const finding = {
    place: text,
    range: RANGE,
    sentence: text,
    words: text,
    severity: 'warning' as const,
    differs: text,
    confidence: text,
    prior: { quote: text, ...source },
  };
  return {
    title: text,
    words: 1240,
    date: text,
    delegation: text,
    groups: [text],
    corpus: { documents: 1, passages: 1172, digest: 'c0ffee' },
    findings: [{ rule: 'position-conflict', name: text, why: text, severity: 'warning', findings: [finding] }],
    departures: [{ ...finding, rule: 'position-shift', by: text, date: text, reason: text }],
    silenced: [{ ...finding, rule: 'term-variant', reason: '' }],
    coverage: [
      {
        pillar: text,
        paragraphs: 0,
        absent: [{ holder: text, topic: text, quote: text, ...source }],
        more: 2,
        present: 0,
      },
    ],
    precedents: [{ wording: text, words: 5, range: RANGE, citations: [text], sources: [source], more: 2 }],
  };
}

/** The tags and the text of an HTML file. */
function readHtml(html: string): { readonly tags: readonly string[]; readonly text: string } {
  const tags: string[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => void tags.push([name, ...Object.keys(attributes)].join(' ')),
    ontext: (part) => void (text += part),
  });
  parser.end(html);
  return { tags, text };
}

describe('a report as HTML', () => {
  it('is one file that loads nothing and runs nothing', () => {
    const html = writeHtmlReport(reportWith('words'));
    const { tags } = readHtml(html);
    expect(
      tags.filter((tag) => /^(?:script|link|img|iframe|object|embed|base)\b|\b(?:src|href|on\w+)\b/.test(tag)),
    ).toEqual([]);
    expect(html).not.toMatch(/url\(|@import/);
    expect(html).toContain("default-src 'none'");
  });

  it('shows whatever a document says as it stands', () => {
    const plain = readHtml(writeHtmlReport(reportWith('words'))).tags;
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'grapheme' }),
          fc.constantFrom('</p><script>x</script>', '"><img onerror=a>', "'&amp;<!--"),
        ),
        (text) => {
          expect(readHtml(writeHtmlReport(reportWith(text))).tags).toEqual(plain);
        },
      ),
    );
    expect(readHtml(writeHtmlReport(reportWith('a <b> & "c"'))).text).toContain('“a <b> & "c"”');
    expect(writeHtmlReport(reportWith('a\u0000\u202eb'))).toContain('a\ufffd\ufffdb');
  });

  it('says what is to be read of each part', () => {
    const { text } = readHtml(writeHtmlReport(reportWith('words')));
    expect(text).toContain('1 finding, 1 recorded departure, 1 silenced by the drafter, 1 precedent used.');
    expect(text).toContain('Decided by words on words (position-shift): words');
    expect(text).toContain('Silenced (term-variant): no reason given');
    expect(text).toContain('Absent: words');
    expect(text).toContain('And 2 more asks.');
    expect(text).toContain('1 document with 1,172 passages');
    expect(text).toContain('c0ffee');
    expect(text).toContain('words00 of 3');
    expect(text).toContain('words; and 2 more documents');
  });
});

describe('a report in a page of the editor’s', () => {
  it('leads to every place in the draft and in the record, and nowhere else', () => {
    const led: string[] = [];
    const main = writeReportMain(reportWith('"><a href=x>'), ({ uri }) => `#place-${led.push(uri) - 1}`, DRAFT_URI);
    const inDraft = led.filter((uri) => uri === DRAFT_URI);
    // Three findings with their priors, an absent ask, a precedent.
    expect([inDraft.length, led.length]).toEqual([3, 8]);
    const { tags } = readHtml(main);
    expect(tags.filter((tag) => tag.startsWith('a '))).toEqual(led.map(() => 'a href'));
    expect(main.match(/href="#place-\d+"/g)).toHaveLength(led.length);
  });

  it('is the same report without the links', () => {
    const report = reportWith('words');
    expect(writeHtmlReport(report)).toContain(writeReportMain(report));
  });

  it('has one main part, headings in their order and headers for its table', () => {
    const main = writeReportMain(reportWith('words'));
    const levels = [...main.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
    expect(main).toContain('<th scope="row">words</th>');
    expect(main.match(/<main>/g)).toHaveLength(1);
  });
});

describe('a report as Markdown', () => {
  it('lets no text act', () => {
    const markdown = writeMarkdownReport(reportWith('[x](http://a.example) <b> # `c` *d*'));
    expect(markdown).not.toMatch(/[^\\]\[|<b>|[^\\]`|[^\\:]:\/\//);
    expect(markdown).toContain('\\*d\\*');
    expect(writeMarkdownReport(reportWith('a\u202eb'))).toContain('a\ufffdb');
  });

  it('has the same parts', () => {
    expect(writeMarkdownReport(reportWith('words')).match(/^## .*$/gm)).toEqual([
      '## Findings',
      '## Departures recorded',
      '## Silenced by the drafter',
      '## Coverage',
      '## Precedents used',
    ]);
    expect(writeMarkdownReport(reportWith('words'))).toMatch(
      /Not treated\. Standing asks taken up: 0 of 3; absent:\n\n- .*\n\nAnd 2 more asks\.\n/,
    );
  });
});
