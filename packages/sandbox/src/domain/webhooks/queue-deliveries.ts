import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import { enqueue } from '../../outbox/jobs.ts';
import type { Database } from '../../store/database.ts';
import { type Row, toJson } from '../../store/tables.ts';

type Queueing = Pick<Dependencies, 'sealer' | 'clock'>;

/** Queues an event for every endpoint that wants it, in the transaction of what happened. */
export async function queueDeliveries(
  db: Database,
  deps: Queueing,
  event: Pick<Row<'events'>, 'id' | 'editor' | 'firm_id' | 'type'>,
): Promise<void> {
  const endpoints = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('editor', '=', event.editor)
    .where('firm_id', '=', event.firm_id)
    .where('state', '=', 'enabled')
    .where(sql<boolean>`(types = '[]'::jsonb or types @> ${toJson([event.type])}::jsonb)`)
    .execute();
  for (const { id } of endpoints) await queueDelivery(db, deps, id, event.id);
}

/** Queues one event for one endpoint; one that is queued already starts its schedule anew. */
export async function queueDelivery(
  db: Database,
  deps: Queueing,
  endpointId: string,
  eventId: string,
  runAt: Date = deps.clock.now(),
): Promise<void> {
  await enqueue(db, deps, { kind: 'webhook', endpointId, eventId }, { runAt, key: `webhook:${endpointId}:${eventId}` });
}
