import { execFileSync } from 'node:child_process';
import { symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { lockedPdf } from './lockedPdf.js';
import { linesAt, rawPdf, writePdf } from './pdf.js';
import { richWordFile } from './wordFixtures.js';

const MEGABYTE = 1_000_000;
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The start of an OLE compound file with that name in its directory, as Word wrote them before 2007. */
export function compoundFile(name: string): Uint8Array {
  const file = new Uint8Array(2048);
  file.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  file.set(Uint8Array.from(Buffer.from(name, 'utf16le')), 1024);
  return file;
}

/** A PDF whose page unfolds to 400 megabytes. */
function unfoldingPdf(): Uint8Array {
  const content = deflateSync(deflateSync(Buffer.alloc(400 * MEGABYTE, ' '))).toString('latin1');
  return rawPdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>',
    `<< /Length ${content.length} /Filter [/FlateDecode /FlateDecode] >>\nstream\n${content}\nendstream`,
  ]);
}

/**
 * Fills a folder with files that cannot be used. By the name of each: what its problem says; nothing of what is here is
 * more than a few megabytes on disk.
 */
export async function writeBadFiles(folder: string): Promise<ReadonlyMap<string, RegExp>> {
  const word = await richWordFile();
  const pdf = writePdf([linesAt(72, 700, ['The group supports the talks.'])]);
  const files: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['scanned.pdf', writePdf([[], []]), /no text\. Run text recognition \(OCR\)/],
    ['locked.pdf', lockedPdf('Secret.', 'secret'), /locked with a password.*save a copy without one/],
    ['cut.pdf', pdf.subarray(0, pdf.length - 100), /cut off.*complete copy/],
    ['garbage.pdf', '%PDF-1.7\n garbage %%EOF', /damaged.*new copy/],
    ['renamed.pdf', word, /not a PDF.*save it as PDF/],
    ['bomb.pdf', unfoldingPdf(), /unfolds to more.*limits\.unfoldedMegabytes/],
    ['cut.docx', word.subarray(0, word.length / 2), /cut short.*Get the whole file/],
    ['old.docx', compoundFile('WordDocument'), /before 2007.*save it as \.docx/],
    ['locked.docx', compoundFile('EncryptedPackage'), /password.*remove the password/],
    [
      'bomb.docx',
      zipSync({ 'word/document.xml': new Uint8Array(300 * MEGABYTE) }, { level: 9 }),
      /unfolds to more.*limits\.unfoldedMegabytes/,
    ],
    ['nested.html', '<div>'.repeat(20_000), /built in a way no page is/],
    ['nul.txt', 'Text\0and more\0', /binary file.*UTF-8/],
    ['damaged.txt', new Uint8Array([...utf8('Côte d’Ivoire, São Tomé '), 0xe2, 0x28]), /damaged characters.*save it/],
    ['long.txt', 'The group supports the talks. '.repeat(400_000), /more text.*limits\.characters/],
    ['large.txt', 'Sparse', /200 MB.*limits\.fileMegabytes/],
    ['empty.md', '', /empty.*Copy it again/],
    ['letter.doc', compoundFile('WordDocument'), /format that is not read.*\.docx or PDF/],
  ];
  for (const [name, content] of files) writeFileSync(join(folder, name), content);
  truncateSync(join(folder, 'large.txt'), 200 * MEGABYTE);
  const said = new Map(files.map(([name, , message]) => [name, message]));
  if (process.platform === 'win32') return said;
  symlinkSync('.', join(folder, 'circle'));
  symlinkSync('itself.md', join(folder, 'itself.md'));
  execFileSync('mkfifo', [join(folder, 'pipe.txt')]);
  return said
    .set('circle', /link to a folder/)
    .set('itself.md', /link that leads nowhere/)
    .set('pipe.txt', /neither a file nor a folder/);
}
