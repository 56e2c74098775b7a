import {
  type Bill,
  bundledPackages,
  type Component,
  fullName,
  type KnownDependencies,
  licenceOf,
  type Product,
} from './bill.js';

const INTRODUCTION = `# What the extension contains of others

Written by \`npm run docs\` from the bill of materials (\`dist/sbom.cdx.json\`) and \`.ci/dependencies.yaml\`; do not edit. The bill is made
from what the bundles really contain, and is part of the package. The texts of the licences are in \`dist/LICENSES.txt\`.`;

/**
 * docs/DEPENDENCIES.md: what is shipped of others, why, and who asked for it.
 * @throws Error A package that package.json names has no reason, or a reason no package.
 */
export function dependenciesPage(bill: Bill, { reasons, installScripts }: KnownDependencies, product: Product): string {
  const wanted = Object.keys(product.dependencies).sort();
  const given = Object.keys(reasons).sort();
  const odd = [...wanted.filter((name) => !given.includes(name)), ...given.filter((name) => !wanted.includes(name))];
  if (odd.length > 0) throw new Error(`.ci/dependencies.yaml and package.json do not name the same: ${odd.join(', ')}`);

  const packages = bundledPackages(bill);
  const isChosen = (part: Component): boolean => product.dependencies[fullName(part)] === part.version;
  const inner = packages.flatMap((part) => (part.components ?? []).map((each) => ({ each, owner: fullName(part) })));
  return [
    INTRODUCTION,
    '## Packages that the product asks for',
    table(
      ['package', 'version', 'licence', 'what it does here'],
      packages.filter(isChosen).map((part) => [...factsOf(part), reasons[fullName(part)]]),
    ),
    '## Packages that these bring with them',
    table(
      ['package', 'version', 'licence', 'for'],
      packages.filter((part) => !isChosen(part)).map((part) => [...factsOf(part), askedBy(bill, part)]),
    ),
    '## What packages contain without a package of its own',
    table(
      ['part', 'version', 'licence', 'within'],
      inner.map(({ each, owner }) => [...factsOf(each), owner]),
    ),
    '## Models and data',
    table(
      ['file', 'licence', 'SHA-256'],
      bill.components
        .filter(({ purl }) => purl === undefined)
        .map((part) => [part.name, licenceOf(part) ?? 'none came with it', part.hashes?.[0]?.content]),
    ),
    '## Packages with a script of their own for installing',
    'None is shipped. `npm run setup` installs with `--ignore-scripts`, so that none of these scripts runs either.',
    table(['package', 'why it may stay'], Object.entries(installScripts)),
  ].join('\n\n');
}

const factsOf = (part: Component): readonly (string | undefined)[] => [fullName(part), part.version, licenceOf(part)];

/** The bundled packages that need `part`, by name. */
function askedBy({ components, dependencies }: Bill, part: Component): string {
  const refs = dependencies.filter(({ dependsOn }) => dependsOn?.includes(part['bom-ref'])).map(({ ref }) => ref);
  return components
    .filter((each) => refs.includes(each['bom-ref']))
    .map(fullName)
    .join(', ');
}

function table(headings: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const line = (cells: readonly (string | undefined)[]): string => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
  return [line(headings), `|${'---|'.repeat(headings.length)}`, ...rows.map(line)].join('\n');
}
