import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { decodeText } from '../ingest/decode.js';

/** What stands for standard input where a file is named. */
export const STANDARD_INPUT = '-';

/** How a file is called where somebody reads of it. */
export function nameOfInput(file: string): string {
  return file === STANDARD_INPUT ? 'standard input' : file;
}

/** The text of a file, or of standard input for `-`. Rejects with a message that names it; `what`: what to name instead of a folder. */
export async function readInput(file: string, what: string): Promise<string> {
  const decoded = decodeText(nameOfInput(file), await readBytes(file, what));
  if ('problem' in decoded) throw new Error(decoded.problem);
  return decoded.text;
}

/** As `readInput`, whatever is in the file. */
export function readBytes(file: string, what: string): Promise<Uint8Array> {
  if (file === STANDARD_INPUT) return buffer(process.stdin);
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? `this is a folder; name ${what}` : 'cannot be read'}.`,
    );
  });
}
