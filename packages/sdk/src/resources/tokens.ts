import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';

/** Revokes the user token in use, at once. */
export async function revoke(send: Send, options?: RequestOptions): Promise<void> {
  await send('DELETE', '/token/user', { answer: wire.Done, options });
}
