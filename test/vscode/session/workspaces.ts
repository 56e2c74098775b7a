import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Paragraph } from 'docx';
import { linesAt, writePdf } from '../../support/pdf.js';
import { wordText } from '../../support/wordFixtures.js';

const STATEMENT = ['Statement by Pakistan, 12 March 2024', 'Pakistan calls for the protection of submarine cables.'];

/** Documents to import: a few, and more than are imported in a few seconds. */
export async function writeDocuments(workspace: string): Promise<void> {
  await writePapers(path.join(workspace, 'papers'));
  writeArchive(path.join(workspace, 'archive'));
}

/** A workspace with a folder that no setting names yet. */
export function writeOwnPapers(workspace: string): void {
  mkdirSync(path.join(workspace, 'record'));
  writeFileSync(path.join(workspace, 'record/cable.md'), 'Cable on Zeppelins\n\n1. Zeppelins need a mast.\n');
}

/** A workspace whose settings name a folder of its own. */
export function writeOwnRecord(workspace: string): void {
  writeOwnPapers(workspace);
  nameCorpusFolder(workspace, 'record');
}

/** What the hostile document says, and an editor must show as it stands. */
export const TRICKS =
  '[quit](command:workbench.action.quit) ![pixel](https://evil.example/a.png) <img src=x> <a href="https://evil.example">b</a> $(trash) www.evil.example https://evil.example `code` **bold**';

/** A workspace whose record holds a document that is made to harm, newer than all others. */
export function writeHostileRecord(workspace: string): void {
  mkdirSync(path.join(workspace, 'record'));
  const fields = Object.entries({ title: TRICKS, holder: `Zeppelinia ${TRICKS}`, symbol: TRICKS, date: '2025-12-01' });
  const front = fields.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n');
  const text = `1. It should address the concerns and interests of all States ${TRICKS}.`;
  writeFileSync(path.join(workspace, 'record/hostile.md'), `---\n${front}\n---\n\n${text}\n`);
  nameCorpusFolder(workspace, 'record');
}

/** A workspace whose settings name a folder with a file that cannot be read. */
export async function writePapersOfRecord(workspace: string): Promise<void> {
  await writePapers(path.join(workspace, 'papers'));
  nameCorpusFolder(workspace, 'papers');
}

function nameCorpusFolder(workspace: string, folder: string): void {
  mkdirSync(path.join(workspace, '.vscode'));
  const settings = { 'aideMemoire.corpus.folders': [folder] };
  writeFileSync(path.join(workspace, '.vscode/settings.json'), JSON.stringify(settings));
}

function writeArchive(folder: string): void {
  mkdirSync(folder);
  for (let n = 1; n <= 2000; n++) {
    writeFileSync(
      path.join(folder, `cable-${n}.txt`),
      `Cable ${n}\n\n1. Measure ${n} of the programme is supported.\n`,
    );
  }
}

/** Two that can be read, and one that cannot. */
async function writePapers(folder: string): Promise<void> {
  mkdirSync(folder);
  const put = (name: string, content: string | Uint8Array) => writeFileSync(path.join(folder, name), content);
  put('cables.docx', await wordText(STATEMENT.map((text) => new Paragraph(text))));
  put('report.pdf', writePdf([linesAt(72, 700, ['Report of the Chair, 4 July 2022', '', '1. The Group met twice.'])]));
  put('scan.pdf', '%PDF-1.7 nothing more');
}
