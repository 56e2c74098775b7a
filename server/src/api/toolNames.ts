/** What language models may call, by the names that package.json contributes them under and the agents' door offers them by. */
export const TOOL_NAMES = ['search_precedents', 'check_text', 'get_position', 'list_documents'] as const;

/** One of `TOOL_NAMES`. */
export type ToolName = (typeof TOOL_NAMES)[number];
