import { isJseError, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';

/** What the function is given: `JSE_WEBHOOK_SECRETS` holds one secret, or two with a space between during a change. */
interface Environment {
  readonly JSE_WEBHOOK_SECRETS: string;
}

/** A function that hands on what the platform delivers, verified; the same event may come again. */
export function createReceiver(handle: (event: WebhookEvent) => Promise<void>) {
  return {
    async fetch(request: Request, { JSE_WEBHOOK_SECRETS }: Environment): Promise<Response> {
      try {
        const body = await request.arrayBuffer();
        await handle(await unwrapWebhook(body, request.headers, JSE_WEBHOOK_SECRETS.split(' ')));
        return new Response(null, { status: 204 });
      } catch (error) {
        if (!isJseError(error) || !error.code.startsWith('webhook_')) throw error;
        return new Response(null, { status: 400 });
      }
    },
  };
}
