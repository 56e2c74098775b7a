import type { Block } from '../text/blocks.js';

// Single fields are read, not YAML: its reader would be the largest part of the server's start.
const FORUM = /^forum:[ \t]+(?<value>\S.*)$/mu;
// Read more widely than YAML would: what is meant to keep restricted text out is not to fail by a letter.
const CIRCULATION = /^[ \t]*["']?circulation["']?[ \t]*:(?<value>.*)$/gimu;
/** Of what circulates so, restricted text may be part. */
const CLOSED = /^(?:internal|restricted)$/iu;
const QUOTED = /^(?:"(?<double>[^"]*)"|'(?<single>[^']*)')/u;
/** A line that is a field, in whatever style. */
const FIELD = /^(?:#+ )?(?<name>circulation|forum)[ \t]*:[ \t]*(?<value>\S.*)$/iu;
/** Lines in which fields are looked for. */
const TOP = 10;
const COMMENT = /(?:^|[ \t])#.*$/u;

/** The forum that the fields between `---` lines at the top of a draft name; `undefined` when they name none. */
export function forumNamed(text: string, [first]: readonly Block[]): string | undefined {
  if (first?.kind !== 'front-matter') return undefined;
  const value = FORUM.exec(text.slice(first.start, first.end))?.groups?.['value'];
  const name = value === undefined ? '' : plainValue(value);
  return name === '' ? undefined : name;
}

/**
 * Whether the fields at the top of a draft say that it is for open circulation: `circulation: open`, and whatever else is
 * neither `internal` nor `restricted`, lest a slip of the pen let restricted text in.
 */
export function isForOpenCirculation(text: string, [first]: readonly Block[]): boolean {
  if (!text.startsWith('---')) return false;
  // Whoever writes at the top has perhaps not closed it yet.
  const end = first?.kind === 'front-matter' ? first.end : text.search(/\n[ \t\r]*\n/);
  const fields = end === -1 ? text : text.slice(0, end);
  return [...fields.matchAll(CIRCULATION)].some(({ groups }) => !CLOSED.test(plainValue(groups?.['value'] ?? '')));
}

/**
 * The text of a draft that was read out of a file without front matter, such as one of Word, below the fields that its first
 * lines hold, each on a line of its own: "Circulation: open". Nothing of the text is taken away.
 */
export function withFieldsAbove(text: string): string {
  const fields = text.split(/\n+/u, TOP).flatMap((line) => {
    const { name = '', value = '' } = FIELD.exec(line.trim())?.groups ?? {};
    return name === '' ? [] : [`${name.toLowerCase()}: ${value}`];
  });
  return fields.length === 0 ? text : `---\n${fields.join('\n')}\n---\n\n${text}`;
}

/** A field's value without quotation marks and comment. */
function plainValue(written: string): string {
  const value = written.trim();
  const { double, single } = QUOTED.exec(value)?.groups ?? {};
  return (double ?? single ?? value.replace(COMMENT, '')).trim();
}
