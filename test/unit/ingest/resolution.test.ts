import { describe, expect, it } from 'vitest';
import type { CorpusDocument } from '../../../server/src/ingest/corpusDocument.js';
import { parseDocument } from '../../../server/src/ingest/parseDocument.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';

const read = (text: string, name = 'text.md'): CorpusDocument => {
  const { document } = parseDocument({ uri: `file:///corpus/${name}`, name }, new TextEncoder().encode(text));
  if (document === undefined) throw new Error('no document');
  return document;
};
const citations = (document: CorpusDocument): string[] => document.passages.map(({ citation }) => citation);

const RESOLUTION = `A/RES/75/240

Resolution adopted by the General Assembly on 31 December 2020

The General Assembly,

*Recalling* its resolutions 36/103 of 9 December 1981 and 43/78 H of 7 December 1988,

*Deeply concerned* that such means can be used for purposes that are not peaceful,

Mindful of the work of the group, and welcoming its report,

Also noting with appreciation the views of States,

1. *Decides* to convene a new group;

2. Requests the group:

(a) To continue its work;

(b) To report on it;

3. Decides to include the item in its agenda.
`;

describe('a resolution', () => {
  it('is cited by preambular and operative paragraphs', () => {
    expect(citations(read(RESOLUTION))).toEqual([
      'opening para.',
      '1st preambular para.',
      '2nd preambular para.',
      '3rd preambular para.',
      '4th preambular para.',
      'para. 1',
      'para. 2',
      'para. 2 (a)',
      'para. 2 (b)',
      'para. 3',
    ]);
  });

  it('is cited alike after it was written out and read again', () => {
    expect(citations(read(writeDocument(read(RESOLUTION))))).toEqual(citations(read(RESOLUTION)));
  });

  it('needs no heading over its preamble in a citation', () => {
    const text = `## Preamble\n\nBeing Parties to the Convention,\n\nIn pursuit of its objective,\n\n## Article 1\n\n1. The purpose is to act together.\n\n2. Parties shall report.\n`;
    expect(citations(read(text)).slice(0, 2)).toEqual(['1st preambular para.', '2nd preambular para.']);
  });

  it('is not seen in a statement that opens one paragraph with a participle', () => {
    const text =
      'We thank the Chair for the draft before us.\n\nHaving said this, we add one point,\n\nWe ask for more time in this matter.\n';
    expect(citations(read(text)).filter((citation) => citation.includes('preambular'))).toEqual([]);
  });
});

describe('a resolution without numbers', () => {
  const UNNUMBERED = [
    'The General Assembly,',
    'Recalling its resolution 73/27,',
    'Deeply concerned at the threats,',
    'Decides to convene a group;',
    'Strongly condemns:',
    '(a) Attacks on hospitals;',
    '(b) Attacks on schools;',
    'Also requests the Secretary-General to report;',
    'States will meet again.',
    'We thank the Chair for this.',
    'It meets again in May.',
  ];

  it('is cited by its operative paragraphs as by its preambular ones', () => {
    expect(citations(read(UNNUMBERED.slice(0, 8).join('\n\n'))).slice(1)).toEqual([
      '1st preambular para.',
      '2nd preambular para.',
      '1st operative para.',
      '2nd operative para.',
      '2nd operative para. (a)',
      '2nd operative para. (b)',
      '3rd operative para.',
    ]);
  });

  it('has no operative paragraphs without a preamble, after another paragraph, or behind a number', () => {
    const operative = (lines: readonly string[]): number =>
      citations(read(lines.join('\n\n'))).filter((citation) => citation.includes('operative')).length;
    expect(operative(UNNUMBERED.slice(3))).toBe(0);
    expect(operative([...UNNUMBERED.slice(0, 4), 'We thank the Chair.', 'Requests a report;'])).toBe(1);
    expect(operative([...UNNUMBERED.slice(0, 3), '1. Decides to act;', '2. Decides:', 'Requests a report;'])).toBe(0);
  });
});

