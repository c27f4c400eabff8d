import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/** Renews the documents of a completed collection: fresh validation data and one more archive timestamp each. */
export const renewTransaction = operation({
  id: 'renewTransaction',
  method: 'POST',
  path: '/transaction/{transactionId}/renew',
  summary: 'Renew the signed documents by archive timestamps',
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'launch',
  response: wire.Transaction,
  status: 200,
  errors: ['state_conflict', 'precondition_failed', 'delegation_missing', 'revision_changed', 'unavailable'],
});
