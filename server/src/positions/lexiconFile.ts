import { LineCounter, parseDocument } from 'yaml';

/** What a file of words holds, or why it cannot be read. */
export type ReadFile = { readonly value: unknown } | { readonly error: string };

/** Reads JSON. Never throws. */
export function readJson(text: string): ReadFile {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { error: `not valid JSON (${String(error)})` };
  }
}

/** Reads YAML; an error names the line and column. Never throws. */
export function readYaml(text: string): ReadFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    return { error: `line ${line}, column ${col}: not valid YAML (${error.message})` };
  }
  try {
    return { value: document.toJS() };
  } catch (reason) {
    // An alias without its anchor, or aliases that would unfold without end.
    return { error: `not valid YAML (${reason instanceof Error ? reason.message : String(reason)})` };
  }
}
