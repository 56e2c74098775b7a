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
    const again = read(writeDocument(read(BRACKETED)));
    expect(again.passages.map(({ text }) => text)).toEqual(texts);
  });
});
