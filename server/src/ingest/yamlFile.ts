import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';

/** A YAML mapping read tolerantly: its values, and the line (zero-based) on which each top-level field stands. */
export interface YamlFields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly lines: Readonly<Record<string, number>>;
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
  if (document.contents === null) return { values: {}, lines: {} };
  if (!isMap(document.contents)) return { problem: 'there are no "field: value" lines', line: 0 };
  const lines: Record<string, number> = {};
  for (const { key } of document.contents.items) {
    if (isScalar(key)) lines[String(key.value)] = Math.max(0, lineCounter.linePos(key.range?.[0] ?? 0).line - 1);
  }
  try {
    const values = Object.entries(document.toJS() as Record<string, unknown>).filter(([, value]) => value !== null);
    return { values: Object.fromEntries(values), lines };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error), line: 0 };
  }
}
