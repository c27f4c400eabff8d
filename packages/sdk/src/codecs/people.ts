import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { LeftMember, NewMember, PersonalDataExport } from '../schemas/people.ts';
import { noun } from './noun.ts';

const { shape } = wire.MemberInvite;
// The platform's defaults are its own: what the caller leaves out is not sent.
const invitation = z.object({
  ...shape,
  role: z.optional(wire.Member.shape.role),
  delegations: z.optional(wire.Member.shape.delegations),
});

/** Whom to take into the firm: the body of `POST /member`. */
export const NewMemberCodec = z.codec(invitation, noun<NewMember>(), {
  decode: ({ name, ...rest }) => ({ ...rest, lastName: name }),
  encode: ({ lastName, ...rest }) => ({ ...rest, name: lastName }),
});

/** What became of a leaver's work. */
export const LeftMemberCodec = z.codec(wire.MemberLeft, noun<LeftMember>(), {
  decode: ({ unsigned, ...rest }) => ({
    ...rest,
    unsigned: unsigned.map(({ transactionId, signatoryId }) => ({
      collectionId: transactionId,
      signerId: signatoryId,
    })),
  }),
  encode: ({ unsigned, ...rest }) => ({
    ...rest,
    unsigned: unsigned.map(({ collectionId, signerId }) => ({ transactionId: collectionId, signatoryId: signerId })),
  }),
});

/** What is held about a person. */
export const PersonalDataCodec = z.codec(wire.PersonalData, noun<PersonalDataExport>(), {
  decode: ({ office, ...rest }) => ({ ...rest, firm: office }),
  encode: ({ firm, ...rest }) => ({ ...rest, office: firm }),
});
