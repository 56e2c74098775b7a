import type { CorpusProblem } from '../ingest/corpusDocument.js';
import type { FileSystem } from '../platform/host.js';
import { parseLexicon } from '../positions/lexicon.js';
import { joinUri } from '../util/fileUri.js';

/**
 * The lexicon of a folder (a file URI), and a problem for each of its files that could not be used; of the parts that
 * `only` names, when that is all that is needed. Never rejects.
 */
export async function loadLexicon(
  fileSystem: FileSystem,
  folder: string,
  only = '',
): Promise<ReturnType<typeof parseLexicon>> {
  const problems: CorpusProblem[] = [];
  const entries = await fileSystem.readDirectory(folder).catch(() => {
    problems.push({ file: folder, message: 'The word lists cannot be read. Install Aide-Mémoire again.' });
    return [];
  });
  const decoder = new TextDecoder();
  const files = await Promise.all(
    entries
      .filter((entry) => entry.kind === 'file' && /\.(?:ya?ml|json)$/i.test(entry.name) && entry.name.startsWith(only))
      .map(async ({ name }) => {
        const uri = joinUri(folder, name);
        try {
          return [{ name, text: decoder.decode(await fileSystem.readFile(uri)) }];
        } catch {
          problems.push({ file: uri, message: 'This word list cannot be read; the others are used.' });
          return [];
        }
      }),
  );
  const parsed = parseLexicon(files.flat());
  return { lexicon: parsed.lexicon, problems: [...problems, ...parsed.problems] };
}
