import { describe, expect, it } from 'vitest';
import { ErrorCodes, LSPErrorCodes } from 'vscode-languageserver/node';
import { send, serve, type Session } from '../../../server/src/protocol/session.js';

function makeSession(log: string[], ready: () => Promise<unknown> = () => Promise.resolve({})): Session {
  const connection = { console: { error: (line: string) => log.push(line) } };
  return { connection, ready, isShutDown: () => false } as unknown as Session;
}

describe('serve', () => {
  it('turns a failure into words for a drafter, and logs the cause', async () => {
    const log: string[] = [];
    const failing = serve(makeSession(log), 'show precedents', () => {
      throw new TypeError('x is not a function');
    });
    await expect(failing).rejects.toMatchObject({
      code: ErrorCodes.InternalError,
      message: 'Aide-Mémoire could not show precedents. Your draft is untouched; the output log says what happened.',
    });
    expect(log[0]).toMatch(/^Could not show precedents: TypeError: x is not a function\n\s+at /);
  });

  it('says that there is no index without a word in the log', async () => {
    const log: string[] = [];
    const unready = makeSession(log, () => Promise.reject(new Error('There is no index.')));
    await expect(serve(unready, 'search', () => 1)).rejects.toMatchObject({
      code: LSPErrorCodes.RequestFailed,
      message: 'There is no index.',
    });
    expect(log).toEqual([]);
  });
});

describe('send', () => {
  it('lets no failure out, whether thrown or rejected', async () => {
    send(() => {
      throw new Error('the connection is closed');
    });
    send(() => Promise.reject(new Error('not supported')));
    await new Promise((resolve) => setImmediate(resolve));
  });
});
