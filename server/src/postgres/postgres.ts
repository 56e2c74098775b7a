/** All that others ask of PostgreSQL: a bundle of its own, loaded by whoever has a server to ask. */
export { EMPTY_LEDGER, forgetFile, LedgerSchema, noteDecisions, settleDecisions } from './decisionLedger.js';
export { exchangeAt } from './decisionsOf.js';
export { keptIn } from './mirror.js';
export { followServer } from './mirrorOf.js';
export { checkAddress, publishTo } from './publishTo.js';
