// Which packages of others the extension contains, told from what esbuild read.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** What the packages do not say themselves: see the head of the file. */
export const known = parse(readFileSync(new URL('dependencies.yaml', import.meta.url), 'utf8'));

const folderOf = (file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];

/**
 * The packages that `files` come from, by folder ("node_modules/yaml"): each with what its package.json says, the files of it
 * that were read, and what it contains of others (`known.within`).
 */
export function packagesOf(files) {
  const folders = new Set(files.flatMap((file) => folderOf(file) ?? []));
  return Array.from(folders, (folder) => {
    const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const own = files.filter((file) => folderOf(file) === folder);
    return { folder, manifest, files: own, within: known.within[manifest.name] ?? [] };
  });
}
