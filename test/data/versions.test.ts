// Drafts of the Paris Agreement, which are not part of the project: these tests run where they lie beside it, and are shown as skipped elsewhere.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alignParagraphs, readParagraphs } from '../../server/src/service/align.js';
import { parseBlocks } from '../../server/src/text/blocks.js';
import { finishSteps } from '../../server/src/util/steps.js';
import { createBundledContext } from '../support/bundled.js';
import { ROOT } from '../support/server.js';

const FOLDER = join(ROOT, '..', 'shared', 'data', 'cop21-drafts');

describe.runIf(existsSync(FOLDER))('two drafts of the Paris Agreement', () => {
  const context = createBundledContext();
  const read = (name: string) => {
    const text = readFileSync(join(FOLDER, name), 'utf8');
    return finishSteps(readParagraphs(text, parseBlocks(text), context));
  };

  it('are side by side although nearly every article has got another number', () => {
    const [earlier, later] = [read('9-dec-2015.md'), read('12-dec-2015.md')];
    const pairs = finishSteps(alignParagraphs(later, earlier));
    const paired = pairs.flatMap(({ ours, theirs }) =>
      ours === undefined || theirs === undefined ? [] : [[later[ours]?.line ?? '', earlier[theirs]?.line ?? '']],
    );
    expect(paired.length).toBeGreaterThan(0.7 * later.length);
    const renumbered = paired
      .map((lines) => lines.map((line) => /^## .*?Article (\w+)/.exec(line)?.[1] ?? ''))
      .filter(([now]) => now !== '');
    // Mitigation, adaptation, loss and damage, finance, technology, capacity-building, transparency, stocktake, final clauses.
    expect(renumbered.map((numbers) => numbers.join(' was ')).join(', ')).toMatch(
      /^1 was 1, 2 was 2, .*4 was 3, .*7 was 4, 8 was 5, 9 was 6, 10 was 7, 11 was 8, .*13 was 9, 14 was 10, .*16 was 12, 17 was 13, 18 was 14, 21 was 18, 22 was 19, .*24 was 21, 25 was 22, 26 was 23, 27 was 24, 28 was 25, 29 was 26$/,
    );
  });
});
