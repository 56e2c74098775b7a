import { expect, it, vi } from 'vitest';
import type { Hover, MarkupContent } from 'vscode-languageserver/node';
import { connectServer } from '../support/server.js';

it('what drafts are checked by is read before a check is asked for', async () => {
  const client = connectServer();
  await client.start();
  const uri = 'file:///home/drafter/paper.draft.md';
  client.open(uri, 'The Directory should be mandatory.\n', 'negotiation-draft');
  // A hover tells of a finding only where what the rules go by is there.
  await vi.waitFor(
    async () => {
      const params = { textDocument: { uri }, position: { line: 0, character: 6 } };
      const hover = await client.connection.sendRequest<Hover>('textDocument/hover', params);
      expect((hover.contents as MarkupContent).value).toContain('Contradicts the delegation’s position');
    },
    { timeout: 10_000 },
  );
});
