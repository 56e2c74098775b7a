import { expect, test } from 'vitest';
import { alignedTexts } from '../../../../client/src/compare/alignedTexts.js';

test('behind each pair stands a line that looks blank, the same in both texts and like no other', () => {
  const { record, draft } = alignedTexts([
    { record: '# Old', draft: '# New' },
    { record: 'Dropped.' },
    { draft: 'Added.' },
    { record: 'Kept.', draft: 'Kept.' },
  ]);
  const shown = (text: string) => text.replace(/[\u200B\u200C]/g, '').split('\n');
  expect(shown(record)).toEqual(['# Old', '', 'Dropped.', '', '', 'Kept.', '', '']);
  expect(shown(draft)).toEqual(['# New', '', '', 'Added.', '', 'Kept.', '', '']);
  const [ours, theirs] = [draft, record].map((text) => text.match(/^[\u200B\u200C]+$/gm) ?? []);
  expect(ours).toEqual(theirs);
  expect(new Set(ours).size).toBe(4);
  for (const line of ours ?? []) expect(line.trim()).toBe(line);
});
