import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Session } from '../schemas/access.ts';
import { noun } from './noun.ts';

/** A session in the page with its token: never handed out, the client keeps it. */
export interface OpenSession {
  readonly token: string;
  readonly session: Session;
}

/** The answer of `POST /session`. */
export const SessionCodec = z.codec(wire.Session, noun<OpenSession>(), {
  decode: ({ accessToken, tokenType: _, transactionId, signatoryId, ...rest }) => ({
    token: accessToken,
    session: { ...rest, collectionId: transactionId, signerId: signatoryId },
  }),
  encode: ({ token, session: { collectionId, signerId, ...rest } }) => ({
    ...rest,
    accessToken: token,
    tokenType: 'DPoP' as const,
    transactionId: collectionId,
    signatoryId: signerId,
  }),
});
