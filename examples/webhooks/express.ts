import { isJseError, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';
import express, { type Router } from 'express';

/** A router that hands on what the platform delivers, verified; the same event may come again. */
export function createReceiver(secrets: readonly string[], handle: (event: WebhookEvent) => Promise<void>): Router {
  const router = express.Router();
  // The bytes as they came: mount it before express.json(), which would leave nothing to verify.
  router.post('/hooks/jesignexpert', express.raw({ type: () => true, limit: '100kb' }), async (request, response) => {
    try {
      await handle(await unwrapWebhook(request.body ?? '', request.headers, secrets));
      response.sendStatus(204);
    } catch (error) {
      if (!isJseError(error) || !error.code.startsWith('webhook_')) throw error;
      response.sendStatus(400);
    }
  });
  return router;
}
