import { ParapheurEntryCodec } from '../codecs/parapheur.ts';
import * as wire from '../contract/wire/index.ts';
import { type List, listOf } from '../http/pagination.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { ParapheurEntry } from '../schemas/parapheur.ts';

/** The member's tray: everything that waits for his act. */
export interface Parapheur {
  /**
   * Collections to launch, to sign, to seal, oldest first; `limit` is the size of a page (1–100) in collections. Errors:
   * `unauthenticated` (a user token is needed), `cursor_invalid`.
   * @example
   * for await (const { act, collection } of jse.parapheur.list()) show(`${act}: ${collection.title}`);
   */
  list(page?: { readonly limit?: number | undefined }, options?: RequestOptions): List<ParapheurEntry>;
}

/** The parapheur over a way to the platform. */
export const parapheur = (send: Send): Parapheur => ({
  list({ limit } = {}, options) {
    const answer = wire.pageOf(ParapheurEntryCodec);
    return listOf((cursor) =>
      send('GET', '/parapheur', { query: { limit: limit?.toString(), cursor }, answer, options }),
    );
  },
});
