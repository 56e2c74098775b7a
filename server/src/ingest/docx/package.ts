import { t } from '../../util/l10n.js';
import type { ReadLimits } from '../formats.js';
import type { Pace } from '../pace.js';
import { childElements, descend, parseXml } from './xml.js';
import { CUT_SHORT, openZip, type PartReader, Unreadable } from './zip.js';

/** What a file is called that has no text of Word where it should be. */
export const NOT_WORD = t(
  'it is not a Word document. Open it in the program it was made with and save it as .docx or as text.',
);

/** A Word document as a package of parts (ECMA-376 part 2). */
export interface WordPackage {
  readonly part: PartReader;
  /** Names of all parts. */
  readonly names: ReadonlySet<string>;
  /** Name of the part with the text. */
  readonly main: string;
  /** Name of the part of that kind that the main part's relationships name. */
  readonly related: (kind: string) => string | undefined;
}

/** Opens a Word document. Throws `Unreadable`, and what `pace` throws. */
export async function openPackage(bytes: Uint8Array, limits: ReadLimits, pace: Pace): Promise<WordPackage> {
  const other = otherFormat(bytes);
  if (other !== undefined) throw new Unreadable(other);
  const { part, names } = await openZip(bytes, limits);
  const main = await mainPart(part, pace);
  return { part, names, main, related: await relatedParts(part, main, pace) };
}

/** What the file is when it is no zip archive, and what to do; `undefined` for a zip archive. */
function otherFormat(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return undefined;
  const head = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (head === 'd0cf11e0a1b11ae1') {
    // The names in a compound file's directory are UTF-16 ([MS-CFB] 2.6.1); a protected document is one wrapped in it.
    const locked = new TextDecoder('utf-16le').decode(bytes).includes('EncryptedPackage');
    return locked
      ? t('it is protected with a password. Open it in Word, remove the password and save it again.')
      : t('it is in the format of Word before 2007 (.doc). Open it in Word and save it as .docx.');
  }
  if (head.startsWith('7b5c727466')) return t('it is rich text (.rtf). Open it in Word and save it as .docx.');
  return bytes.length === 0 ? CUT_SHORT : NOT_WORD;
}

async function mainPart(part: PartReader, pace: Pace): Promise<string> {
  const target = (await relationships(part, '_rels/.rels', pace)).get('officeDocument');
  return resolved('', target ?? 'word/document.xml');
}

async function relatedParts(part: PartReader, main: string, pace: Pace): Promise<WordPackage['related']> {
  const targets = await relationships(part, relationshipsOf(main), pace);
  return (kind) => {
    const target = targets.get(kind);
    return target === undefined ? undefined : resolved(folderOf(main), target);
  };
}

/** Name of the part that holds the relationships of a part. */
export function relationshipsOf(part: string): string {
  const folder = folderOf(part);
  return `${folder}_rels/${part.slice(folder.length)}.rels`;
}

/** Folder of a part, with a slash at its end; '' for the archive itself. */
export function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}

/** Targets by the last word of the relationship's type. */
async function relationships(part: PartReader, name: string, pace: Pace): Promise<ReadonlyMap<string, string>> {
  const bytes = part(name);
  if (bytes === undefined) return new Map();
  const list = childElements(descend(await parseXml(bytes, pace), 'Relationships'), 'Relationship');
  return new Map(list.map(({ attributes }) => [attributes.Type?.replace(/^.*\//, '') ?? '', attributes.Target ?? '']));
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
