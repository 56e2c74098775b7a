import type { MessageConnection } from 'vscode-languageserver/browser';
import {
  READ_FILE_REQUEST,
  type ReadFileAnswer,
  WRITE_FILE_REQUEST,
  type WriteFileAnswer,
  type WriteFileParams,
} from '../api/browserStart.js';
import { type FileWriter, LeadsOut } from '../platform/host.js';

/** A file that somebody else changes as often meanwhile is not written. */
const MOST_TRIES = 10;

/** Writes what the product keeps in workspace folders, by way of the client. */
export function createAskedWriter(client: MessageConnection): Pick<FileWriter, 'updateFile'> {
  const write = async (params: WriteFileParams): Promise<boolean> => {
    const answer = await client.sendRequest<WriteFileAnswer>(WRITE_FILE_REQUEST, params);
    if (answer === 'leads out') throw new LeadsOut();
    return answer === 'written';
  };
  return {
    async updateFile(uri, change, within) {
      const inside = within === undefined ? {} : { within };
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        const before = contentOf(await client.sendRequest<ReadFileAnswer>(READ_FILE_REQUEST, { uri, ...inside }));
        const content = change(before);
        if (content === undefined) return;
        if (await write({ uri, content, ...inside, ...(before === undefined ? {} : { before }) })) return;
      }
      throw new Error('Others are writing the file.');
    },
  };
}

function contentOf(answer: ReadFileAnswer): Uint8Array | undefined {
  if ('leadsOut' in answer) throw new LeadsOut();
  if ('tooLarge' in answer) throw new Error('The file is too large.');
  return 'missing' in answer ? undefined : answer.bytes;
}
