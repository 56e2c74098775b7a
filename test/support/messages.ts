import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type CallExpression, type Expression, type Node, type SourceFile } from 'typescript/unstable/ast';
import {
  isArrayLiteralExpression,
  isCallExpression,
  isIdentifier,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteralLikeNode,
} from 'typescript/unstable/ast/is';
import { API } from 'typescript/unstable/sync';
import { ROOT } from './server.js';

/** What the sources say to a person. */
export interface SourceMessages {
  /** The keys under which bundles translate it, each once, in order: the words, with "/" and the comment where there is one. */
  readonly keys: readonly string[];
  /** "file:line" of each message that is no literal, and so would be in no bundle. */
  readonly computed: readonly string[];
}

/** By the name of what translates: the places of its arguments that are messages. */
const TRANSLATING: ReadonlyMap<string, readonly number[]> = new Map([
  ['t', [0]],
  ['tCount', [1, 2]],
  ['l10n.t', [0]],
]);

/** Reads the messages of all TypeScript files of the client and the server. */
export function readSourceMessages(): SourceMessages {
  return readMessages(
    ['client/src', 'server/src'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(ROOT, folder, name)),
    ),
  );
}

/** Reads the messages of TypeScript files, by their paths. */
export function readMessages(files: readonly string[]): SourceMessages {
  const keys = new Set<string>();
  const computed: string[] = [];
  const api = new API({ cwd: ROOT });
  try {
    const snapshot = api.updateSnapshot({ openFiles: [...files] });
    for (const file of files) {
      const source = snapshot.getDefaultProjectForFile(file)?.program.getSourceFile(file);
      if (source === undefined) throw new Error(`${file} cannot be read`);
      for (const { message, line } of messagesIn(source)) {
        const key = message === undefined ? undefined : keyOf(message);
        if (key === undefined) computed.push(`${file}:${line}`);
        else keys.add(key);
      }
    }
  } finally {
    api.close();
  }
  return { keys: [...keys].sort(), computed };
}

function* messagesIn(
  source: SourceFile,
): Generator<{ readonly message: Expression | undefined; readonly line: number }> {
  const pending: Node[] = [source];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    node.forEachChild((child) => {
      pending.push(child);
    });
    if (!isCallExpression(node)) continue;
    for (const place of TRANSLATING.get(calledName(node)) ?? []) {
      const line = source.text.slice(0, node.getStart(source)).split('\n').length;
      yield { message: node.arguments[place], line };
    }
  }
}

/** "t", "tCount" or "l10n.t"; '' for what is called otherwise. */
function calledName({ expression }: CallExpression): string {
  if (isIdentifier(expression)) return expression.text;
  if (!isPropertyAccessExpression(expression) || !isIdentifier(expression.expression)) return '';
  return `${expression.expression.text}.${expression.name.text}`;
}

/** `undefined` where it must be computed. */
function keyOf(message: Expression): string | undefined {
  if (isStringLiteralLikeNode(message)) return message.text;
  if (!isObjectLiteralExpression(message)) return undefined;
  const fields = new Map(
    message.properties.flatMap((property) =>
      isPropertyAssignment(property) && isIdentifier(property.name) ? [[property.name.text, property.initializer]] : [],
    ),
  );
  const [words, comment] = [literal(fields.get('message')), literal(fields.get('comment'))];
  if (words === undefined || (fields.has('comment') && comment === undefined)) return undefined;
  return comment === undefined ? words : `${words}/${comment}`;
}

/** The text of a literal, or of an array of literals one after the other. */
function literal(node: Expression | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (isStringLiteralLikeNode(node)) return node.text;
  if (!isArrayLiteralExpression(node)) return undefined;
  const parts = [...node.elements].map((element) => (isStringLiteralLikeNode(element) ? element.text : undefined));
  return parts.includes(undefined) ? undefined : parts.join('');
}
