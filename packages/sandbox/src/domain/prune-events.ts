import { webhookRules } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type { Dependencies } from '../dependencies.ts';

/**
 * Forgets events and the log of their deliveries after their retention. The newest of those of each firm stays: by it a
 * reader who comes back late knows that he has missed nothing.
 */
export async function pruneEvents({ db, clock }: Pick<Dependencies, 'db' | 'clock'>): Promise<void> {
  const before = new Date(clock.now().getTime() - webhookRules.eventRetention);
  await db.deleteFrom('webhook_deliveries').where('at', '<=', before).execute();
  await db
    .deleteFrom('events')
    .where('at', '<=', before)
    .where(
      sql<boolean>`exists (select 1 from events as newer where newer.firm_id = events.firm_id and newer.editor = events.editor
        and newer.at <= ${before} and (newer.xid, newer.seq) > (events.xid, events.seq))`,
    )
    .where(sql<boolean>`not exists (select 1 from webhook_deliveries as delivery where delivery.event_id = events.id)`)
    .execute();
}
