import { operations, wire } from '../contract/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';

/** Revokes the user token in use, at once. */
export async function revoke(send: Send, options?: RequestOptions): Promise<void> {
  await send(operations.revokeToken, { answer: wire.Done, options });
}
