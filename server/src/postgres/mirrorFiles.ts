import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as v from 'valibot';

/** What is kept of a document: its file, what it holds, and what the file system says of it. */
const KeptSchema = v.object({ file: v.string(), digest: v.string(), size: v.number(), changed: v.number() });

const ManifestSchema = v.object({
  format: v.literal(1),
  /** What the server and the login were: a copy for somebody else is none. */
  source: v.string(),
  /** What was there to be read when it was made; equal while nothing changed. '' while the folder is not all of it. */
  state: v.string(),
  /** Restricted documents, which stay on the server. */
  restricted: v.number(),
  documents: v.record(v.string(), KeptSchema),
});

/** One document as it is kept. */
export type Kept = v.InferOutput<typeof KeptSchema>;

/** What a folder keeps of a server. */
export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** Only the user may read it. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600];
/** UTF-16 units of a file's name; systems take 255 bytes and a path of 260 characters. */
const LONGEST_NAME = 80;
const MANIFEST = 'mirror.json';
/** Names that Windows gives to devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** The documents of a mirror's folder. */
export function documentsIn(folder: string): string {
  return join(folder, 'documents');
}

/** What the folder keeps, as far as its files are as they were written; `undefined` where it is a copy of something else, or none. */
export async function readManifest(folder: string, source: string): Promise<Manifest | undefined> {
  try {
    const read = v.safeParse(ManifestSchema, JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')));
    if (!read.success || read.output.source !== source) return undefined;
    const documents: Record<string, Kept> = {};
    for (const [id, kept] of Object.entries(read.output.documents)) {
      const found = await stat(join(documentsIn(folder), kept.file)).catch(() => undefined);
      if (found?.size === kept.size && found.mtimeMs === kept.changed) documents[id] = kept;
    }
    const isWhole = Object.keys(documents).length === Object.keys(read.output.documents).length;
    return { ...read.output, documents, state: isWhole ? read.output.state : '' };
  } catch {
    return undefined;
  }
}

/** Replaces the account of what the folder keeps, as a whole. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(folder, MANIFEST), JSON.stringify(manifest));
}

/** When the folder was last known to hold all that may be read; `undefined` where it holds only some of it. */
export async function confirmedAt(folder: string, { state }: Pick<Manifest, 'state'>): Promise<Date | undefined> {
  return state === '' ? undefined : (await stat(join(folder, MANIFEST))).mtime;
}

/** Has the folder be known, as of now, to hold all that may be read. */
export async function confirmManifest(folder: string): Promise<void> {
  const now = new Date();
  await utimes(join(folder, MANIFEST), now, now);
}

/** Empties the folder: what is in it is a copy of something else. */
export async function clearMirror(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(documentsIn(folder), { recursive: true, mode: FOLDER_MODE });
}

/** Writes a document's file, as a whole. */
export async function keepDocument(folder: string, file: string, digest: string, body: string): Promise<Kept> {
  const path = join(documentsIn(folder), file);
  await writeWhole(path, body);
  const { size, mtimeMs } = await stat(path);
  return { file, digest, size, changed: mtimeMs };
}

/** Takes a document's file away. */
export async function dropDocument(folder: string, { file }: Pick<Kept, 'file'>): Promise<void> {
  await rm(join(documentsIn(folder), file), { force: true });
}

/**
 * The file of a document, relative to the mirror's documents: its id, part by part, as far as every system takes it for a name, with a
 * digest where it does not, or where `taken` (in small letters) has it.
 */
export function fileOf(id: string, taken: ReadonlySet<string>): string {
  const parts = id.split('/').map(safeName);
  const plain = parts.every(({ isPlain }) => isPlain);
  const path = parts.map(({ name }) => name).join('/');
  if (plain && !taken.has(`${path}.md`.toLowerCase())) return `${path}.md`;
  return `${path}-${createHash('sha256').update(id).digest('hex').slice(0, 12)}.md`;
}

function safeName(part: string): { readonly name: string; readonly isPlain: boolean } {
  const name = part
    // Half a character has no form in a file's name.
    .replace(/[^\p{L}\p{M}\p{N} ,()&+_.-]|\p{Cs}/gu, '_')
    .replace(/^[. ~]+|[. ]+$/g, '_')
    .slice(0, LONGEST_NAME)
    .replace(/\p{Cs}$/u, '_');
  const usable = name === '' || DEVICE.test(name) ? `_${name}` : name;
  return { name: usable, isPlain: usable === part };
}

async function writeWhole(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
  // Hidden, so that no reading of the folder takes it for a document.
  const draft = join(dirname(path), `.aide-memoire-${randomUUID()}`);
  await writeFile(draft, content, { mode: FILE_MODE });
  await rename(draft, path);
}
