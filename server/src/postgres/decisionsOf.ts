import { type ExchangedDecisions, exchangeDecisions } from './decisions.js';
import type { DecisionLedger } from './decisionLedger.js';
import { askServer } from './askServer.js';

/** What one question about decisions may take. Milliseconds. */
const PATIENCE_MS = 20_000;

/** See `exchangeDecisions`, at an address. `password`: see `ConnectionSettings`. Rejects with a `StoreError`. */
export function exchangeAt(
  url: string,
  password: string | undefined,
  mission: string,
  ledger: DecisionLedger,
): Promise<ExchangedDecisions> {
  return askServer(url, password, PATIENCE_MS, (client) => exchangeDecisions(client, mission, ledger));
}
