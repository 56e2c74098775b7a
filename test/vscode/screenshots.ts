import path from 'node:path';
import { runBrowserSession, THEMES } from './ui.js';

/**
 * Takes the pictures of the README anew, into docs/images, and returns the exit code. With the name of a theme, takes those
 * of the theme instead, into out/images, to look at; further arguments name the parts of the session.
 */
export async function main(root: string, [wanted, ...parts]: readonly string[]): Promise<number> {
  const theme = themeOf(wanted);
  const { passed, failed } = await runBrowserSession(
    {
      root,
      pictures: path.join(root, wanted === undefined ? 'docs/images' : `out/images/${theme}`),
      theme,
      ...(parts.length === 0 ? {} : { parts }),
    },
    console.error,
  );
  for (const { title, error } of failed) console.error(`${title}\n${error}`);
  console.log(`${passed.length} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function themeOf(name = 'light'): keyof typeof THEMES {
  if (name in THEMES) return name as keyof typeof THEMES;
  throw new Error(`"${name}" is not one of the themes: ${Object.keys(THEMES).join(', ')}.`);
}
