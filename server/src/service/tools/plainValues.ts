import { INVISIBLE } from '../../text/words.js';
import { markupFor } from '../markdown.js';

/** Longer texts are cut: a speech may be one paragraph of some 20,000 characters, and a title may be whatever a file says. */
export const LONGEST_TEXT = 1200;

/** Behind a text that is cut. */
const MORE = ' …';

const SHOWS_NOTHING = new RegExp(`[${INVISIBLE}]+`, 'gu');
/** Half of a character. */
const LONE_SURROGATE = /\p{Cs}/gu;
const PLAIN = markupFor('plaintext');

/** The value with each text in it plain (`plainText`), and cut where it is too long: at a word, where one ends in its second half. */
export function plainValues<T>(value: T): T {
  // What is made of each value has its type.
  return plain(value) as T;
}

function plain(value: unknown): unknown {
  if (typeof value === 'string') return plainText(cut(value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plain(each)]));
}

/**
 * The text as a person sees it, on one line: a model reads characters that show nothing, and a document must not speak to it
 * behind the back of whoever reads along.
 */
export function plainText(text: string): string {
  return PLAIN.text(text).replace(SHOWS_NOTHING, '').replace(LONE_SURROGATE, '\ufffd');
}

function cut(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const start = text.slice(0, LONGEST_TEXT - MORE.length);
  const words = start.replace(/\s\S*$/u, '');
  return `${words.length > LONGEST_TEXT / 2 ? words : start}${MORE}`;
}
