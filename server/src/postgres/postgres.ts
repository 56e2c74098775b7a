/** All that others ask of PostgreSQL: a bundle of its own, loaded by whoever has a server to ask. */
export { keptIn } from './mirror.js';
export { followServer } from './mirrorOf.js';
export { checkAddress, publishTo } from './publishTo.js';
