import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { createDraft, type Draft } from '../draft/draft.js';
import { decodeText } from '../ingest/decode.js';
import type { ServiceContext } from '../service/context.js';

/** The draft in a file. Rejects with a message that names the file and what to do. */
export async function readDraft(file: string, context: ServiceContext): Promise<Draft> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `${file}: ${error.code === 'ENOENT' ? 'there is no such file' : error.code === 'EISDIR' ? 'this is a folder; name the drafts in it' : 'cannot be read'}.`,
    );
  });
  const decoded = decodeText(file, bytes);
  if ('problem' in decoded) throw new Error(decoded.problem);
  return draftFromText(pathToFileURL(resolve(file)).href, decoded.text, context);
}

/** A draft that is not in a file, or not any more. */
export function draftFromText(uri: string, text: string, context: ServiceContext): Draft {
  return createDraft(TextDocument.create(uri, 'negotiation-draft', 1, text), context.tokenize);
}
