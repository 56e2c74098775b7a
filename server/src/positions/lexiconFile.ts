import { readYamlDocument } from '../ingest/yamlDocument.js';

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
  const { document, error } = readYamlDocument(text);
  if (error !== undefined) {
    return { error: `line ${error.line + 1}, column ${error.column + 1}: not valid YAML (${error.message})` };
  }
  try {
    return { value: document.toJS() };
  } catch (reason) {
    // An alias without its anchor, or aliases that would unfold without end.
    return { error: `not valid YAML (${reason instanceof Error ? reason.message : String(reason)})` };
  }
}
