import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Tokenizer } from '@huggingface/tokenizers';
import * as ort from 'onnxruntime-web';
import * as v from 'valibot';
import type { JudgedPair } from '../platform/entailmentJudge.js';
import { t } from '../util/l10n.js';

/** Tokens of a pair that are read, marks included; of longer ones the longer text is cut. */
const MOST_TOKENS = 96;

/** `judge.json` beside a model. */
const DescriptionSchema = v.object({
  /** What the columns of the output stand for. */
  labels: v.array(v.string()),
  /** Of `model.onnx`, in hexadecimal digits; a model that somebody made himself need not have one. */
  sha256: v.optional(v.string()),
  /** Makes a margin a probability: 1 / (1 + exp(-(slope * margin + offset))). */
  calibration: v.optional(v.object({ slope: v.number(), offset: v.number() }), { slope: 1, offset: 0 }),
});

/** A cross-encoder that reads two texts and says how likely they contradict each other, 0 to 1. */
export interface JudgeModel {
  judge(pairs: readonly JudgedPair[]): Promise<readonly number[]>;
}

/**
 * Opens the model of a folder: `model.onnx`, `tokenizer.json` and `judge.json`. `runtime`: folder of ONNX Runtime's
 * WebAssembly. Rejects with what is wrong with the folder and what to do.
 */
export async function openJudgeModel(folder: string, runtime: string): Promise<JudgeModel> {
  const read = (name: string): Promise<Buffer> =>
    readFile(join(folder, name)).catch(() => {
      throw new Error(
        t('{0} cannot be read: a judge needs model.onnx, tokenizer.json and judge.json.', join(folder, name)),
      );
    });
  const [weights, tokens, about] = await Promise.all(['model.onnx', 'tokenizer.json', 'judge.json'].map(read));
  if (weights === undefined || tokens === undefined || about === undefined) throw new Error(`${folder} is no judge.`);
  const described = v.safeParse(DescriptionSchema, parseJson(about));
  const contradiction = described.success ? described.output.labels.indexOf('contradiction') : -1;
  if (!described.success || contradiction === -1) {
    throw new Error(
      t('{0}: "labels" must list the model\'s labels, "contradiction" among them.', join(folder, 'judge.json')),
    );
  }
  const { sha256, calibration, labels } = described.output;
  if (sha256 !== undefined && createHash('sha256').update(weights).digest('hex') !== sha256) {
    throw new Error(
      t('{0} is not the file that it should be. Install the extension again.', join(folder, 'model.onnx')),
    );
  }
  const tokenizer = new Tokenizer(parseJson(tokens) as object, {});
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = `${runtime}/`;
  // What a batch needs is given back after it, rather than kept for the largest that ever came.
  const options = { executionProviders: ['wasm'], enableCpuMemArena: false, enableMemPattern: false };
  const session = await ort.InferenceSession.create(weights, options);

  return {
    async judge(pairs) {
      const rows = pairs.map(({ prior, draft }) => encode(tokenizer, prior, draft));
      const { logits } = await session.run(inputOf(rows));
      if (logits === undefined || !(logits.data instanceof Float32Array)) throw new Error('the judge gave no logits');
      const { data } = logits;
      return rows.map((_, row) => {
        const margin = marginOf([...data.subarray(row * labels.length, (row + 1) * labels.length)], contradiction);
        return 1 / (1 + Math.exp(-(calibration.slope * margin + calibration.offset)));
      });
    },
  };
}

interface Row {
  readonly ids: readonly number[];
  readonly types: readonly number[];
}

/** Both texts behind each other, each closed by a mark; the longer one gives way where both are too long. */
function encode(tokenizer: Tokenizer, prior: string, draft: string): Row {
  const [first, second] = [prior, draft].map((text) => tokenizer.encode(text).ids);
  if (first === undefined || second === undefined) return { ids: [], types: [] };
  const behind = second.slice(1);
  let excess = first.length + behind.length - MOST_TOKENS;
  while (excess-- > 0) {
    // Before the mark that closes it.
    const longer = first.length > behind.length ? first : behind;
    longer.splice(-2, 1);
  }
  return { ids: [...first, ...behind], types: [...first.map(() => 0), ...behind.map(() => 1)] };
}

function inputOf(rows: readonly Row[]): Record<string, ort.Tensor> {
  const longest = Math.max(...rows.map(({ ids }) => ids.length));
  const tensor = (valueOf: (row: Row, column: number) => number): ort.Tensor => {
    const values = rows.flatMap((row) => Array.from({ length: longest }, (_, n) => BigInt(valueOf(row, n))));
    return new ort.Tensor('int64', BigInt64Array.from(values), [rows.length, longest]);
  };
  return {
    input_ids: tensor(({ ids }, n) => ids[n] ?? 0),
    attention_mask: tensor(({ ids }, n) => (n < ids.length ? 1 : 0)),
    token_type_ids: tensor(({ types }, n) => types[n] ?? 0),
  };
}

/** By how much contradiction is likelier than everything else: the logarithm of the odds. */
function marginOf(logits: readonly number[], contradiction: number): number {
  const others = logits.filter((_, n) => n !== contradiction);
  const most = Math.max(...others);
  const sum = others.reduce((total, each) => total + Math.exp(each - most), 0);
  return (logits[contradiction] ?? 0) - most - Math.log(sum);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
