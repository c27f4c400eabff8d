import { createServer, type IncomingMessage, type Server } from 'node:http';
import { isJseError, unwrapWebhook, type WebhookEvent } from '@jse/sdk/webhooks';

/** A server that hands on what the platform delivers, verified; the same event may come again. */
export function createReceiver(secrets: readonly string[], handle: (event: WebhookEvent) => Promise<void>): Server {
  return createServer(async (request, response) => {
    try {
      await handle(await unwrapWebhook(await bodyOf(request), request.headers, secrets));
      response.writeHead(204).end();
    } catch (error) {
      const refused = isJseError(error) && error.code.startsWith('webhook_');
      if (!refused) console.error(error);
      response.writeHead(refused ? 400 : 500, { connection: 'close' }).end();
    }
  });
}

/** The body as it came; of one that is too large its beginning, whose signature is wrong. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    parts.push(part);
    size += part.length;
    if (size > 100_000) break;
  }
  return Buffer.concat(parts);
}
