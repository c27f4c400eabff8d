import { isJseError, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';

/** An app that hands on what the platform delivers, verified; the same event may come again. */
export function createReceiver(secrets: readonly string[], handle: (event: WebhookEvent) => Promise<void>): Hono {
  const app = new Hono();
  app.post('/hooks/jesignexpert', bodyLimit({ maxSize: 100_000 }), async (context) => {
    try {
      await handle(await unwrapWebhook(await context.req.arrayBuffer(), context.req.raw.headers, secrets));
      return context.body(null, 204);
    } catch (error) {
      if (!isJseError(error) || !error.code.startsWith('webhook_')) throw error;
      return context.body(null, 400);
    }
  });
  return app;
}
