import { describe, expect, it } from 'vitest';
import { NO_DECISIONS } from '../../../server/src/ingest/positionsFile.js';
import { contextFor } from '../../../server/src/service/circulation.js';
import { listCorpus } from '../../../server/src/service/corpusList.js';
import { provideDiagnostics } from '../../../server/src/service/diagnostics.js';
import type { ServiceContext } from '../../../server/src/service/context.js';
import { provideReport } from '../../../server/src/service/report.js';
import { writeMarkdownReport } from '../../../server/src/service/reportMarkdown.js';
import { searchPrecedents } from '../../../server/src/service/searchPrecedents.js';
import { provideSimilar } from '../../../server/src/service/similar.js';
import { checkCodeAction, checkDiagnostics, checkHover, markedDraft } from '../../support/checks.js';
import { createContextOf } from '../../support/record.js';

const LINE = 'Pakistan supports a treaty on outer space.';
const whole = createContextOf([
  {
    id: 'secret',
    holder: 'Pakistan',
    date: '2023',
    handling: 'restricted',
    text: `${LINE}\n\nThere was a quiet hotline.`,
  },
  {
    id: 'chair',
    holder: 'Chair',
    tier: 'chair',
    date: '2021',
    text: 'There was a quiet hotline between the capitals.',
  },
  { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
]);
const open = contextFor({ isOpen: true }, whole);

describe('what a draft for open circulation is told of', () => {
  it('is the record without its restricted documents; of a record without any, all', () => {
    expect(open.index.documents.map(({ id }) => id)).toEqual(['chair', 'rest']);
    expect(contextFor({ isOpen: true }, whole)).toBe(open);
    expect(contextFor({ isOpen: false }, whole)).toBe(whole);
    const plain = createContextOf([{ id: 'rest', text: 'Rivers carry boats.' }]);
    expect(contextFor({ isOpen: true }, plain)).toBe(plain);
  });

  it('is marked in the list of the record where it is withheld, and left in', () => {
    const withheldIn = (context: ServiceContext) => listCorpus(context).documents.map(({ withheld }) => withheld);
    expect(withheldIn(open)).toEqual([true, undefined, undefined]);
    expect(withheldIn(whole)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps what is pinned in its place', () => {
    const pinned = { ...whole, pinned: [0, 1].map((document) => ({ document, passage: 0 })) };
    expect(contextFor({ isOpen: true }, pinned).pinned).toEqual([{ document: 0, passage: 0 }]);
  });

  it('is in a hover that there are restricted documents, beside what others say', () => {
    const both = checkHover('We want a quiet hot¦line.', open)?.text;
    expect(both).toContain('Chair');
    expect(both).toContain('Used by 1 document in 1 passage');
    expect(both).toContain(
      '1 restricted document uses this wording. It is not shown: your draft is for open circulation',
    );
    expect(both).not.toMatch(/Pakistan|2023/);
    const alone = checkHover('A treaty on outer sp¦ace.', open);
    expect(alone?.over).toBe('treaty on outer space');
    expect(alone?.text).toMatch(/^1 restricted document uses this wording\. .*circulation\.?$/);
    expect(checkHover('Rivers carry bo¦ats.', open)?.text).not.toContain('restricted');
  });

  it('is of a finding that a restricted document says otherwise, and nothing else', () => {
    const [finding, ...others] = checkDiagnostics(
      '⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.',
      open,
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      message: 'A restricted document says otherwise. Ask somebody who may see it before you go on.',
      severity: 2,
      relatedInformation: [],
    });
    const { titles } = checkCodeAction('Pakistan opp¦oses a treaty on outer space.', open, {
      recordDepartureCommand: 'record',
    });
    expect(titles).toEqual([
      'Ignore position-conflict here, with a reason',
      'Turn position-conflict off in this draft',
    ]);
    expect(checkHover('Pakistan opp¦oses a treaty on outer space.', open)?.text).not.toMatch(/supports|2023/);
  });

  it('is nothing where it is decided to depart from the restricted document, and what others say first', () => {
    const sentence = 'Pakistan opposes a treaty on outer space.';
    const departure = {
      rule: 'position-conflict',
      sentence,
      by: 'A. Drafter',
      date: '2024-01-01',
      reason: 'agreed',
    } as const;
    const from = { document: 'secret', citation: 'Pakistan, statement, 2023, para. 1', quote: LINE };
    const decided = { ...whole, departures: [{ ...departure, from }] };
    checkDiagnostics(sentence, contextFor({ isOpen: true }, decided));
    const said = createContextOf([
      { id: 'secret', date: '2023', handling: 'restricted', text: LINE },
      { id: 'said', date: '2020', text: 'As always, we support the treaty about outer space.' },
      { id: 'rest', date: '2017', text: 'Rivers carry boats.\n\nFarmers grow wheat.\n\nMusic moves people.' },
    ]);
    const [finding] = checkDiagnostics(
      '⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.',
      contextFor({ isOpen: true }, said),
    );
    expect(finding?.message).toContain('As always');
  });

  it('is no wording that stands in the place of a restricted statement, but that there is one', () => {
    const entry = { line: 0, words: LINE, wording: 'Pakistan supports a treaty on outer space and on the Moon.' };
    const decided = { ...whole, decisions: { ...NO_DECISIONS, confirmed: [entry] } };
    const sentence = '⟦Pakistan opposes a treaty on outer space⟧{position-conflict}.';
    expect(checkDiagnostics(sentence, decided)[0]?.message).toContain('Moon');
    const [finding] = checkDiagnostics(sentence, contextFor({ isOpen: true }, decided));
    expect(finding?.message).toMatch(/^A restricted document says otherwise\./);
    const other = { ...entry, words: 'Rivers carry boats' };
    const shown = contextFor({ isOpen: true }, { ...whole, decisions: { ...NO_DECISIONS, confirmed: [other] } });
    expect(checkDiagnostics(sentence, shown)[0]?.message).toContain('Moon');
  });

  it('is no quick fix for what was found before it was for open circulation', () => {
    const marked = 'Pakistan opp¦oses a treaty on outer space.';
    const before = provideDiagnostics(markedDraft(marked, whole).draft, whole);
    expect(JSON.stringify(before)).toContain('supports');
    expect(checkCodeAction(marked, whole, { diagnostics: () => before }).titles).toContain('Add the citation only');
    expect(checkCodeAction(marked, open, { diagnostics: () => before }).titles).toEqual([]);
  });

  it('is in a search and among similar passages how many are held back', () => {
    const remark = '1 passage of a restricted document is not shown: your draft is for open circulation.';
    expect(searchPrecedents({ query: 'quiet hotline', limit: 5 }, open)).toMatchObject({
      precedents: [{ holder: 'Chair' }],
      remarks: [remark],
    });
    expect(searchPrecedents({ query: 'boats', limit: 5 }, open).remarks).toEqual([]);
    expect(provideSimilar(LINE, 5, open)).toMatchObject({ similar: [], remarks: [remark] });
  });

  it('is in a report how many documents are left out', async () => {
    const { draft } = markedDraft('Pakistan opposes a treaty on outer space.¦', open);
    const text = writeMarkdownReport(await provideReport(draft, '2024-01-01', open));
    expect(text).toContain('**Left out:** 1 restricted document: the draft is for open circulation');
    expect(text).toContain('A restricted document says otherwise');
    expect(text).not.toMatch(/supports|2023/);
    expect(writeMarkdownReport(await provideReport(draft, '2024-01-01', whole))).not.toContain('Left out');
  });
});
