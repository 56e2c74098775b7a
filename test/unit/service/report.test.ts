import { TextDocument } from 'vscode-languageserver-textdocument';
import { describe, expect, it } from 'vitest';
import type { Report, ReportPlace } from '../../../server/src/api/report.js';
import { createDraft } from '../../../server/src/draft/draft.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { digestOfCorpus } from '../../../server/src/service/corpusDigest.js';
import { passageRange } from '../../../server/src/service/precedents.js';
import { provideReport } from '../../../server/src/service/report.js';
import { createContextOf } from '../../support/record.js';

const SAID = 'Pakistan supports a treaty on outer space.';
const ASK = 'States should share satellite data with all neighbours under the auspices of the United Nations.';
const context = createContextOf([
  { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
  {
    id: 'said',
    date: '2021',
    text: `# International law\n\n${SAID}\n\n# Capacity-building\n\nCapacity-building should be voluntary.`,
  },
  { id: 'other', holder: 'France', date: '2022', text: ASK },
]);
const DRAFT = `# A *paper*

## International law

5. Pakistan opposes a treaty on outer space. ${ASK}

a) Good behavior helps.

<!-- aide-memoire-ignore term-variant: quoted so -->
Bad behavior harms.
`;

function report(draft = DRAFT, changed: Partial<ServiceContext> = {}): Promise<Report> {
  const document = TextDocument.create('file:///drafts/a%20paper.draft.md', 'negotiation-draft', 1, draft);
  return provideReport(createDraft(document, context.tokenize), '2026-11-26', { ...context, ...changed });
}

/** Where a passage of the record stands. */
function placeOf(words: string): ReportPlace {
  const found = context.index.documents.flatMap(({ uri, passages }) =>
    passages.filter(({ text }) => text === words).map((passage) => ({ uri, range: passageRange(passage) })),
  );
  const [place] = found;
  if (place === undefined) throw new Error(`no passage says "${words}"`);
  return place;
}

describe('a report', () => {
  it('gives the draft’s facts and its findings by rule, each with its place, the prior and how sure it is', async () => {
    const { title, date, delegation, corpus, findings } = await report();
    expect({ title, date, delegation, corpus }).toEqual({
      title: 'A *paper*',
      date: '26 November 2026',
      delegation: 'Pakistan',
      corpus: { documents: 3, passages: 6, digest: await digestOfCorpus(context.index) },
    });
    expect(findings.map(({ rule, findings: of }) => [rule, of.map(({ place }) => place)])).toEqual([
      ['position-conflict', ['para. 5']],
      ['term-variant', ['para. 5 (a)']],
    ]);
    expect(findings[0]?.findings[0]).toEqual({
      place: 'para. 5',
      range: { start: { line: 4, character: 3 }, end: { line: 4, character: 43 } },
      sentence: 'Pakistan opposes a treaty on outer space.',
      words: 'Pakistan opposes a treaty on outer space',
      severity: 'warning',
      differs: 'The draft denies or opposes “treaty”.',
      confidence: 'high',
      prior: { quote: SAID, citation: 'Pakistan, statement, 2021, para. 1', ...placeOf(SAID) },
    });
  });

  it('is called by its file where the draft has no heading', async () => {
    expect((await report('Rivers carry boats.')).title).toBe('a paper.draft.md');
  });

  it('lists what the drafter silenced, with the reason', async () => {
    expect((await report()).silenced).toMatchObject([
      { rule: 'term-variant', sentence: 'Bad behavior harms.', reason: 'quoted so' },
    ]);
  });

  it('lists departures that were decided apart from the findings', async () => {
    const departure = {
      rule: 'position-conflict' as const,
      sentence: 'Pakistan opposes a treaty on outer space.',
      from: { document: 'said', citation: '', quote: SAID },
      by: 'A. Drafter',
      date: '2026-03-12',
      reason: 'telegram 114',
    };
    const { findings, departures } = await report(DRAFT, { departures: [departure] });
    expect(findings.map(({ rule }) => rule)).toEqual(['term-variant']);
    expect(departures).toMatchObject([
      { place: 'para. 5', by: 'A. Drafter', date: '12 March 2026', reason: 'telegram 114', prior: { quote: SAID } },
    ]);
  });

  it('lists wording of five words and more that stands in the record, each once, the longest first', async () => {
    const draft = `${ASK} Rivers carry boats.\n\nWe share satellite data with all neighbours today. ${ASK}`;
    const { precedents } = await report(draft);
    expect(precedents[1]).toMatchObject({
      range: { start: { line: 2, character: 3 }, end: { line: 2, character: 43 } },
      sources: [{ ...placeOf(ASK), citation: 'France, statement, 2022, para. 1' }],
    });
    expect(precedents.map(({ wording, citations, more }) => [wording, citations, more])).toEqual([
      [ASK.slice(0, -1), ['France, statement, 2022, para. 1'], 0],
      ['share satellite data with all neighbours', ['France, statement, 2022, para. 1'], 0],
    ]);
  });

  it('says which subjects the draft treats, and which asks of the delegation it leaves out', async () => {
    const of = async (draft: string, name: string) =>
      (await report(draft)).coverage.find(({ pillar }) => pillar === name);
    expect((await report()).coverage).toHaveLength(6);
    expect((await of(DRAFT, 'International law'))?.paragraphs).toBeGreaterThan(0);
    const absent = await of(DRAFT, 'Capacity-building');
    expect(absent?.paragraphs).toBe(0);
    expect(absent?.absent).toEqual([
      {
        holder: 'Pakistan',
        topic: 'capacity building',
        quote: 'Capacity-building should be voluntary.',
        citation: 'Pakistan, statement, 2021, para. 2',
        words: 'Capacity-building should be voluntary.',
        ...placeOf('Capacity-building should be voluntary.'),
      },
    ]);
    const said = await of('# Capacity-building\n\nCapacity-building should be voluntary.', 'Capacity-building');
    expect(said).toMatchObject({ paragraphs: 1, present: 1, absent: [] });
  });

  it('is the same for the same draft, record and day', async () => {
    expect(JSON.stringify(await report())).toBe(JSON.stringify(await report()));
  });
});
