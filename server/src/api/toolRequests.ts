import type { ToolName } from './toolNames.js';

/** Client -> server: call a tool on behalf of a language model. Answers `CallToolAnswer`. */
export const CALL_TOOL_REQUEST = 'aideMemoire/callTool';

/** Parameters of a call. Whatever draft it names, nothing of a restricted document is told. */
export interface CallToolParams {
  readonly tool: ToolName;
  /** What the tool is given, in the shape that package.json says. */
  readonly input: object;
  /** URI of the draft that is worked on, for what is set in its folder; absent when there is none. */
  readonly uri?: string;
}

/** What a tool says to a language model. */
export interface CallToolAnswer {
  /** For reading. Every quotation is in quotation marks on a line of its own. */
  readonly text: string;
  /** Set when the tool found nothing out: `text` says why, and what to ask instead. */
  readonly isRefusal?: true;
}
