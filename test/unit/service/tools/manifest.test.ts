import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { TOOL_NAMES } from '../../../../server/src/api/toolNames.js';
import { jsonSchemaOf } from '../../../../server/src/mcp/jsonSchema.js';
import { TOOLS } from '../../../../server/src/service/tools/callTool.js';
import { ROOT } from '../../../support/server.js';

interface ContributedTool {
  readonly name: string;
  readonly modelDescription: string;
  readonly inputSchema: unknown;
}

it('package.json contributes each tool under its name, with its description and what it takes', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    contributes: { languageModelTools: readonly ContributedTool[] };
  };
  const contributed = manifest.contributes.languageModelTools.map(({ name, modelDescription, inputSchema }) => ({
    name,
    modelDescription,
    inputSchema,
  }));
  expect(contributed).toEqual(
    TOOL_NAMES.map((name) => ({
      name,
      modelDescription: TOOLS[name].description,
      inputSchema: jsonSchemaOf(TOOLS[name].input),
    })),
  );
});
