import { sql } from 'kysely';
import * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import { keptRequests } from '../../developer/request-log.ts';
import type { App } from '../../route.ts';
import { developerRoute, queryOf } from './access.ts';

const Filter = z.object({
  operation: z.optional(z.string().check(z.regex(/^\w{1,64}$/))),
  outcome: z.optional(z.enum(['ok', 'refused', 'failed'])),
  limit: z.optional(z.string().check(z.regex(/^[1-9]\d{0,2}$/))),
});
const statuses = { ok: [100, 399], refused: [400, 499], failed: [500, 599] } as const;

/** The calls of the API, newest first, with the SDK's call that makes each. */
export function requestRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/requests', async (call) => {
    const { operation, outcome, limit } = queryOf(call, Filter);
    let query = deps.db
      .selectFrom('requests')
      .selectAll()
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(Math.min(Number(limit ?? 100), keptRequests));
    if (operation !== undefined) query = query.where(sql<boolean>`entry->>'operation' = ${operation}`);
    if (outcome !== undefined) {
      const [low, high] = statuses[outcome];
      query = query.where(sql<boolean>`(entry->>'status')::integer between ${low} and ${high}`);
    }
    const rows = await query.execute();
    return { data: rows.map(({ id, entry }) => ({ id, ...entry })) };
  });
  developerRoute(app, deps, 'DELETE', '/sandbox/requests', async () => {
    await deps.db.deleteFrom('requests').execute();
    return { ok: true };
  });
}
