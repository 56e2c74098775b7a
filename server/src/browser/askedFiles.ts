import type { MessageConnection } from 'vscode-languageserver/browser';
import {
  type FolderEntry,
  READ_DIRECTORY_REQUEST,
  READ_FILE_REQUEST,
  type ReadDirectoryParams,
  type ReadFileAnswer,
  type ReadFileParams,
} from '../api/browserStart.js';
import { type FileSystem, FileTooLarge, LeadsOut } from '../platform/host.js';

/** The files that the client reads when it is asked: those of the workspace folders. */
export function createAskedFiles(client: MessageConnection): FileSystem {
  return {
    async readFile(uri, maxBytes, within) {
      const params: ReadFileParams = {
        uri,
        ...(maxBytes === undefined ? {} : { maxBytes }),
        ...(within === undefined ? {} : { within }),
      };
      const answer = await client.sendRequest<ReadFileAnswer>(READ_FILE_REQUEST, params);
      if ('tooLarge' in answer) throw new FileTooLarge(answer.tooLarge);
      if ('leadsOut' in answer) throw new LeadsOut();
      if ('missing' in answer) throw new Error('There is no such file.');
      return answer.bytes;
    },
    async readDirectory(uri) {
      const params: ReadDirectoryParams = { uri };
      const entries = await client.sendRequest<readonly FolderEntry[]>(READ_DIRECTORY_REQUEST, params);
      return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
