import { version } from '../../../package.json';
import { callTool, contextForAgents, INSTRUCTIONS, TOOLS } from '../service/tools/callTool.js';
import { listResources, readResource } from '../service/tools/resources.js';
import { RESOURCE_TEMPLATE } from '../service/tools/resourceUri.js';
import type { WorkspaceContext } from '../workspace/workspace.js';
import { type CorpusChoice, openWorkspace } from './openWorkspace.js';
import { printProblems, type Terminal } from './terminal.js';

/** Options of `mcp`. */
export interface McpOptions extends CorpusChoice {
  /** Whether the agent is told what restricted documents say. */
  readonly restricted?: boolean;
}

/** Answers an agent over standard input and output until its messages end. The record is read meanwhile; what cannot be used is told on standard error. */
export async function runMcp(options: McpOptions, terminal: Terminal): Promise<number> {
  const opened = openWorkspace(options);
  opened.then(
    ({ workspace }) => printProblems(workspace.status.problems, terminal),
    (error: unknown) => terminal.err(error instanceof Error ? error.message : String(error)),
  );
  const told = async (): Promise<WorkspaceContext> =>
    contextForAgents(await (await opened).workspace.ready(), options.restricted);
  const { serveAgent } = await import('../mcp/agentServer.js');
  await serveAgent(
    {
      version,
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
