import { constants } from 'node:os';
import { parentPort } from 'node:worker_threads';
import type { IndexData } from '../index/indexData.js';
import { mineIndex } from '../index/mineIndex.js';
import { giveWay } from './giveWay.js';

const port = parentPort;
if (port === null) throw new Error('Mining runs in a worker thread only.');
giveWay(constants.priority.PRIORITY_LOW);
port.once('message', (data: IndexData) => {
  port.postMessage(mineIndex(data));
  port.close();
});
