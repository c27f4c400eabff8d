import * as z from 'zod/mini';
import { wire } from '../contract/index.ts';
import { Me, Member, NewEmbedSession, Session } from '../schemas/access.ts';

/** A member of the firm. */
export const MemberCodec = z.codec(wire.Member, Member, {
  decode: ({ name, ...rest }) => ({ ...rest, lastName: name }),
  encode: ({ lastName, ...rest }) => ({ ...rest, name: lastName }),
});

/** The members of the firm, as the list answers. */
export const MembersCodec = z.codec(z.object({ data: z.array(wire.Member) }), z.array(Member), {
  decode: ({ data }) => data.map((member) => z.decode(MemberCodec, member)),
  encode: (members) => ({ data: members.map((member) => z.encode(MemberCodec, member)) }),
});

/** Who acts. */
export const MeCodec = z.codec(wire.Me, Me, {
  decode: ({ office, member }) => ({ firm: office, member: member && z.decode(MemberCodec, member) }),
  encode: ({ firm, member }) => ({ office: firm, member: member && z.encode(MemberCodec, member) }),
});

/** What an embed code is minted for: the body of `POST /embed`. */
export const NewEmbedSessionCodec = z.codec(wire.EmbedCreate, NewEmbedSession, {
  decode: ({ transactionId, signatoryId, ...rest }) => ({
    ...rest,
    collectionId: transactionId,
    signerId: signatoryId,
  }),
  encode: ({ collectionId, signerId, ...rest }) => ({ ...rest, transactionId: collectionId, signatoryId: signerId }),
});

/** A session in the page with its token: never handed out, the client keeps it. */
export const OpenSession = z.object({ token: z.string(), session: Session });
/** A session in the page with its token. */
export type OpenSession = z.infer<typeof OpenSession>;

/** The answer of `POST /session`. */
export const SessionCodec = z.codec(wire.Session, OpenSession, {
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
