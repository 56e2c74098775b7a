import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The prose of the bundled corpus and the sample as one long draft. `root`: the project's folder. */
export function longDraft(root: string): string {
  const documents = join(root, 'corpus', 'documents');
  const files = readdirSync(documents)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(documents, name));
  return [...files, join(root, 'client', 'sample', 'working-paper.draft.md')]
    .map((file) => readFileSync(file, 'utf8').replace(/^---\n[\s\S]*?\n---\n/, ''))
    .join('\n\n');
}
