import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { ParapheurEntry } from '../schemas/parapheur.ts';
import { CollectionCodec } from './collection.ts';
import { noun } from './noun.ts';

/** One act that waits for a member. */
export const ParapheurEntryCodec = z.codec(wire.ParapheurEntry, noun<ParapheurEntry>(), {
  decode: ({ signatoryId, transaction, ...rest }) => ({
    ...rest,
    signerId: signatoryId,
    collection: z.decode(CollectionCodec, transaction),
  }),
  encode: ({ signerId, collection, ...rest }) => ({
    ...rest,
    signatoryId: signerId,
    transaction: z.encode(CollectionCodec, collection),
  }),
});
