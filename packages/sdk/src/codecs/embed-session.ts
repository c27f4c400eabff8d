import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { NewEmbedSession } from '../schemas/access.ts';
import { noun } from './noun.ts';

/** What an embed code is minted for: the body of `POST /embed`. */
export const NewEmbedSessionCodec = z.codec(wire.EmbedCreate, noun<NewEmbedSession>(), {
  decode: ({ transactionId, signatoryId, ...rest }) => ({
    ...rest,
    collectionId: transactionId,
    signerId: signatoryId,
  }),
  encode: ({ collectionId, signerId, ...rest }) => ({ ...rest, transactionId: collectionId, signatoryId: signerId }),
});
