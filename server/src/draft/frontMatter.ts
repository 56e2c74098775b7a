import type { Block } from '../text/blocks.js';

// One field is read, not YAML: its reader would be the largest part of the server's start.
const FORUM = /^forum:[ \t]+(?<value>\S.*)$/mu;
const QUOTED = /^(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/u;
const COMMENT = /(?:^|[ \t])#.*$/u;

/** The forum that the fields between `---` lines at the top of a draft name; `undefined` when they name none. */
export function forumNamed(text: string, [first]: readonly Block[]): string | undefined {
  if (first?.kind !== 'front-matter') return undefined;
  const value = FORUM.exec(text.slice(first.start, first.end))?.groups?.['value'];
  if (value === undefined) return undefined;
  const { double, single } = QUOTED.exec(value)?.groups ?? {};
  const name = (double ?? single ?? value.replace(COMMENT, '')).trim();
  return name === '' ? undefined : name;
}
