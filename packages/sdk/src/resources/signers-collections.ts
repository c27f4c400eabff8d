import { CollectionCodec } from '../codecs/collection.ts';
import * as wire from '../contract/wire/index.ts';
import type { Send } from '../http/request.ts';
import type { Collections } from './collections.ts';
import { encode } from './encode.ts';

/** What a signer does with his collection, over a way to the platform. */
export const signersCollections = (send: Send): Pick<Collections, 'get' | 'refuse'> => ({
  async get(id, options) {
    return send('GET', '/transaction/{transactionId}', {
      params: { transactionId: id },
      answer: CollectionCodec,
      options,
    });
  },
  async refuse(id, reason, options) {
    const body = encode(wire.RefusalCreate, { reason });
    return send('POST', '/transaction/{transactionId}/refusal', {
      params: { transactionId: id },
      body,
      answer: CollectionCodec,
      options,
    });
  },
});
