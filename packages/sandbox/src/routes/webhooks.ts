import { operations } from '@jse/sdk/contract';
import type { Dependencies } from '../dependencies.ts';
import {
  createEndpoint,
  deleteEndpoint,
  findEndpoint,
  listEndpoints,
  rotateSecret,
  toWebhook,
  updateEndpoint,
} from '../domain/webhooks/endpoints.ts';
import { listDeliveries } from '../domain/webhooks/list-deliveries.ts';
import { replayEvents, sendTestEvent } from '../domain/webhooks/replay.ts';
import { type App, route } from '../route.ts';

/** Webhook endpoints, their secrets, their log. */
export function webhookRoutes(app: App, deps: Dependencies): void {
  route(app, deps, operations.listWebhooks, async ({ actor }) => ({
    data: (await listEndpoints(deps, actor)).map(toWebhook),
  }));
  route(app, deps, operations.createWebhook, async ({ actor, body }) => {
    const { row, secret } = await createEndpoint(deps, actor, body);
    return { ...toWebhook(row), secret };
  });
  route(app, deps, operations.getWebhook, async ({ actor, params }) =>
    toWebhook(await findEndpoint(deps, actor, params.webhookId)),
  );
  route(app, deps, operations.updateWebhook, async ({ actor, params, body }) =>
    toWebhook(await updateEndpoint(deps, actor, params.webhookId, body)),
  );
  route(app, deps, operations.deleteWebhook, async ({ actor, params }) => {
    await deleteEndpoint(deps, actor, params.webhookId);
    return { ok: true as const };
  });
  route(app, deps, operations.rotateWebhookSecret, async ({ actor, params }) =>
    rotateSecret(deps, actor, params.webhookId),
  );
  route(app, deps, operations.testWebhook, async ({ actor, params }) => sendTestEvent(deps, actor, params.webhookId));
  route(app, deps, operations.listWebhookDeliveries, async ({ actor, params, query }) =>
    listDeliveries(deps, actor, params.webhookId, query),
  );
  route(app, deps, operations.replayWebhook, async ({ actor, params, body }) =>
    replayEvents(deps, actor, params.webhookId, body),
  );
}
