/** What is shipped and installed of others, as tests and documents read it: the bill of materials and package-lock.json. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from './server.js';

/** A component of the bill of materials, as far as it is read here. */
export interface Component {
  readonly type: string;
  readonly name: string;
  /** The scope of an npm package: "@vscode". */
  readonly group?: string;
  readonly version?: string;
  readonly 'bom-ref': string;
  readonly purl?: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses?: readonly { readonly expression?: string; readonly license?: { readonly id: string } }[];
  /** What it contains of others without a package of its own. */
  readonly components?: readonly Component[];
}

/** dist/sbom.cdx.json. */
export interface Bill {
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

/** A package that is installed, as package-lock.json has it. */
export interface LockedPackage {
  /** "node_modules/yaml". */
  readonly folder: string;
  readonly version: string;
  readonly integrity: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
}

/** `.ci/dependencies.yaml`, as far as it is read here. */
export interface KnownDependencies {
  readonly reasons: Readonly<Record<string, string>>;
  readonly within: Readonly<Record<string, readonly object[]>>;
  readonly installScripts: Readonly<Record<string, string>>;
}

/** package.json, as far as it is read here. */
export interface Product {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

/** The bill of materials that the last build has written. */
export const readBill = (): Bill => JSON.parse(read('dist/sbom.cdx.json')) as Bill;

export const readKnown = (): KnownDependencies => parse(read('.ci/dependencies.yaml')) as KnownDependencies;

export const readProduct = (): Product => JSON.parse(read('package.json')) as Product;

/**
 * The installed packages by name and version ("yaml@2.9.1"), the product itself left out. One that is installed twice counts as
 * for development only if both are.
 */
export function readLock(): ReadonlyMap<string, LockedPackage> {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Readonly<Record<string, LockedPackage>> };
  const others = Object.entries(packages).flatMap(([folder, locked]) => (folder === '' ? [] : [{ ...locked, folder }]));
  const inOrder = [...others.filter(({ dev }) => dev), ...others.filter(({ dev }) => !dev)];
  return new Map(
    inOrder.map((locked) => [`${locked.folder.replace(/^.*node_modules\//, '')}@${locked.version}`, locked]),
  );
}

/** The npm packages that the bundles come from, in the bill's order. */
export function bundledPackages({ components }: Bill): readonly Component[] {
  return components.filter(({ purl }) => purl?.startsWith('pkg:npm/'));
}

/** An npm package's name with its scope: "@vscode/l10n". */
export function fullName({ group, name }: Component): string {
  return group === undefined ? name : `${group}/${name}`;
}

/** An SPDX identifier or expression; undefined where the bill states none. */
export function licenceOf({ licenses }: Component): string | undefined {
  return licenses?.[0]?.license?.id ?? licenses?.[0]?.expression;
}
