import { isatty } from 'node:tty';
import { pathToFileURL } from 'node:url';
import { DEFAULT_SETTINGS, type JudgeUse } from '../api/settings.js';
import { type EntailmentJudge, RULES_ALONE } from '../platform/entailmentJudge.js';
import { createNodeHost } from '../node/host.js';
import { comparePairWith, type PairAnswer, type PairReader, type PairVerdict } from '../service/comparePair.js';
import type { Span } from '../text/span.js';
import { createTokenizer } from '../text/tokens.js';
import { loadLexicon, ownLexiconUri } from '../workspace/lexiconFiles.js';
import { colors } from './colors.js';
import { JUDGE_OF_PAIRS } from './options.js';
import { createProgress } from './progress.js';
import { nameOfInput, readInput } from './readInput.js';
import { parsePairs, type TextPair } from './readPairs.js';
import { BAD_USE, printProblems, safeJson, type Terminal, withoutControls } from './terminal.js';

/** Options of `compare`. */
export interface CompareOptions {
  /** File of pairs, one JSON object a line; `-` for standard input. */
  readonly pairs: string;
  /** Whose texts both of a pair are. */
  readonly delegation?: string;
  /** Who says what conflicts. */
  readonly judge?: JudgeUse;
  readonly json?: boolean;
}

/** One answer, as `--json` prints it on a line of its own. */
export interface ComparedPair extends Omit<PairAnswer, 'differences'> {
  readonly id: string | number;
  readonly differences: readonly {
    readonly kind: string;
    readonly draft: QuotedSpan;
    readonly prior: QuotedSpan;
  }[];
}

/** UTF-16 offsets, end exclusive, into one side's text, and the words that stand there. */
interface QuotedSpan extends Span {
  readonly text: string;
}

const PAINT: Readonly<Record<PairVerdict, (text: string) => string>> = {
  conflict: colors.red,
  shift: colors.yellow,
  consistent: colors.green,
  unrelated: colors.dim,
};

/**
 * Prints what the later text of each pair is to the earlier one, without any record. Exit code: 0, 2 when the file or one
 * of its lines could not be read; the other lines are answered all the same.
 */
export async function runCompare(options: CompareOptions, terminal: Terminal): Promise<number> {
  const name = nameOfInput(options.pairs);
  const text = await readInput(options.pairs, 'a file of pairs');
  const reader = await loadReader(options.delegation ?? DEFAULT_SETTINGS.delegation, terminal);
  const { pairs, bad } = parsePairs(text);
  for (const { line, message } of bad) terminal.err(`${name}:${line}: ${message}`);
  const use = options.judge ?? JUDGE_OF_PAIRS;
  const judge = use === 'rules' ? RULES_ALONE : (createNodeHost().judge?.(DEFAULT_SETTINGS.judge.model) ?? RULES_ALONE);
  // Where the answers themselves come one by one, they show how far it is.
  const progress = isatty(process.stdout.fd) ? createProgress(false) : createProgress();
  try {
    for (const [done, pair] of pairs.entries()) {
      progress.tell(done, pairs.length, 'pairs');
      const compared = await answerTo(pair, reader, judge);
      if (options.json === true) terminal.out(safeJson(compared, 0));
      else printCompared(compared, terminal);
    }
  } finally {
    progress.end();
  }
  if (pairs.length === 0 && bad.length === 0) {
    terminal.err(`${name}: there are no pairs in it. Write one JSON object a line, as compare --help shows.`);
  }
  return bad.length > 0 || pairs.length === 0 ? BAD_USE : 0;
}

/** How the product reads texts of `holder`, with its word lists. */
async function loadReader(holder: string, terminal: Terminal): Promise<PairReader> {
  const { fileSystem, lexicon: folder } = createNodeHost();
  const own = ownLexiconUri(pathToFileURL(process.cwd()).href);
  const { lexicon, problems } = await loadLexicon(fileSystem, folder, { own: [own] });
  printProblems(problems, terminal);
  return { lexicon, tokenize: createTokenizer(lexicon.spelling), holder };
}

async function answerTo(
  { id, prior, draft }: TextPair,
  reader: PairReader,
  judge: EntailmentJudge,
): Promise<ComparedPair> {
  const { differences, ...answer } = await comparePairWith(judge, prior, draft, reader);
  const quoted = (text: string, { start, end }: Span): QuotedSpan => ({ start, end, text: text.slice(start, end) });
  return {
    id,
    ...answer,
    differences: differences.map((each) => ({
      kind: each.kind,
      draft: quoted(draft, each.draft),
      prior: quoted(prior, each.prior),
    })),
  };
}

function printCompared({ id, verdict, confidence, differences }: ComparedPair, terminal: Terminal): void {
  terminal.out(`${colors.bold(withoutControls(String(id)))}  ${PAINT[verdict](verdict)}  ${confidence.toFixed(2)}`);
  for (const { kind, draft, prior } of differences) {
    terminal.out(withoutControls(`  ${kind}: “${flat(draft.text)}” where the prior says “${flat(prior.text)}”`));
  }
}

function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
