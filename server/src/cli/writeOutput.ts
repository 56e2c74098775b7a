import { replaceFile } from '../node/wholeFile.js';

/** Puts the text into a file as a whole. Rejects with a message that says what to do. */
export async function writeOutput(file: string, text: string): Promise<void> {
  await replaceFile(file, text).catch(() => {
    throw new Error(`${file}: cannot be written. Name a file in a folder that is there and that you may write into.`);
  });
}
