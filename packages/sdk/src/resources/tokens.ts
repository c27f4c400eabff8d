import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';

/** The user token in use. */
export interface Tokens {
  /** Revokes the user token in use, at once. */
  revoke(options?: RequestOptions): Promise<void>;
}

/** Tokens over a way to the platform. */
export const tokens = (send: Send): Tokens => ({
  async revoke(options) {
    await send('DELETE', '/token/user', { answer: wire.Done, options });
  },
});
