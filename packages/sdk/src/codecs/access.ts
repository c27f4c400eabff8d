import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Me, Member, NewEmbedSession, Session } from '../schemas/access.ts';
import { noun } from './noun.ts';

type WireMember = z.infer<typeof wire.Member>;
const toMember = ({ name, ...rest }: WireMember): Member => ({ ...rest, lastName: name });
const fromMember = ({ lastName, ...rest }: Member): WireMember => ({ ...rest, name: lastName });

/** A member of the firm. */
export const MemberCodec = z.codec(wire.Member, noun<Member>(), {
  decode: toMember,
  encode: fromMember,
});

/** The members of the firm, as the list answers. */
export const MembersCodec = z.codec(z.object({ data: z.array(wire.Member) }), noun<Member[]>(), {
  decode: ({ data }) => data.map(toMember),
  encode: (members) => ({ data: members.map(fromMember) }),
});

/** Who acts. */
export const MeCodec = z.codec(wire.Me, noun<Me>(), {
  decode: ({ office, member, ...rest }) => ({
    firm: office,
    member: member && toMember(member),
    ...rest,
  }),
  encode: ({ firm, member, ...rest }) => ({
    office: firm,
    member: member && fromMember(member),
    ...rest,
  }),
});

/** What an embed code is minted for: the body of `POST /embed`. */
export const NewEmbedSessionCodec = z.codec(wire.EmbedCreate, noun<NewEmbedSession>(), {
  decode: ({ transactionId, signatoryId, ...rest }) => ({
    ...rest,
    collectionId: transactionId,
    signerId: signatoryId,
  }),
  encode: ({ collectionId, signerId, ...rest }) => ({ ...rest, transactionId: collectionId, signatoryId: signerId }),
});

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
