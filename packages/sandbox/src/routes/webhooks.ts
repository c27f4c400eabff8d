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
export function webhookRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.listWebhooks, async ({ deps, actor }) => ({
    data: (await listEndpoints(deps, actor)).map(toWebhook),
  }));
  route(app, platform, operations.createWebhook, async ({ deps, actor, body }) => {
    const { row, secret } = await createEndpoint(deps, actor, body);
    return { ...toWebhook(row), secret };
  });
  route(app, platform, operations.getWebhook, async ({ deps, actor, params }) =>
    toWebhook(await findEndpoint(deps, actor, params.webhookId)),
  );
  route(app, platform, operations.updateWebhook, async ({ deps, actor, params, body }) =>
    toWebhook(await updateEndpoint(deps, actor, params.webhookId, body)),
  );
  route(app, platform, operations.deleteWebhook, async ({ deps, actor, params }) => {
    await deleteEndpoint(deps, actor, params.webhookId);
    return { ok: true as const };
  });
  route(app, platform, operations.rotateWebhookSecret, async ({ deps, actor, params }) =>
    rotateSecret(deps, actor, params.webhookId),
  );
  route(app, platform, operations.testWebhook, async ({ deps, actor, params }) =>
    sendTestEvent(deps, actor, params.webhookId),
  );
  route(app, platform, operations.listWebhookDeliveries, async ({ deps, actor, params, query }) =>
    listDeliveries(deps, actor, params.webhookId, query),
  );
  route(app, platform, operations.replayWebhook, async ({ deps, actor, params, body }) =>
    replayEvents(deps, actor, params.webhookId, body),
  );
}
