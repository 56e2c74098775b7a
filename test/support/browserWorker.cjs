// Runs a script (its text) as a browser's worker would, in a thread of Node: without what only Node has. The address of a script
// is its text.
const { runInThisContext } = require('node:vm');
const { parentPort, Worker: Thread, workerData: script } = require('node:worker_threads');

for (const name of ['process', 'Buffer', 'global', 'setImmediate', 'clearImmediate']) delete globalThis[name];
globalThis.addEventListener = (type, listener) => parentPort.once(type, (data) => listener({ data }));
globalThis.Worker = class {
  constructor(address) {
    this.thread = new Thread(__filename, { workerData: address });
  }
  addEventListener(type, listener, { signal }) {
    this.thread.on(type, listener);
    signal.addEventListener('abort', () => this.thread.off(type, listener));
  }
  postMessage(message, transfer) {
    this.thread.postMessage(message, transfer);
  }
  terminate() {
    void this.thread.terminate();
  }
};
globalThis.Blob = function Blob([bytes]) {
  return { script: new TextDecoder().decode(bytes) };
};
URL.createObjectURL = ({ script: text }) => text;
runInThisContext(script);
