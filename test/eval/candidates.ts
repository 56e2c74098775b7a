// Writes the pairs that a judge would be asked about: each draft sentence with what the rules found and the prior sentences
// that the index brings for it. `server/judge/evaluate.py` reads them. Usage: node dist/eval-candidates.cjs FOLDER
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { openWorkspace } from '../../server/src/cli/openWorkspace.js';
import { draftFromText } from '../../server/src/cli/readDraft.js';
import { passageOf } from '../../server/src/index/corpusIndex.js';
import { nearness } from '../../server/src/positions/compare.js';
import { extractCommitments } from '../../server/src/positions/extractCommitments.js';
import { comparePair } from '../../server/src/service/comparePair.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { offeredDocuments } from '../../server/src/service/precedents.js';
import { rarityOf } from '../../server/src/service/rarity.js';
import { bindingRecord } from '../../server/src/service/record.js';
import { DELEGATION, openCorpus, statedBy } from '../bench/scale/corpus.js';
import { parseFile } from '../bench/scale/passages.js';
import { checkDraft } from './drafts.js';
import { spread } from './figures.js';
import { readLines } from './readLines.js';

const ROOT = join(__dirname, '..');
const DATA = join(ROOT, '..', 'shared', 'data');
const CONFLICT_CODES: readonly string[] = ['position-conflict', 'group-divergence'];
/** More than a judge is asked about: the choice among them is its evaluation's. */
const BROUGHT = 12;
const WORDS = 20_000;
/** Sessions whose speeches no judge is trained on. */
const SPEECH_APART = /_(65|75)_\d{4}\.txt$/;

/** Prior sentences for a draft sentence, the likeliest to bear on it first. */
interface Candidates {
  /** Those that the rules compare it with, by how nearly they say the same. */
  readonly rules: readonly string[];
  /** Those of the passages that share the rarest words with it. */
  readonly ranked: readonly string[];
}

function candidatesFor(draft: string, context: ServiceContext): Candidates {
  const { index, tokenize, lexicon, settings } = context;
  const record = bindingRecord.of(context);
  const near = new Map<string, number>();
  for (const commitment of extractCommitments(draft, { lexicon, tokenize, holder: settings.delegation })) {
    for (const prior of record.candidates(commitment, [settings.delegation, ...settings.groups])) {
      const { text } = prior.sentence;
      near.set(text, Math.max(near.get(text) ?? 0, nearness(prior.commitment, commitment, record.weight)));
    }
  }
  const terms = tokenize(draft).map(({ term }) => term);
  const isBinding = offeredDocuments(context);
  const shared = new Map<string, number>();
  for (const place of index.rank(terms, BROUGHT, { accepts: ({ document }) => isBinding(document) })) {
    const { passage } = passageOf(index, place);
    for (const { start, end } of passage.sentences) {
      const sentence = passage.text.slice(start, end);
      const held = new Set(tokenize(sentence).map(({ term }) => term));
      const common = [...new Set(terms)].filter((term) => held.has(term));
      const weight = common.reduce((sum, term) => sum + rarityOf(term, context), 0);
      if (weight > 0) shared.set(sentence, weight);
    }
  }
  return { rules: mostOf(near), ranked: mostOf(shared) };
}

function mostOf(weighed: ReadonlyMap<string, number>): readonly string[] {
  return [...weighed]
    .sort(([, a], [, b]) => b - a)
    .slice(0, BROUGHT)
    .map(([text]) => text);
}

async function labelled(file: string, context: ServiceContext): Promise<readonly object[]> {
  const cases = readLines<{ readonly draft: string }>(join(ROOT, 'test', 'eval', file));
  const found: object[] = [];
  for (const each of cases) {
    const { findings } = await checkDraft('', each.draft, context);
    found.push({
      ...each,
      found: findings.some(({ rule }) => CONFLICT_CODES.includes(rule)),
      ...candidatesFor(each.draft, context),
    });
  }
  return found;
}

/** Sentences of other States' speeches as drafts: nearly all that is found in them is a false alarm. */
async function speeches(
  context: ServiceContext,
): Promise<{ readonly words: number; readonly drafts: readonly object[] }> {
  const temporary = mkdtempSync(join(tmpdir(), 'aide-memoire-eval-'));
  try {
    const { files, drafts } = openCorpus(undefined, join(DATA, 'ungdc', 'ungdc.tar.gz'), temporary);
    const others = [...files, ...drafts].filter(
      (file) => SPEECH_APART.test(file) && statedBy(file).holder !== DELEGATION,
    );
    const heard: object[] = [];
    let words = 0;
    for (const file of spread(others.toSorted())) {
      if (words >= WORDS) break;
      const document = parseFile(file);
      if (document === undefined) continue;
      const text = document.passages.map((passage) => passage.text).join('\n\n');
      const checked = await checkDraft(basename(file), text, context);
      const marked = new Set(
        checked.findings.filter(({ rule }) => CONFLICT_CODES.includes(rule)).map(({ sentence }) => sentence),
      );
      words += checked.words;
      const { blocks } = draftFromText('file:///evaluation.draft.md', text, context);
      for (const { kind, sentences } of blocks) {
        for (const { text: draft } of kind === 'paragraph' ? sentences : []) {
          heard.push({ draft, found: marked.has(draft), ...candidatesFor(draft, context) });
        }
      }
    }
    return { words, drafts: heard };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

interface ContractCase {
  readonly doc: string;
  readonly hypothesis: string;
  readonly label: string;
  readonly evidence: readonly string[];
}

/** As `evaluateContracts` puts them: what a contract does not mention meets all its passages. */
function contracts({ lexicon, tokenize, settings }: ServiceContext): readonly object[] {
  const cases = readLines<ContractCase>(join(DATA, 'contract-nli', 'evidence_dev.jsonl'));
  const reader = { lexicon, tokenize, holder: settings.delegation };
  return cases.map((each) => {
    const all = new Set(cases.filter(({ doc }) => doc === each.doc).flatMap(({ evidence }) => evidence));
    const prior = each.label === 'NotMentioned' ? [...all] : each.evidence;
    return { ...each, prior, verdict: comparePair(prior.join('\n'), each.hypothesis, reader).verdict };
  });
}

async function main(): Promise<void> {
  const [into] = process.argv.slice(2);
  if (into === undefined) throw new Error('Usage: node dist/eval-candidates.cjs FOLDER');
  mkdirSync(into, { recursive: true });
  const { context } = await openWorkspace({ judge: 'rules' });
  const write = (name: string, value: unknown): void => writeFileSync(join(into, name), JSON.stringify(value));
  write('dev.json', await labelled('consistency.jsonl', context));
  write('plain.json', await labelled('consistency-plain.jsonl', context));
  write('contracts.json', contracts(context));
  write('speeches.json', await speeches(context));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
