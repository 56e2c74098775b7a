import { describe, expect, it } from 'vitest';
import type { FileWriter } from '../../../server/src/platform/host.js';
import type { Edited } from '../../../server/src/ingest/yamlEdits.js';
import { changeOwnFile } from '../../../server/src/workspace/changeOwnFile.js';

const FILE = 'file:///project/.aide-memoire/positions.yaml';

/** What becomes of one file, to which the edit adds a line. */
async function update(
  before: Uint8Array | undefined,
  edit = (text = '') => ({ text: `${text}more\n`, line: 1 }) as Edited,
): Promise<{ readonly outcome: Edited; readonly after: Uint8Array | undefined }> {
  let after: Uint8Array | undefined;
  const fileWriter: FileWriter = {
    createFile: () => Promise.resolve(false),
    updateFile: (_, change) => {
      after = change(before);
      return Promise.resolve();
    },
  };
  return { outcome: await changeOwnFile(fileWriter, FILE, 'positions.yaml', edit), after };
}

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)));

describe('a file that is updated', () => {
  it('is made where there is none', async () => {
    expect(await update(undefined)).toEqual({ outcome: { text: 'more\n', line: 1 }, after: bytes('more\n') });
  });

  it('keeps its byte order mark and its line breaks', async () => {
    const mark = [0xef, 0xbb, 0xbf];
    expect((await update(bytes(mark, 'é: 1\r\n'))).after).toEqual(bytes(mark, 'é: 1\r\nmore\n'));
  });

  it('is left alone where its text cannot be edited, or would not stay as it is', async () => {
    const refused = { outcome: { problem: 'no' }, after: undefined };
    expect(await update(bytes('a: 1\n'), () => ({ problem: 'no' }))).toEqual(refused);
    expect(await update(bytes([0xff, 0xfe, 0x61, 0x00, 0x3a, 0x00]))).toEqual({
      outcome: { problem: 'positions.yaml is not UTF-8 text: save it as UTF-8.' },
      after: undefined,
    });
    expect((await update(bytes('%PDF-1.7'))).outcome).toMatchObject({
      problem: expect.stringMatching(/^positions.yaml is a PDF/),
    });
  });
});
