import { Composer, type CST, type Document, isScalar, LineCounter, Parser, visit, YAMLParseError } from 'yaml';
import { t } from '../util/l10n.js';

/** Lists and fields within one another. The library calls itself for each, and a thread whose stack is full ends the process. */
const DEEPEST = 100;
/** References to what is written elsewhere in the file (`*name`); each is looked for in the whole of it. */
const MOST_ALIASES = 100;

/** A YAML text as it was read. Lines and columns count from zero. */
export interface YamlDocument {
  readonly document: Document;
  /** The first thing that is wrong with it, on one line; `undefined` when nothing is. */
  readonly error: { readonly message: string; readonly line: number; readonly column: number } | undefined;
  /** The line of a UTF-16 offset. */
  readonly lineOf: (offset: number) => number;
}

/**
 * Reads YAML. What is wrong ends the reading, as does what no person writes: nesting and references beyond measure. Linear;
 * never throws.
 */
export function readYamlDocument(text: string): YamlDocument {
  const lines = new LineCounter();
  // The library compares each key with all others of its map; `duplicateKey` looks each up.
  const composer = new Composer({ uniqueKeys: false, logLevel: 'silent' });
  const tokens = usableTokens(new Parser(lines.addNewLine).parse(text));
  const [document] = composer.compose(tokens, true, text.length);
  if (document === undefined) throw new Error('a composer that must give a document gave none');
  const error = document.errors[0] ?? duplicateKey(document);
  const placed = error && lines.linePos(error.pos[0]);
  return {
    document,
    error: error &&
      placed && { message: error.message.replace(/\s+/gu, ' '), line: placed.line - 1, column: placed.col - 1 },
    lineOf: (offset) => Math.max(0, lines.linePos(offset).line - 1),
  };
}

/** The tokens up to the first one that cannot be used, which comes as an error. */
function* usableTokens(tokens: Iterable<CST.Token>): Generator<CST.Token> {
  for (const token of tokens) {
    const problem = excessOf(token);
    yield problem === undefined
      ? token
      : { type: 'error', offset: 'offset' in token ? token.offset : 0, source: '', message: problem };
    if (problem !== undefined || token.type === 'error') return;
  }
}

/** What is beyond measure in a document, in words. */
function excessOf(token: CST.Token): string | undefined {
  let aliases = 0;
  let level: readonly CST.Token[] = [token];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEEPEST) return t('lists and fields stand more than {0} deep within one another', DEEPEST);
    aliases += level.filter(({ type }) => type === 'alias').length;
    level = level.flatMap(partsOf);
  }
  return aliases > MOST_ALIASES ? t('it has more than {0} references', MOST_ALIASES) : undefined;
}

function partsOf(token: CST.Token): readonly CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key ?? [], value ?? []].flat());
}

function duplicateKey(document: Document): YAMLParseError | undefined {
  let found: YAMLParseError | undefined;
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (keys.has(key.value)) {
          const at = key.range?.[0] ?? 0;
          found = new YAMLParseError([at, at + 1], 'DUPLICATE_KEY', 'Map keys must be unique');
          return visit.BREAK;
        }
        keys.add(key.value);
      }
      return undefined;
    },
  });
  return found;
}
