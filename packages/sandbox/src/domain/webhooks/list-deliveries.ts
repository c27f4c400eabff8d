import type { wire } from '@jse/sdk/contract';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { openCursor, sealCursor } from '../cursor.ts';
import { pageLimit } from '../page-limit.ts';
import { findEndpoint } from './endpoints.ts';

interface Query {
  readonly cursor?: string | undefined;
  readonly limit?: string | undefined;
  readonly eventId?: string | undefined;
}

/** A page of the delivery log of an endpoint, newest first; the cursor names the last one seen. */
export async function listDeliveries(
  deps: Dependencies,
  actor: Actor,
  endpointId: string,
  query: Query,
): Promise<{ data: z.infer<typeof wire.WebhookDelivery>[]; nextCursor: string | null }> {
  await findEndpoint(deps, actor, endpointId);
  const limit = pageLimit(query.limit);
  const list = ['deliveries', endpointId, query.eventId ?? null];
  let select = deps.db
    .selectFrom('webhook_deliveries as delivery')
    .where('endpoint_id', '=', endpointId)
    .innerJoin('events', 'events.id', 'delivery.event_id')
    .selectAll('delivery')
    .select('events.type')
    .orderBy('delivery.at', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(limit + 1);
  if (query.eventId !== undefined) select = select.where('event_id', '=', query.eventId);
  if (query.cursor !== undefined) {
    const [at = '', id = ''] = await openCursor(deps, list, query.cursor, 2);
    select = select.where(sql<boolean>`(delivery.at, delivery.id) < (${new Date(at)}, ${id})`);
  }
  const rows = await select.execute();
  const data = rows.slice(0, limit).map((row) => ({
    id: row.id,
    eventId: row.event_id,
    type: row.type,
    attempt: row.attempt,
    status: row.status,
    error: row.error,
    milliseconds: row.milliseconds,
    at: row.at.toISOString(),
  }));
  const end = rows.length > limit ? data.at(-1) : undefined;
  return { data, nextCursor: end ? await sealCursor(deps, list, [end.at, end.id]) : null };
}
