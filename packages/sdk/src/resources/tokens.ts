import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { Token } from '../schemas/people.ts';

/** The tokens that this software holds for the firm. */
export interface Tokens {
  /**
   * Masked: all of them to the expert, one's own to others.
   * @example
   * const tokens = await jse.tokens.list();
   */
  list(options?: RequestOptions): Promise<Token[]>;
  /**
   * Revokes the user token in use, at once.
   * @example
   * await jse.tokens.revoke();
   */
  revoke(options?: RequestOptions): Promise<void>;
  /**
   * Revokes one by its id: one's own, or any of the firm by the expert. Errors: `delegation_missing`, `not_found`.
   * @example
   * await jse.tokens.revokeById(tokenId);
   */
  revokeById(tokenId: string, options?: RequestOptions): Promise<void>;
  /**
   * Withdraws this software's access to the firm altogether, its sessions too; the expert only. Errors: `delegation_missing`.
   * @example
   * await jse.tokens.revokeAll();
   */
  revokeAll(options?: RequestOptions): Promise<void>;
}

/** Tokens over a way to the platform. */
export const tokens = (send: Send): Tokens => ({
  async list(options) {
    return (await send('GET', '/token', { answer: wire.listOf(wire.Token), options })).data;
  },
  async revoke(options) {
    await send('DELETE', '/token/user', { answer: wire.Done, options });
  },
  async revokeById(tokenId, options) {
    await send('POST', '/token/{tokenId}/revoke', { params: { tokenId }, answer: wire.Done, options });
  },
  async revokeAll(options) {
    await send('POST', '/token/revoke-all', { body: { confirm: true }, answer: wire.Done, options });
  },
});
