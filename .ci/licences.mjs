// The licences of what the extension contains of others, as dist/LICENSES.txt has them.
import { readdirSync, readFileSync } from 'node:fs';

const RULE = `\n${'-'.repeat(80)}\n\n`;

/** The licences of `packages` (see `packagesOf`) and of what they contain, by name. A package that states none is not shipped. */
export function licencesOf(packages) {
  const entries = packages.flatMap(({ folder, manifest, files, within }) => {
    const { name, version, license, author } = manifest;
    const stated = readdirSync(folder).filter((file) => /^(?:licen[cs]e|notice)/i.test(file));
    const texts = stated.map((file) => readFileSync(`${folder}/${file}`, 'utf8').replaceAll('\r\n', '\n').trim());
    if (texts.length === 0 && license === 'MIT') {
      texts.push(...mitOf(files, typeof author === 'string' ? author : author?.name));
    }
    if (texts.length === 0) throw new Error(`${folder} states no licence.`);
    return [
      `${name} ${version} (${license})\n\n${texts.join('\n\n')}\n`,
      ...within.map((part) => noticeOf(part, name)),
    ];
  });
  const heading = 'What Aide-Mémoire contains of others, each under its own licence.\n';
  return [heading, ...new Set(entries.toSorted()), BESIDE].join(RULE);

  /** The notice of a part that has no package: its terms are printed under a package that has the same, else they have an address. */
  function noticeOf({ name, version, licence, copyright, source }, owner) {
    const same = packages.find(({ manifest }) => manifest.license === licence)?.manifest.name;
    const terms =
      same === undefined ? `at https://spdx.org/licenses/${licence.split(' ')[0]}.html` : `printed under ${same}`;
    const title = [name, version].filter(Boolean).join(' ');
    return `${title}, within ${owner} (${licence})\n\n${copyright}\nIts terms are ${terms}; its source is at ${source}\n`;
  }
}

/** What is no code. */
const BESIDE = `The judge's model and its tokenizer (dist/judge)

See dist/judge/LICENSE.

${'-'.repeat(80)}

The bundled documents (corpus/documents)

Statements and working papers made for meetings of the United Nations. They are their delegations' words, given on as they were
handed over; no licence came with them.
`;

/** The MIT licence of a package without its text: of the owner that its code names, else of its author; nothing without either. */
function mitOf(files, author) {
  const named = files.flatMap((file) => /Copyright \(c\) [^\n*]+/i.exec(readFileSync(file, 'utf8'))?.[0] ?? [])[0];
  const owner = named ?? (author && `Copyright (c) ${author}`);
  const terms = readFileSync('LICENSE', 'utf8')
    .replace(/^[\s\S]*?(?=Permission is)/, '')
    .trim();
  return owner === undefined ? [] : [`${owner.trim()}\n\n${terms}`];
}
