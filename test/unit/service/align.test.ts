import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft } from '../../../server/src/draft/draft.js';
import { writeDocument } from '../../../server/src/ingest/writeDocument.js';
import {
  alignParagraphs,
  MOST_PARAGRAPHS,
  provideAlignment,
  readParagraphs,
} from '../../../server/src/service/align.js';
import { parseBlocks } from '../../../server/src/text/blocks.js';
import { finishSteps } from '../../../server/src/util/steps.js';
import { anyText } from '../../support/arbitraries.js';
import { createBundledContext } from '../../support/bundled.js';
import { makeDocument } from '../../support/corpus.js';
import { createContextOf } from '../../support/record.js';
import { processorTime } from '../../support/processorTime.js';

const bundled = createBundledContext();

function draftOf(text: string) {
  return createDraft(TextDocument.create('file:///draft.md', 'markdown', 1, text), bundled.tokenize);
}

function align(draft: string, uri: string, context = bundled) {
  const answer = finishSteps(provideAlignment(draftOf(draft), uri, context));
  if (answer !== undefined && 'problem' in answer) throw new Error(answer.problem);
  return answer;
}

function uriOf(id: string, { index } = bundled): string {
  return index.documents.find((document) => document.id === id)?.uri ?? '';
}

function read(text: string) {
  return finishSteps(readParagraphs(text, parseBlocks(text), bundled));
}

describe('a draft beside a document of the record', () => {
  const held = createContextOf([
    { id: 'rest', date: '2017', text: 'Farmers grow wheat.\n\nMusic moves people.' },
    {
      id: 'old',
      date: '2021',
      text: 'Rivers carry boats.\n\n# Space\n\nPakistan supports a treaty on outer space.\n\nZeppelins must land.',
    },
  ]);

  it('has what says nearly the same in one pair, and the rest of both in its place', () => {
    const draft =
      '---\ntitle: x\n---\n# Paper\n\n## Space\n\n1. Pakistan supports a legally\n   binding treaty on outer space.\n\n<!-- no -->\n\nVolcanoes sleep.\n\n(a) Zeppelins must land.\n';
    expect(align(draft, uriOf('old', held), held)).toEqual({
      name: 'Pakistan, 2021',
      pairs: [
        { record: '# old' },
        { record: 'Rivers carry boats.' },
        { draft: '# Paper' },
        { draft: '## Space', record: '## Space' },
        {
          draft: '1. Pakistan supports a legally binding treaty on outer space.',
          record: 'Pakistan supports a treaty on outer space.',
        },
        { draft: 'Volcanoes sleep.' },
        { draft: '(a) Zeppelins must land.', record: 'Zeppelins must land.' },
      ],
    });
  });

  it('pairs headings with headings only', () => {
    const [heading, text] = ['## Farmers grow wheat', 'Farmers grow wheat.'].map(read);
    expect(finishSteps(alignParagraphs(heading ?? [], text ?? []))).toHaveLength(2);
  });

  it('is nothing when the record does not hold the document', () => {
    expect(align('Text.', 'file:///gone.md')).toBeUndefined();
  });

  it('is refused when one is too long, and soon there when it just is not', () => {
    const lines = Array.from({ length: MOST_PARAGRAPHS }, (_, n) => `Clause ${n} of the treaty on outer space stands.`);
    const document = makeDocument({ id: 'long', date: '2020', text: lines.slice(1).join('\n\n') });
    const context = createBundledContext([document]);
    const began = processorTime();
    const answer = align(lines.join('\n\n'), document.uri, context);
    expect(processorTime() - began).toBeLessThan(5000);
    expect(answer?.pairs).toHaveLength(MOST_PARAGRAPHS + 1);
    expect(() => align([...lines, 'One more.'].join('\n\n'), document.uri, context)).toThrow(
      /more than 2000 paragraphs/,
    );
  });

  it('aligns a bundled document with itself, edited', () => {
    const document = bundled.index.documents.find(({ id }) => id === 'pakistan-statement-2021-12');
    const written = document === undefined ? '' : writeDocument(document);
    const edited = written
      .replace('it is essential to develop', 'it remains essential to develop')
      .replace(/^Ensuring the peaceful use.*\n\n/m, '')
      .replace(/^The UN Charter is/m, 'Volcanoes sleep.\n\nThe UN Charter is');
    const pairs = align(edited, document?.uri ?? '')?.pairs ?? [];
    const unlike = pairs.filter(({ draft, record }) => draft !== record);
    expect(unlike.map(({ draft, record }) => [draft?.slice(0, 20), record?.slice(0, 20)])).toEqual([
      [undefined, 'Ensuring the peacefu'],
      ['Volcanoes sleep.', undefined],
      ['Pakistan therefore s', 'Pakistan therefore s'],
    ]);
  });
});

describe('whatever the texts', () => {
  const text = fc.array(anyText, { maxLength: 12 }).map((parts) => parts.join('\n\n'));

  it('nothing is lost, twice there or out of order', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [ours, theirs] = [read(a), read(b)];
        const pairs = finishSteps(alignParagraphs(ours, theirs));
        const placesOf = (side: 'ours' | 'theirs') => pairs.flatMap((pair) => pair[side] ?? []);
        expect(placesOf('ours')).toEqual(ours.map((_, n) => n));
        expect(placesOf('theirs')).toEqual(theirs.map((_, n) => n));
      }),
    );
  });

  it('a text is aligned with itself throughout', () => {
    fc.assert(
      fc.property(text, (same) => {
        const pairs = finishSteps(alignParagraphs(read(same), read(same)));
        expect(pairs).toEqual(read(same).map((_, n) => ({ ours: n, theirs: n })));
      }),
    );
  });
});
