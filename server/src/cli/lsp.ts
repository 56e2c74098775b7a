/** Options of `lsp`, as editors give them to any server. */
export interface LspOptions {
  /** Process of the editor; the server ends when that has ended. */
  readonly clientProcessId?: string;
}

/**
 * Starts the language server over standard input and output: the same bundle that VS Code starts, in this process. It ends as
 * its client tells it to.
 */
export async function runLsp({ clientProcessId }: LspOptions): Promise<void> {
  // The server, and the library that it speaks through, read from here how they are spoken to.
  const client = clientProcessId === undefined ? [] : [`--clientProcessId=${clientProcessId}`];
  process.argv.splice(2, process.argv.length, '--stdio', ...client);
  await import('../node/main.js');
}
