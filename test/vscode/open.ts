import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { findOnPath } from './host/chromium.js';
import { hostIsAvailable, installHost } from './host/install.js';
import { startServer } from './host/server.js';
import { workbenchUrl } from './host/workbench.js';

/** Opens the extension on the sample workspace: in desktop VS Code where there is one, else served for a browser. */
export async function main(root: string): Promise<number> {
  const workspace = path.join(root, 'client/sample');
  const file = path.join(workspace, 'working-paper.draft.md');
  const code = process.env.VSCODE_EXECUTABLE || findOnPath(['code']);
  if (code !== undefined) {
    console.log(`Opening the sample in ${code}`);
    const args = ['--new-window', `--extensionDevelopmentPath=${root}`, workspace, file];
    // The .cmd launcher of Windows runs in a shell only, which splits words at spaces.
    const shell = code.endsWith('.cmd');
    const child = shell
      ? spawn(
          `"${code}"`,
          args.map((arg) => `"${arg}"`),
          { stdio: 'inherit', shell },
        )
      : spawn(code, args, { stdio: 'inherit' });
    const [exitCode] = (await once(child, 'exit')) as [number | null];
    return exitCode ?? 1;
  }
  if (!hostIsAvailable()) {
    console.error('No VS Code found: put its "code" command on the PATH, or set VSCODE_EXECUTABLE to its path.');
    return 1;
  }
  const server = await startServer(await installHost(console.log), {
    settings: { 'workbench.colorTheme': 'Default Light Modern' },
  });
  console.log(`No desktop VS Code found. Open this address in a browser on this machine; Ctrl+C ends it:\n`);
  console.log(workbenchUrl(server, { workspace, extension: root, file }));
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await server.stop();
  return 0;
}