describe('articles and other numbered sections', () => {
  it('are named in the citation of every paragraph, and stand alone where they have only one', () => {
    const text =
      'Chapter I: Purposes\n\nArticle 1\nThe purposes are these.\n\nArticle 2\n\n1. States shall act.\n\n2. They shall not wait.\n\nChapter II: Organs\n\n[Article 3bis] (organs)\n\nThere are six.\n\nThey meet.\n\n(a) In May.\n';
    expect(citations(read(text))).toEqual([
      'art. 1',
      'art. 2, para. 1',
      'art. 2, para. 2',
      'art. 3bis, 1st para.',
      'art. 3bis, 2nd para.',
      'art. 3bis, 2nd para. (a)',
    ]);
  });

  it('count within an annex', () => {
    const text =
      '# T\n\n## Annex I\n\n### Rule 1\n\nMeet.\n\n### Rule 2\n\nSpeak.\n\n## Annex II\n\n### Rule 1\n\nVote.\n';
    expect(citations(read(text))).toEqual(['annex I, rule 1', 'annex I, rule 2', 'annex II, rule 1']);
  });

  it('are no sections where a single heading names one', () => {
    const text = '# T\n\n## Article 51: self-defence\n\n1. One.\n\n2. Two.\n\n## Agenda item 5\n\n3. Three.\n';
    expect(citations(read(text))).toEqual(['para. 1', 'para. 2', 'para. 3']);
  });
});

describe('what a draft leaves open', () => {
  const BRACKETED = `1. The purpose of this Agreement is to [enhance the implementation][further implement the objective [through cooperation]] so as to hold the increase [well] below 1.5 °C / 2 °C.

2. To limit the increase in the global average temperature to

    **Option 1:** below 2 °C above pre-industrial levels,

    **Option 2:** well below 2 °C [and to [rapidly] scale up efforts],

3. [Parties [shall][should][other] report.]
`;

  it('comes through unchanged: brackets, slashes and every option as a passage of its own', () => {
    const texts = read(BRACKETED).passages.map(({ text }) => text);
    expect(texts).toEqual([
      'The purpose of this Agreement is to [enhance the implementation][further implement the objective [through cooperation]] so as to hold the increase [well] below 1.5 °C / 2 °C.',
      'To limit the increase in the global average temperature to',
      'Option 1: below 2 °C above pre-industrial levels,',
      'Option 2: well below 2 °C [and to [rapidly] scale up efforts],',
      '[Parties [shall][should][other] report.]',
    ]);
    expect(citations(read(BRACKETED))).toEqual([
      'para. 1',
      'para. 2',
      'para. 2, option 1',
      'para. 2, option 2',
      'para. 3',
    ]);
    const again = read(writeDocument(read(BRACKETED)));
    expect(again.passages.map(({ text }) => text)).toEqual(texts);
  });

  it('has options with paragraphs of their own, under an article or under a paragraph', () => {
    const text = `## Article 2 *(purpose)*

**Option 1:**

1. The purpose is [to act]:

    1. [hold the increase [below 2 °C][well below 2 °C];]
    2. [pursue it.]

2. [It shall be met.]

**Option 2:** No text

## Article 3 *(mitigation)*

1. **Features**

    **Option 1:** Each Party shall:

    (a) [Be quantified;]

    **Option 2:**

    [Each Party shall:

    (a) Act;

2. Last.
`;
    expect(citations(read(text))).toEqual([
      'art. 2, option 1',
      'art. 2, option 1, para. 1',
      'art. 2, option 1, para. 1 (1)',
      'art. 2, option 1, para. 1 (2)',
      'art. 2, option 1, para. 2',
      'art. 2, option 2',
      'art. 3, para. 1',
      'art. 3, para. 1, option 1',
      'art. 3, para. 1, option 1 (a)',
      'art. 3, para. 1, option 2',
      'art. 3, para. 1, option 2, 1st para.',
      'art. 3, para. 1, option 2, 1st para. (a)',
      'art. 3, para. 2',
    ]);
    expect(citations(read(writeDocument(read(text))))).toEqual(citations(read(text)));
  });

  it('has a preamble whose paragraphs may stand in brackets or be options', () => {
    const text =
      'The Parties,\n\nRecalling decision 1,\n\n[Recognizing the need,]\n\n**Option 1:** *Noting* its work,\n\n[*Acknowledging* the cost,]\n\n1. Agree.\n\n2. Act.\n';
    expect(citations(read(text)).filter((citation) => citation.includes('preambular'))).toHaveLength(4);
  });
});
