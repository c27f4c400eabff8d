import type { wire } from '@jse/sdk/contract';
import { limits } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
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
  const limit = Math.min(Math.max(Number(query.limit ?? limits.pageSize.default), 1), limits.pageSize.max);
  const log = deps.db.selectFrom('webhook_deliveries as delivery').where('endpoint_id', '=', endpointId);
  let select = log
    .innerJoin('events', 'events.id', 'delivery.event_id')
    .selectAll('delivery')
    .select('events.type')
    .orderBy('delivery.at', 'desc')
    .orderBy('delivery.id', 'desc')
    .limit(limit + 1);
  if (query.eventId !== undefined) select = select.where('event_id', '=', query.eventId);
  if (query.cursor !== undefined) {
    const last = await log
      .select(['delivery.at', 'delivery.id'])
      .where('delivery.id', '=', query.cursor)
      .executeTakeFirst();
    if (!last) throw new Refusal('validation_failed', 'The cursor is unknown');
    select = select.where(sql<boolean>`(delivery.at, delivery.id) < (${last.at}, ${last.id})`);
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
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
}
