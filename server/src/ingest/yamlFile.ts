import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { t } from '../util/l10n.js';

/** A YAML mapping read tolerantly: its values, and the lines (zero-based) on which they stand. */
export interface YamlFields {
  readonly values: Readonly<Record<string, unknown>>;
  /** Of each top-level field. */
  readonly lines: Readonly<Record<string, number>>;
  /** Of each entry of a top-level list. */
  readonly entryLines: Readonly<Record<string, readonly number[]>>;
}

/** Why a text is not a YAML mapping, with the zero-based line where reading stopped. */
export interface YamlProblem {
  readonly problem: string;
  readonly line: number;
}

/** Reads a YAML mapping; fields left empty count as absent. Never throws. */
export function parseYamlFields(text: string): YamlFields | YamlProblem {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, logLevel: 'silent' });
  const error = document.errors[0];
  if (error !== undefined) {
    return { problem: error.message.replace(/\s+/g, ' '), line: lineCounter.linePos(error.pos[0]).line - 1 };
  }
  if (document.contents === null) return { values: {}, lines: {}, entryLines: {} };
  if (!isMap(document.contents)) return { problem: t('there are no "field: value" lines'), line: 0 };
  const lineOf = (node: unknown): number =>
    Math.max(0, lineCounter.linePos((isNode(node) ? node.range?.[0] : undefined) ?? 0).line - 1);
  const lines: Record<string, number> = {};
  const entryLines: Record<string, readonly number[]> = {};
  for (const { key, value } of document.contents.items) {
    if (!isScalar(key)) continue;
    lines[String(key.value)] = lineOf(key);
    if (isSeq(value)) entryLines[String(key.value)] = value.items.map(lineOf);
  }
  try {
    const values = Object.entries(document.toJS() as Record<string, unknown>).filter(([, value]) => value !== null);
    return { values: Object.fromEntries(values), lines, entryLines };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error), line: 0 };
  }
}
