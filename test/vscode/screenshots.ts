import path from 'node:path';
import { runBrowserSession } from './ui.js';

/** Takes the pictures of the README anew, into docs/images, and returns the exit code. */
export async function main(root: string): Promise<number> {
  const { passed, failed } = await runBrowserSession({ root, pictures: path.join(root, 'docs/images') }, console.error);
  for (const { title, error } of failed) console.error(`${title}\n${error}`);
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}
