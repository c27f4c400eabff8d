import type { Dependencies } from '../../dependencies.ts';
import type { App } from '../../route.ts';
import { developerRoute } from './access.ts';

const shown = 100;

/** What happened, newest first, and where it is told: webhook endpoints with their last attempts. */
export function eventRoutes(app: App, deps: Dependencies): void {
  developerRoute(app, deps, 'GET', '/sandbox/events', async () => {
    const rows = await deps.db
      .selectFrom('events')
      .innerJoin('firms', 'firms.id', 'events.firm_id')
      .select(['events.id', 'type', 'data', 'at', 'editor', 'firms.name as firm'])
      .orderBy('seq', 'desc')
      .limit(shown)
      .execute();
    return { data: rows };
  });
  developerRoute(app, deps, 'GET', '/sandbox/webhooks', async () => {
    const endpoints = await deps.db
      .selectFrom('webhook_endpoints')
      .select(['id', 'editor', 'url', 'types', 'state', 'disabled_reason as disabledReason', 'created_at as createdAt'])
      .orderBy('created_at', 'desc')
      .limit(shown)
      .execute();
    const deliveries = await deps.db
      .selectFrom('webhook_deliveries')
      .select(['endpoint_id as endpointId', 'event_id as eventId', 'attempt', 'status', 'error', 'milliseconds', 'at'])
      .orderBy('at', 'desc')
      .limit(shown)
      .execute();
    return {
      data: endpoints.map((endpoint) => ({
        ...endpoint,
        deliveries: deliveries.filter(({ endpointId }) => endpointId === endpoint.id).slice(0, 10),
      })),
    };
  });
}
