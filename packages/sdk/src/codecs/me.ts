import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Me, Member } from '../schemas/access.ts';
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
