import { createNodeFileWatcher } from '../node/fileWatcher.js';
import { callTool, contextForAgents, INSTRUCTIONS, TOOLS } from '../service/tools/callTool.js';
import { listResources, readResource } from '../service/tools/resources.js';
import { RESOURCE_TEMPLATE } from '../service/tools/resourceUri.js';
import { noteChanges } from '../workspace/noteChanges.js';
import type { Workspace, WorkspaceContext } from '../workspace/workspace.js';
import { type CorpusChoice, startWorkspace } from './openWorkspace.js';
import { printProblems, type Terminal } from './terminal.js';
import { productVersion } from './version.js';

/** Options of `mcp`. */
export interface McpOptions extends CorpusChoice {
  /** Whether the agent is told what restricted documents say. */
  readonly restricted?: boolean;
}

/**
 * Answers an agent over standard input and output until its messages end. The record is read meanwhile, and again where it
 * changes; what cannot be used is told on standard error. Whoever calls it ends the process: the record may still be read then.
 */
export async function runMcp(options: McpOptions, terminal: Terminal): Promise<number> {
  const workspace = startWorkspace(options);
  void followOnceRead(workspace, terminal);
  // While a large record is read, its first parts answer.
  const told = async (): Promise<WorkspaceContext> => contextForAgents(await workspace.ready(), options.restricted);
  const { serveAgent } = await import('../mcp/agentServer.js');
  await serveAgent(
    {
      version: productVersion(),
      instructions: INSTRUCTIONS,
      tools: Object.values(TOOLS),
      template: RESOURCE_TEMPLATE,
      call: async ({ name }, input, cancellation) => callTool(name, input, await told(), cancellation),
      list: async (from) => listResources(await told(), from),
      read: async (uri) => readResource(uri, await told()),
    },
    { input: process.stdin, output: process.stdout, onTrouble: (message) => terminal.err(message) },
  );
  return 0;
}

/** Tells of what cannot be used, once all is read, and from then on follows changes. */
async function followOnceRead(workspace: Workspace, terminal: Terminal): Promise<void> {
  try {
    await workspace.settled();
    await workspace.ready();
    printProblems(workspace.status.problems, terminal);
    follow(workspace, terminal);
  } catch (error) {
    terminal.err(error instanceof Error ? error.message : String(error));
  }
}

/** Has the record read again where its folders change: an agent stays for as long as its user does. */
function follow(workspace: Workspace, terminal: Terminal): void {
  const notes = noteChanges(workspace, (uris) => void workspace.refresh(uris));
  createNodeFileWatcher().watch([...workspace.folders, ...workspace.ownFolders], notes.note, (why) =>
    terminal.err(`Changes of the record may go unnoticed; start again after one. (${why})`),
  );
}
