import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/server.js';

interface Outcome {
  readonly code: number | string | null | undefined;
  readonly output: string;
}

/** Runs the audit against a registry of our own that answers the question for advisories with `answer`. */
async function audit(answer: (response: ServerResponse) => void): Promise<Outcome> {
  const registry = createServer((request, response) => {
    request.resume();
    if (request.url?.endsWith('/advisories/bulk')) answer(response);
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { port } = registry.address() as AddressInfo;
  // A cache of its own: npm remembers advisories.
  const cache = mkdtempSync(join(tmpdir(), 'aide-memoire-audit-'));
  const npm = { registry: `http://127.0.0.1:${port}`, fetch_retries: '0', cache };
  const settings = Object.entries(npm).map(([name, value]) => [`npm_config_${name}`, value]);
  const env = { ...process.env, ...Object.fromEntries(settings) };
  try {
    return await new Promise((resolve) => {
      execFile(process.execPath, [join(ROOT, '.ci/audit.mjs')], { cwd: ROOT, env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : error.code, output: `${stdout}${stderr}` });
      });
    });
  } finally {
    registry.closeAllConnections();
    registry.close();
    rmSync(cache, { recursive: true, force: true });
  }
}

/** The registry's answer: one advisory about `yaml`. */
const advisory =
  (severity: string) =>
  (response: ServerResponse): void => {
    const url = 'https://github.com/advisories/GHSA-0000-0000-0000';
    const about = { id: 1, url, title: 'Reads too much', severity, vulnerable_versions: '*' };
    response.end(JSON.stringify({ yaml: [about] }));
  };

// npm starts each time.
describe('the audit of what is installed', { timeout: 60_000 }, () => {
  test('fails at a weakness that weighs much, and names it', async () => {
    const { code, output } = await audit(advisory('critical'));
    expect(output).toContain('yaml: critical: Reads too much: https://github.com/advisories/GHSA-0000-0000-0000');
    expect(code).toBe(1);
  });

  test('passes where nothing is known, or nothing that weighs as much', async () => {
    for (const answer of [(response: ServerResponse) => response.end('{}'), advisory('moderate')]) {
      const { code, output } = await audit(answer);
      expect(output).toContain('No open weakness');
      expect(code).toBe(0);
    }
  });

  test('says so when the registry does not answer', async () => {
    const { code, output } = await audit((response) => response.writeHead(405).end());
    expect(output).toContain('NOT AUDITED: the registry did not answer (405');
    expect(code).toBe(0);
  });
});
