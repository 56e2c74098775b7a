/** All that others ask of PostgreSQL: a bundle of its own, loaded by whoever has a server to ask. */
export { followServer, keptOf } from './mirrorOf.js';
export { checkAddress, publishTo } from './publishTo.js';
