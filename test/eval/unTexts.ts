import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { CorpusDocument } from '../../server/src/ingest/corpusDocument.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { DELEGATION, openCorpus, statedBy } from '../bench/scale/corpus.js';
import { parseFile } from '../bench/scale/passages.js';
import type { Columns } from './columns.js';
import { type CheckedDraft, createColumnChecker, formatRates, listFindings, together } from './drafts.js';
import { sample, spread } from './figures.js';

const WORDS = 100_000;
const PER_WORDS = 5000;
const LISTED = 30;
const RULES = ['position-conflict', 'group-divergence', 'fact-mismatch'] as const;

/**
 * United Nations texts by others as drafts of the delegation, against the bundled record: what is marked in them is a
 * false alarm, unless a State really says the contrary of what the record says. `data`: the folder of such texts.
 */
export async function evaluateUnTexts(data: string, context: ServiceContext, list: boolean): Promise<void> {
  const documents = await checkFiles(textsOf(join(data, 'pdf')), Number.POSITIVE_INFINITY, context);
  const archive = join(data, 'ungdc', 'ungdc.tar.gz');
  const speeches = existsSync(archive)
    ? await checkSpeeches(archive, WORDS - documents.rules.words, context)
    : together([]);
  if (documents.rules.words === 0)
    console.log('The United Nations documents are not beside the project; they are left out.');
  if (speeches.rules.words === 0) console.log('The General Debate is not beside the project; it is left out.');
  for (const [name, checked] of [
    ['documents of United Nations organs', documents],
    ['speeches of other States in the General Debate', speeches],
  ] as const) {
    if (checked.rules.words === 0) continue;
    console.log(`${name}: ${checked.rules.words} words`);
    for (const rule of RULES) console.log(`  ${formatRates(rule, checked, PER_WORDS)}`);
  }
  const { rules, both = rules } = together([documents, speeches]);
  for (const rule of list ? RULES : []) {
    listFindings(
      sample(
        both.findings.filter((finding) => finding.rule === rule),
        LISTED,
      ),
    );
  }
}

function textsOf(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => join(folder, name));
}

async function checkSpeeches(archive: string, words: number, context: ServiceContext): Promise<Columns<CheckedDraft>> {
  const temporary = mkdtempSync(join(tmpdir(), 'aide-memoire-eval-'));
  try {
    const { files, drafts } = openCorpus(undefined, archive, temporary);
    const others = [...files, ...drafts].filter((file) => ![undefined, DELEGATION].includes(statedBy(file).holder));
    return await checkFiles(spread(others.sort()), words, context);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Whole documents until there are so many words. */
async function checkFiles(
  files: Iterable<string>,
  words: number,
  context: ServiceContext,
): Promise<Columns<CheckedDraft>> {
  const check = createColumnChecker(context);
  const checked: Columns<CheckedDraft>[] = [];
  let missing = words;
  for (const file of files) {
    if (missing <= 0) break;
    const document = parseFile(file);
    if (document === undefined) continue;
    const draft = await check(basename(file), proseOf(document));
    checked.push(draft);
    missing -= draft.rules.words;
  }
  return together(checked);
}

function proseOf({ passages }: CorpusDocument): string {
  return passages.map(({ text }) => text).join('\n\n');
}
