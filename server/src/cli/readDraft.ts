import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../draft/draft.js';
import type { ServiceContext } from '../service/context.js';
import { readInput } from './readInput.js';

/** The draft in a file, or in standard input for `-`. Rejects with a message that names the file and what to do. */
export async function readDraft(file: string, context: ServiceContext): Promise<Draft> {
  const text = await readInput(file, 'the drafts in it');
  return draftFromText(pathToFileURL(resolve(file)).href, text, context);
}

/** A draft that is not in a file, or not any more. */
export function draftFromText(uri: string, text: string, context: ServiceContext): Draft {
  return createDraft(TextDocument.create(uri, 'negotiation-draft', 1, text), context.tokenize);
}
