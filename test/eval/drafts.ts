import type { RuleId } from '../../server/src/api/settings.js';
import { draftFromText } from '../../server/src/cli/readDraft.js';
import type { ServiceContext } from '../../server/src/service/context.js';
import { judgeDiagnostics, provideDiagnostics } from '../../server/src/service/diagnostics.js';
import { type Columns, judgeFinds, rulesAlone } from './columns.js';

/** A finding of a draft that is evaluated. */
export interface DraftFinding {
  /** Name of the draft. */
  readonly draft: string;
  readonly rule: RuleId;
  readonly sentence: string;
  /** What the drafter reads; it quotes the prior words. */
  readonly message: string;
}

/** What checking a draft has given. */
export interface CheckedDraft {
  /** Of its paragraphs: what is checked. */
  readonly words: number;
  readonly findings: readonly DraftFinding[];
}

/** Checks a text as the product checks a draft, the context's judge included. */
export async function checkDraft(name: string, text: string, context: ServiceContext): Promise<CheckedDraft> {
  const draft = draftFromText('file:///evaluation.draft.md', text, context);
  const paragraphs = draft.blocks.filter(({ kind }) => kind === 'paragraph');
  const sentences = paragraphs.flatMap((block) => block.sentences);
  await judgeDiagnostics(draft, context);
  const findings = provideDiagnostics(draft, context).map(({ code, range, message }): DraftFinding => {
    const start = draft.document.offsetAt(range.start);
    const sentence = sentences.findLast((each) => each.start <= start);
    return {
      draft: name,
      rule: code as RuleId,
      sentence: sentence?.text ?? '',
      message: typeof message === 'string' ? message : message.value,
    };
  });
  return { words: paragraphs.reduce((sum, { tokens }) => sum + tokens.length, 0), findings };
}

/** Checks texts by the rules, by the judge (each sentence it finds is taken for a `position-conflict`), and by both. */
export function createColumnChecker(
  context: ServiceContext,
): (name: string, text: string) => Promise<Columns<CheckedDraft>> {
  const { judge } = context;
  const alone = rulesAlone(context);
  return async (name, text) => {
    const rules = await checkDraft(name, text, alone);
    if (judge === undefined) return { rules };
    const found = await judgeFinds(text, judge, context);
    return {
      rules,
      judge: {
        words: rules.words,
        findings: found.map((sentence) => ({ draft: name, rule: 'position-conflict', sentence, message: '' })),
      },
      both: await checkDraft(name, text, context),
    };
  };
}

/** How many findings of a rule there are in each column, and how many that is in so many words. */
export function formatRates(rule: RuleId, columns: Columns<CheckedDraft>, per: number): string {
  const rates = Object.entries(columns).map(([name, { words, findings }]) => {
    const count = findings.filter((finding) => finding.rule === rule).length;
    const rate = words === 0 ? 0 : (count * per) / words;
    return `${name} ${count} (${rate.toFixed(2)} per ${per.toLocaleString('en')} words)`;
  });
  return `${rule.padEnd(18)} ${rates.join('  ')}`;
}

/** What several drafts have given together. */
export function together(drafts: readonly Columns<CheckedDraft>[]): Columns<CheckedDraft> {
  const column = (name: 'rules' | 'judge' | 'both'): CheckedDraft => {
    const of = drafts.map((each) => each[name] ?? { words: 0, findings: [] });
    return {
      words: of.reduce((sum, { words }) => sum + words, 0),
      findings: of.flatMap(({ findings }) => findings),
    };
  };
  const isJudged = drafts.some(({ judge }) => judge !== undefined);
  return { rules: column('rules'), ...(isJudged ? { judge: column('judge'), both: column('both') } : {}) };
}

/** Prints findings for judging, each with its sentence and the prior words. */
export function listFindings(findings: readonly DraftFinding[]): void {
  for (const { draft, rule, sentence, message } of findings) {
    console.log(`    ${rule}  ${draft}\n      draft: ${sentence}\n      ${message}`);
  }
}
