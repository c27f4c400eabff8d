import type { ReplayCache, WebhookEvent } from '@jse/sdk/webhooks';

/** What is asked of a PostgreSQL client: pg's and PGlite's have it. */
interface Queries {
  query(text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }>;
}

export const tables = `
  CREATE TABLE webhook_events (id text PRIMARY KEY);
  CREATE TABLE webhook_deliveries (id text PRIMARY KEY, until timestamptz NOT NULL);
`;

/**
 * Deals with an event once, however often it is delivered: its id is kept in the transaction of what it causes, so that
 * an act that fails leaves it to be tried again. Two deliveries at the same time wait for each other.
 */
export async function dealOnce(transaction: Queries, event: WebhookEvent, act: () => Promise<void>): Promise<void> {
  const insert = 'INSERT INTO webhook_events (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING id';
  const { rows } = await transaction.query(insert, [event.id]);
  if (rows.length > 0) await act();
}

/** A replay cache that all processes share; `now` in milliseconds. */
export function sharedReplayCache(database: Queries, now: () => number = Date.now): ReplayCache {
  return {
    async seen(id, until) {
      await database.query('DELETE FROM webhook_deliveries WHERE until <= $1', [new Date(now())]);
      const insert = 'INSERT INTO webhook_deliveries (id, until) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING id';
      const { rows } = await database.query(insert, [id, until]);
      return rows.length === 0;
    },
  };
}
