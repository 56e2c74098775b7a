import { copyFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runBrowserSession, THEMES } from './ui.js';

/**
 * Takes pictures of the browser session, into out/images, and returns the exit code. Without arguments, those of the README
 * take the place of the ones in docs/images; with the name of a theme, they are there to be looked at. Further arguments name
 * the parts of the session.
 */
export async function main(root: string, [wanted, ...parts]: readonly string[]): Promise<number> {
  const theme = themeOf(wanted);
  const pictures = path.join(root, 'out/images', theme);
  const run = { root, pictures, theme, ...(parts.length === 0 ? {} : { parts }) };
  const { passed, failed } = await runBrowserSession(run, console.error);
  for (const { title, error } of failed) console.error(`${title}\n${error}`);
  if (wanted === undefined && failed.length === 0) {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    for (const [, picture = ''] of readme.matchAll(/\(docs\/images\/([\w-]+\.png)\)/g)) {
      copyFileSync(path.join(pictures, picture), path.join(root, 'docs/images', picture));
    }
  }
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function themeOf(name = 'light'): keyof typeof THEMES {
  if (name in THEMES) return name as keyof typeof THEMES;
  throw new Error(`"${name}" is not one of the themes: ${Object.keys(THEMES).join(', ')}.`);
}
