import { sql } from 'kysely';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { writeEvent } from '../events.ts';
import { findEndpoint } from './endpoints.ts';
import { queueDelivery } from './queue-deliveries.ts';

/** So many deliveries are queued by one call. */
const batch = 500;

/** Queues one event for an endpoint again, whatever its type, or all since a time that the endpoint wants. */
export async function replayEvents(
  deps: Dependencies,
  actor: Actor,
  endpointId: string,
  wanted: { readonly eventId: string } | { readonly since: string },
): Promise<{ queued: number; continueFrom: string | null }> {
  const endpoint = requireEnabled(await findEndpoint(deps, actor, endpointId));
  let select = deps.db
    .selectFrom('events')
    .select(['id', 'at'])
    .where('editor', '=', endpoint.editor)
    .where('firm_id', '=', endpoint.firm_id);
  if ('eventId' in wanted) select = select.where('id', '=', wanted.eventId);
  else {
    select = select.where('at', '>=', new Date(wanted.since)).where('type', '!=', 'webhook.test');
    if (endpoint.types.length > 0) {
      select = select.where(sql<boolean>`${toJson(endpoint.types)}::jsonb @> to_jsonb(type)`);
    }
  }
  const found = await select
    .orderBy('at')
    .orderBy('seq')
    .limit(batch + 1)
    .execute();
  if ('eventId' in wanted && found.length === 0) throw new Refusal('not_found', 'No such event is kept');
  // Events of one moment are never parted: `continueFrom` is a time.
  const next = found[batch];
  const now = found.slice(0, batch).filter(({ at }) => !next || at.getTime() < next.at.getTime());
  const events = next && now.length === 0 ? found : now;
  const started = deps.clock.now().getTime();
  await deps.db.transaction().execute(async (db) => {
    for (const [at, { id }] of events.entries()) {
      await queueDelivery(db, deps, endpointId, id, new Date(started + at));
    }
  });
  return { queued: events.length, continueFrom: next?.at.toISOString() ?? null };
}

/** Sends an event that says nothing, to this endpoint alone. */
export async function sendTestEvent(
  deps: Dependencies,
  actor: Actor,
  endpointId: string,
): Promise<{ eventId: string }> {
  const endpoint = requireEnabled(await findEndpoint(deps, actor, endpointId));
  return deps.db.transaction().execute(async (db) => {
    const subject = { editor: endpoint.editor, firmId: endpoint.firm_id };
    const event = await writeEvent(db, deps, subject, 'webhook.test', { webhookId: endpointId });
    await queueDelivery(db, deps, endpointId, event.id);
    return { eventId: event.id };
  });
}

function requireEnabled(endpoint: Row<'webhook_endpoints'>): Row<'webhook_endpoints'> {
  if (endpoint.state === 'disabled') throw new Refusal('state_conflict', 'The endpoint is disabled: enable it first');
  return endpoint;
}
