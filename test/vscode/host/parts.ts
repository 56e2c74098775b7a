/** Built-in extensions that no test touches and that are large or expect the network. */
export const UNUSED_EXTENSIONS = [
  'copilot',
  'git',
  'github',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'ms-vscode.*',
  'terminal-suggest',
  'tunnel-forwarding',
] as const;

/** What VS Code 1.139.1's server imports when it runs an extension host. */
export const SERVER_DEPENDENCIES = {
  '@microsoft/1ds-core-js': '3.2.13',
  '@microsoft/1ds-post-js': '3.2.13',
  '@parcel/watcher': '2.5.6',
  '@vscode/iconv-lite-umd': '0.7.1',
  '@vscode/proxy-agent': '0.45.0',
  '@vscode/ripgrep-universal': '1.18.0',
  '@vscode/tree-sitter-wasm': '0.3.1',
  '@xterm/xterm': '6.1.0-beta.304',
  cookie: '0.7.2',
  'http-proxy-agent': '7.0.0',
  'https-proxy-agent': '7.0.2',
  jschardet: '3.1.4',
  minimist: '1.2.8',
  undici: '7.29.0',
  'vscode-oniguruma': '1.7.0',
  'vscode-regexpp': '3.1.0',
  'vscode-textmate': '9.3.2',
  ws: '8.21.0',
  yauzl: '3.3.1',
  yazl: '2.4.3',
} as const;

const LOG_FILE_MODULE = `
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
class Logger {
  constructor(file) { this.file = file; this.level = 2; mkdirSync(dirname(file), { recursive: true }); }
  getLevel() { return this.level; }
  setLevel(level) { this.level = level; }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}
for (const [rank, name] of LEVELS.entries()) {
  Logger.prototype[name] = function (message) {
    if (rank < this.level) return;
    try { appendFileSync(this.file, new Date().toISOString() + ' ' + name + ' ' + message + '\\n'); } catch {}
  };
}
exports.Logger = Logger;
exports.createRotatingLogger = exports.createAsyncRotatingLogger = async (_name, file) => new Logger(file);
exports.setFlushOn = exports.setLevel = exports.shutdown = () => {};
`;

/** Plain JavaScript in place of the native modules that the server loads at its start, by package name. */
export const NATIVE_STAND_INS: Readonly<Record<string, string>> = {
  '@vscode/spdlog': LOG_FILE_MODULE,
  '@vscode/native-watchdog': 'exports.start = () => {};\nexports.exit = (code) => process.exit(code ?? 0);\n',
  '@vscode/deviceid': "exports.getDeviceId = async () => '00000000-0000-4000-8000-000000000000';\n",
};
