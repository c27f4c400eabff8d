import type { EventData } from '@jse/sdk/contract';
import { type EventType, webhookRules } from '@jse/sdk/rules';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { Database } from '../store/database.ts';
import { type Row, toJson } from '../store/tables.ts';
import { queueDeliveries } from './webhooks/queue-deliveries.ts';

type Emitting = Pick<Dependencies, 'clock' | 'sealer'>;

/** Whose event it is: a firm's, as one vendor's software sees it. */
export interface EventSubject {
  readonly editor: string;
  readonly firmId: string;
}

/**
 * Writes an event in the transaction of what happened, and queues it for the endpoints that want it; its id stays the
 * same however often it is delivered. Keep `data` thin: ids and states, neither names nor addresses.
 */
export async function emitEvent<T extends EventType>(
  db: Database,
  deps: Emitting,
  subject: EventSubject,
  type: T,
  data: EventData[T],
): Promise<void> {
  await queueDeliveries(db, deps, await writeEvent(db, deps, subject, type, data));
}

/** Writes an event without queueing it for anybody. */
export async function writeEvent(
  db: Database,
  { clock }: Pick<Dependencies, 'clock'>,
  { editor, firmId }: EventSubject,
  type: EventType,
  data: Record<string, unknown>,
) {
  const event = { id: newId('evt'), editor, firm_id: firmId, type, data: toJson(data), at: clock.now() };
  // The other members of a body take less than 500 bytes.
  if (new TextEncoder().encode(event.data).length > webhookRules.bodyBytes - 500) {
    throw new Error(`An event ${type} is too large for a webhook`);
  }
  await db.insertInto('events').values(event).execute();
  return event;
}

/** An event of a collection: its ids and the state it has now; thin, so that the reader asks for the rest. */
export async function emitCollectionEvent(
  db: Database,
  deps: Emitting,
  row: Pick<Row<'collections'>, 'id' | 'editor' | 'firm_id' | 'external_id' | 'state'>,
  type: Extract<EventType, `collection.${string}`>,
): Promise<void> {
  await emitEvent(db, deps, { editor: row.editor, firmId: row.firm_id }, type, toData(row));
}

/** An event of a signer: his place and state beside those of his collection, and what else its type tells; neither name nor address. */
export async function emitSignerEvent(
  db: Database,
  deps: Emitting,
  row: Pick<Row<'collections'>, 'id' | 'editor' | 'firm_id' | 'external_id' | 'state'>,
  signer: Pick<Row<'signers'>, 'id' | 'ord' | 'level' | 'state'>,
  type: Extract<EventType, `signer.${string}`>,
  more: Pick<EventData['signer.replaced'], 'replacedBy'> | Record<string, never> = {},
): Promise<void> {
  const signatory = { id: signer.id, level: signer.ord, signatureLevel: signer.level, state: signer.state };
  await emitEvent(db, deps, { editor: row.editor, firmId: row.firm_id }, type, { ...toData(row), signatory, ...more });
}

const toData = (row: Pick<Row<'collections'>, 'id' | 'external_id' | 'state'>): EventData['collection.launched'] => ({
  transactionId: row.id,
  externalId: row.external_id,
  state: row.state,
});
