// Real documents that are not part of the project: these tests run where they lie beside it, and are shown as skipped elsewhere.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertHere } from '../../server/src/ingest/convertHere.js';
import { DEFAULT_LIMITS } from '../../server/src/ingest/formats.js';
import type { ParsedDocument } from '../../server/src/ingest/parseDocument.js';
import { readDocument } from '../../server/src/ingest/readDocument.js';
import { ROOT } from '../support/server.js';

const FOLDER = join(ROOT, '..', 'shared', 'data', 'pdf');
const FILES = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.pdf')) : [];
const RUNNING = /\b\d{1,3}\/\d{1,3}\s*$|^\s*25-\d{5}\b|^[AES]\/\d{2,4}\/\d+$/;

const read = (name: string): Promise<ParsedDocument> =>
  readDocument(
    { uri: `file:///corpus/${name}`, name },
    new Uint8Array(readFileSync(join(FOLDER, name))),
    DEFAULT_LIMITS,
    convertHere,
  );

describe.runIf(FILES.length > 0)('United Nations documents as PDF', () => {
  it.each(FILES.filter((name) => !name.startsWith('scanned')))(
    '%s: passages with their pages, no furniture',
    async (name) => {
      const { document, problems } = await read(name);
      expect(problems).toEqual([]);
      const passages = document?.passages ?? [];
      expect(passages.length).toBeGreaterThan(8);
      expect(passages.filter(({ text }) => RUNNING.test(text)).map(({ text }) => text)).toEqual([]);
      const pages = passages.map(({ page }) => page ?? 0);
      expect(Math.min(...pages)).toBeGreaterThan(0);
      expect(document?.metadata.symbol).toMatch(/^[AES]\//);
    },
  );

  it('says of a scan what to do about it', async () => {
    const { document, problems } = await read('scanned_A_45_696_Add.1.en.pdf');
    expect(document).toBeUndefined();
    expect(problems[0]?.message).toMatch(/skipped: .*no text.*OCR/);
  });
});
