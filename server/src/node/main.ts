import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { checkedMessages } from '../protocol/messageCheck.js';
import { createServer } from '../protocol/server.js';
import { createNodeHost } from './host.js';
import { tidyWhenIdle } from './tidyWhenIdle.js';

const TRANSPORT = /^--(?:stdio|node-ipc)$/;
/** What the library would open a connection for. */
const CONNECTION = /^--(?:socket|pipe)(?:=|$)/;

const given = process.argv.slice(2);
if (given.some((argument) => TRANSPORT.test(argument)) && !given.some((argument) => CONNECTION.test(argument))) {
  const connection = createConnection(ProposedFeatures.all, checkedMessages());
  const host = createNodeHost();
  createServer(connection, host);
  // Making the lexicon takes longer than any request may wait, so it is made before there can be one.
  void host.words.then(() => connection.listen());
  tidyWhenIdle();
} else {
  process.stderr.write(
    'Aide-Mémoire language server. An editor starts it with one of:\n' +
      '  server.cjs --stdio | --node-ipc\n' +
      'To check a draft in a terminal, use cli.cjs.\n',
  );
  process.exitCode = 2;
}
