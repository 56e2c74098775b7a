import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { EntailmentJudge, Judgement } from '../../server/src/platform/entailmentJudge.js';
import { createJudge } from '../../server/src/node/judgeApart.js';
import { NEVER_CANCELLED } from '../../server/src/util/cancellation.js';

const DIST = new URL('../../dist/', import.meta.url).pathname;
const SCRIPT = join(DIST, 'judgeWorker.cjs');
const SHIPPED = join(DIST, 'judge');

const PRIOR = 'My delegation favours a legally binding instrument on the use of ICTs by States.';
const OPPOSITE = 'My delegation sees no need for a legally binding instrument on the use of ICTs by States.';
const SAME = 'We support the negotiation of a treaty on how States may use information technologies.';
const OTHER = 'The next session of the Working Group will be held in July.';

const ask = (judge: EntailmentJudge, drafts: readonly string[], prior = PRIOR): Promise<readonly Judgement[]> =>
  judge.judge(
    drafts.map((draft) => ({ prior, draft })),
    NEVER_CANCELLED,
  );

/** A copy of the shipped model that a test may spoil. */
function copied(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aide-memoire-judge-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  cpSync(SHIPPED, folder, { recursive: true });
  return folder;
}

describe('the judge', () => {
  beforeAll(() => {
    if (!existsSync(SCRIPT)) throw new Error('dist/judgeWorker.cjs is not there: run `npm run build` first');
  });

  it('tells an opposite from agreement and from what is about something else', async () => {
    const judge = createJudge(SCRIPT, { folder: SHIPPED, runtime: SHIPPED });
    const [opposite = 0, same = 1, other = 1] = await ask(judge, [OPPOSITE, SAME, OTHER]);
    expect(opposite).toBeGreaterThan(0.6);
    expect(same).toBeLessThan(0.2);
    expect(other).toBeLessThan(0.2);
  });

  it('says the same of a pair alone, beside others and in another thread', async () => {
    const [one, two] = [1, 2].map(() => createJudge(SCRIPT, { folder: SHIPPED, runtime: SHIPPED }));
    if (one === undefined || two === undefined) throw new Error('no judges');
    const [alone = 0] = await ask(one, [OPPOSITE]);
    const [, beside = 1] = await ask(two, [SAME, OPPOSITE, OTHER]);
    // The 8-bit scales are taken from the whole batch.
    expect(Math.abs(alone - beside)).toBeLessThan(0.05);
    expect((await ask(two, [OPPOSITE]))[0]).toBe(alone);
  });

  it('reads texts of any length and any letters', async () => {
    const judge = createJudge(SCRIPT, { folder: SHIPPED, runtime: SHIPPED });
    const texts = [
      '',
      ' ',
      'a'.repeat(5000),
      'Länder '.repeat(400),
      '条約は必要ない。',
      '\u200b\u0000\ud800',
      '<!-- -->',
    ];
    for (const prior of texts) {
      const said = await ask(judge, texts, prior);
      expect(said).toHaveLength(texts.length);
      for (const chance of said) expect(chance).toBeGreaterThanOrEqual(0);
    }
  });

  it('is not asked once nobody waits', async () => {
    const judge = createJudge(SCRIPT, { folder: SHIPPED, runtime: SHIPPED });
    expect(await judge.judge([{ prior: PRIOR, draft: OPPOSITE }], { isCancellationRequested: true })).toEqual([]);
  });

  it('names a folder without a model, and a model that was changed', async () => {
    const missing = createJudge(SCRIPT, { folder: join(SHIPPED, 'nothing'), runtime: SHIPPED });
    await expect(ask(missing, [SAME])).rejects.toThrow(/nothing.*cannot be read: a judge needs model.onnx/);
    const changed = copied();
    writeFileSync(join(changed, 'model.onnx'), 'no model');
    await expect(ask(createJudge(SCRIPT, { folder: changed, runtime: SHIPPED }), [SAME])).rejects.toThrow(
      /model.onnx is not the file that it should be/,
    );
  });

  it('takes a model of somebody’s own by its labels, and says what is wrong with them', async () => {
    const own = copied();
    const labels = ['entailment', 'neutral', 'contradiction'];
    writeFileSync(join(own, 'judge.json'), JSON.stringify({ labels }));
    const judge = createJudge(SCRIPT, { folder: own, runtime: SHIPPED });
    expect((await ask(judge, [OPPOSITE]))[0]).toBeGreaterThan(0.5);
    const unnamed = copied();
    writeFileSync(join(unnamed, 'judge.json'), JSON.stringify({ labels: ['yes', 'no'] }));
    await expect(ask(createJudge(SCRIPT, { folder: unnamed, runtime: SHIPPED }), [SAME])).rejects.toThrow(
      /"labels" must list the model's labels, "contradiction" among them/,
    );
    writeFileSync(join(unnamed, 'judge.json'), JSON.stringify({ labels }));
    writeFileSync(join(unnamed, 'model.onnx'), 'no model');
    await expect(ask(createJudge(SCRIPT, { folder: unnamed, runtime: SHIPPED }), [SAME])).rejects.toThrow();
  });
});
