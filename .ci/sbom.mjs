// The software bill of materials: what the extension contains, as CycloneDX 1.6. It has neither date nor serial number, so that
// the same sources give the same bytes.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Enums, Models, Serialize, Spec, SPDX } from '@cyclonedx/cyclonedx-library';

const { ComponentType, ExternalReferenceType, HashAlgorithm } = Enums;
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** The bill of materials, as JSON, for the packages that the bundles come from (see `packagesOf`). */
export function sbomOf(packages) {
  const product = readJson('package.json');
  const locked = readJson('package-lock.json').packages;
  const components = new Map(packages.map((each) => [each.folder, packageComponent(each, locked[each.folder])]));
  for (const { folder, manifest } of packages) {
    for (const name of Object.keys(manifest.dependencies ?? {})) {
      addTo(components.get(folder).dependencies, components.get(folderFor(name, folder))?.bomRef);
    }
  }
  const root = component(ComponentType.Application, product.name, {
    version: product.version,
    licence: product.license,
    purl: `pkg:vscode-extension/${product.publisher}/${product.name}@${product.version}`,
  });
  const rest = [...partsOfJudge(), ...documents()];
  for (const name of Object.keys(product.dependencies)) {
    addTo(root.dependencies, components.get(`node_modules/${name}`)?.bomRef);
  }
  for (const each of rest) root.dependencies.add(each.bomRef);

  const bom = new Models.Bom();
  bom.metadata.component = root;
  bom.metadata.lifecycles.add(Enums.LifecyclePhase.Build);
  for (const each of [...components.values(), ...rest]) bom.components.add(each);
  const normalised = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return `${new Serialize.JsonSerializer(normalised).serialize(bom, { sortLists: true, space: 2 })}\n`;

  /** Where Node finds a package that the one in `folder` asks for, of those in the bundles. */
  function folderFor(name, folder) {
    const outer = folder.replace(/\/?node_modules\/(?:@[^/]+\/)?[^/]+$/, '');
    const wanted = `${folder}${folder && '/'}node_modules/${name}`;
    return components.has(wanted) || folder === '' ? wanted : folderFor(name, outer);
  }
}

function addTo(references, reference) {
  if (reference !== undefined) references.add(reference);
}

/** A package as the registry gives it: its hash is that of its archive, as package-lock.json has it. */
function packageComponent({ folder, manifest, within }, lock) {
  const { name, version, license, description } = manifest;
  if (lock?.version !== version)
    throw new Error(`${folder} is ${version}, not as package-lock.json has it: run "npm run setup".`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const own = component(ComponentType.Library, short, { group, version, licence: license, purl, description });
  own.hashes.set(
    HashAlgorithm['SHA-512'],
    Buffer.from(lock.integrity.replace('sha512-', ''), 'base64').toString('hex'),
  );
  for (const part of within) {
    const inner = component(ComponentType.Library, part.name, { ...part, ref: `${purl}#${part.name}` });
    inner.externalReferences.add(new Models.ExternalReference(part.source, ExternalReferenceType.VCS));
    own.components.add(inner);
  }
  return own;
}

/** What runs the judge: the model, its tokenizer, and the WebAssembly that stands beside the bundles. */
function partsOfJudge() {
  const runtime = { licence: 'MIT', description: "ONNX Runtime's WebAssembly, of onnxruntime-web" };
  return [
    fileComponent(ComponentType.MachineLearningModel, 'dist/judge/model.onnx', {
      licence: 'CC-BY-SA-4.0',
      description: 'The judge: all-MiniLM-L6-v2 (Apache-2.0), fine-tuned for this product',
    }),
    fileComponent(ComponentType.Data, 'dist/judge/tokenizer.json', {
      licence: 'Apache-2.0',
      description: 'The tokenizer of all-MiniLM-L6-v2',
    }),
    fileComponent(ComponentType.File, 'dist/judge/ort-wasm-simd-threaded.wasm', runtime),
    fileComponent(ComponentType.File, 'dist/judge/ort-wasm-simd-threaded.mjs', runtime),
  ];
}

/** The bundled documents. No licence came with them. */
function documents() {
  const description = 'A statement or working paper of a delegation, as it was handed over';
  const files = readdirSync('corpus/documents').map((name) => `corpus/documents/${name}`);
  return files.map((file) => fileComponent(ComponentType.Data, file, { description }));
}

function fileComponent(type, file, facts) {
  const own = component(type, file, facts);
  own.hashes.set(HashAlgorithm['SHA-256'], createHash('sha256').update(readFileSync(file)).digest('hex'));
  return own;
}

/** `licence` is an SPDX identifier or expression. Without `ref`, the component is known by its purl, else by its name. */
function component(type, name, { licence, ref, purl, group, version, description, copyright }) {
  const own = new Models.Component(type, name, {
    group,
    version,
    purl,
    description,
    copyright,
    bomRef: ref ?? purl ?? name,
  });
  if (licence !== undefined) {
    own.licenses.add(
      SPDX.isSupportedSpdxId(licence) ? new Models.SpdxLicense(licence) : new Models.LicenseExpression(licence),
    );
  }
  return own;
}
