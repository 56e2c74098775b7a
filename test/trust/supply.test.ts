import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { bundledPackages, fullName, licenceOf, readBill, readKnown, readLock, readProduct } from '../support/bill.js';
import { ROOT } from '../support/server.js';

const bill = readBill();
const packages = bundledPackages(bill);
const lock = readLock();
const { scripts, dependencies, devDependencies } = readProduct();

/** Licences under which others' work may be given on with ours. */
const FREE = ['Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BSL-1.0', 'BlueOak-1.0.0', 'ISC', 'MIT', 'MPL-2.0'];
const FREE_WITH_EXCEPTION = 'Apache-2.0 WITH LLVM-exception';
/** That of the judge's weights, which stay a work of their own. */
const OF_THE_MODEL = 'CC-BY-SA-4.0';

/** The official schema of CycloneDX 1.6, as its library carries it. */
function officialSchema() {
  const folder = join(ROOT, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8')) as object;
  const isAddress = (value: string): boolean => URL.canParse(value, 'https://example.org');
  // The other formats stand at dates and electronic mail, of which the bill has none.
  const formats = { uri: isAddress, 'iri-reference': isAddress, 'date-time': true, 'idn-email': true } as const;
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  for (const name of ['spdx', 'jsf-0.82']) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  return ajv.compile(schema('bom-1.6'));
}

describe('the bill of materials', () => {
  test('is what the schema of CycloneDX 1.6 asks for', () => {
    const accepts = officialSchema();
    accepts(bill);
    expect(accepts.errors).toBeNull();
    expect(accepts({ ...bill, components: [{ name: 'without a type' }] })).toBe(false);
    expect(JSON.stringify(bill)).not.toMatch(/"(?:serialNumber|timestamp)"/);
  });

  test('lists each package as it is locked: version, licence, address and hash', () => {
    expect(packages.length).toBeGreaterThan(Object.keys(dependencies).length);
    for (const part of packages) {
      const name = `${fullName(part)}@${part.version}`;
      const locked = lock.get(name);
      expect(locked?.dev, `${name} is for development only`).toBeUndefined();
      const hash = Buffer.from(locked?.integrity.replace('sha512-', '') ?? '', 'base64').toString('hex');
      expect(part.hashes).toEqual([{ alg: 'SHA-512', content: hash }]);
      expect(part.purl).toBe(`pkg:npm/${name.replace(/^@/, '%40')}`);
    }
    const names = packages.map((part) => `${fullName(part)}@${part.version}`);
    expect(names).toEqual(expect.arrayContaining(Object.entries(dependencies).map((pinned) => pinned.join('@'))));
  });

  test('lists the judge and the bundled documents, each with the hash of its file', () => {
    const files = bill.components.filter(({ purl }) => purl === undefined);
    const documents = readdirSync(join(ROOT, 'corpus/documents')).map((name) => `corpus/documents/${name}`);
    const judge = readdirSync(join(ROOT, 'dist/judge'))
      .filter((name) => !['LICENSE', 'judge.json'].includes(name))
      .map((name) => `dist/judge/${name}`);
    expect(files.map(({ name }) => name)).toEqual(expect.arrayContaining([...documents, ...judge]));
    for (const { name, hashes } of files) {
      const content = createHash('sha256')
        .update(readFileSync(join(ROOT, name)))
        .digest('hex');
      expect(hashes, name).toEqual([{ alg: 'SHA-256', content }]);
    }
    expect(files.find(({ name }) => name.endsWith('model.onnx'))?.type).toBe('machine-learning-model');
  });

  test('states for each part a licence under which it may be given on', () => {
    const parts = [...packages, ...packages.flatMap(({ components }) => components ?? [])];
    for (const part of parts) expect([...FREE, FREE_WITH_EXCEPTION], part.name).toContain(licenceOf(part));
    const judge = bill.components.filter(({ name }) => name.startsWith('dist/judge/'));
    for (const part of judge) expect([...FREE, OF_THE_MODEL], part.name).toContain(licenceOf(part));
  });

  test('names what packages carry of others, pdf.js in the version that unpdf has', () => {
    const carriers = packages.filter(({ components }) => components !== undefined).map(fullName);
    expect(carriers.sort()).toEqual(Object.keys(readKnown().within).sort());
    const inner = packages.find(({ name }) => name === 'unpdf')?.components?.find(({ name }) => name === 'pdf.js');
    expect(inner?.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readFileSync(join(ROOT, 'dist/readers.cjs'), 'utf8')).toContain(`apiVersion:"${inner?.version}"`);
  });

  test('is the same, byte for byte, in whatever order the packages are read', () => {
    const manifests = packages.map((part) => `${lock.get(`${fullName(part)}@${part.version}`)?.folder}/package.json`);
    const script = `
      import { packagesOf } from './.ci/packages.mjs';
      import { sbomOf } from './.ci/sbom.mjs';
      process.stdout.write(sbomOf(packagesOf(${JSON.stringify(manifests.reverse())})));`;
    const again = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(again).toBe(readFileSync(join(ROOT, 'dist/sbom.cdx.json'), 'utf8'));
  });
});

describe('a bundle that is shipped', () => {
  const packed = readFileSync(join(ROOT, '.vscodeignore'), 'utf8').match(/(?<=^!)dist\/\w+\.cjs$/gm) ?? [];
  const bundles = [...packed, ...readdirSync(join(ROOT, 'dist/webview')).map((name) => `dist/webview/${name}`)];

  test.each(bundles)('%s loads nothing of others when it runs', (file) => {
    const code = readFileSync(join(ROOT, file), 'utf8');
    const loaded = [...code.matchAll(/\b(?:require|import)\(\s*(["'])([^"']+)\1\s*\)/g)].map(([, , name = '']) => name);
    const strange = loaded
      .map((name) => name.replace(/^node:/, ''))
      // "${...}" stands in a text that pdf.js writes for browsers.
      .filter((name) => !name.startsWith('${') && name !== 'vscode')
      // Bundles of ours beside it.
      .filter((name) => !bundles.includes(name.replace('./', 'dist/')))
      .filter((name) => !builtinModules.includes(name));
    expect(strange).toEqual([]);
  });
});

describe('packages of others', () => {
  test('are pinned to one version each, and locked by a hash', () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.]+)?$/);
      expect([...lock.keys()]).toContain(`${name}@${version}`);
    }
    for (const [name, { integrity }] of lock) expect(integrity, name).toMatch(/^sha512-/);
  });

  test('run nothing when they are installed: none that is shipped would, and the setup lets no other', () => {
    const withScript = [...lock].filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name);
    const names = withScript.map((name) => name.replace(/@[^@]+$/, '')).sort();
    expect(names).toEqual(Object.keys(readKnown().installScripts).sort());
    const shipped = packages.map((part) => `${fullName(part)}@${part.version}`);
    expect(shipped.filter((name) => withScript.includes(name))).toEqual([]);
    expect(scripts['setup']).toContain('--ignore-scripts');
  });
});
