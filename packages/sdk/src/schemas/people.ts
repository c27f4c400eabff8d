/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { delegations } from '../rules/index.ts';

/** A certificate of a member, or of the firm's seal; `expiring` within its last 30 days; times RFC 3339 UTC. */
export interface Certificate extends z.infer<typeof wire.Certificate> {}

/** Where the check of a client's identity stands; `state` is null before he submitted anything. */
export interface IdentityCheck extends z.infer<typeof wire.Identity> {}

/** Everything that a firm holds about one person, by category. */
export interface PersonalDataExport extends Omit<z.infer<typeof wire.PersonalData>, 'office'> {
  /** The firm's name. */
  readonly firm: string;
}

/** What was erased, and what is kept all the same: why, and until when. */
export interface ErasedPersonalData extends z.infer<typeof wire.PersonalDataErased> {}

/** A token as it is listed: never the secret, only its last four characters. */
export interface Token extends z.infer<typeof wire.Token> {}

/** Whom to take into the firm, by his Comptexpert identity; without a role a collaborator, without rights. */
export const NewMember = z.object({
  email: wire.Email,
  lastName: z.optional(z.string()),
  firstName: z.optional(z.string()),
  phone: z.optional(wire.Phone),
  role: z.optional(z.enum(['expert', 'collaborator'])),
  delegations: z.optional(z.array(z.enum(delegations))),
});
/** Whom to take into the firm. */
export interface NewMember extends z.infer<typeof NewMember> {}

/** What became of a leaver's work: collections passed on to the expert, signatures that he still owed. */
export const LeftMember = z.object({
  memberId: wire.Id,
  handedOver: z.array(wire.Id),
  unsigned: z.array(z.object({ collectionId: wire.Id, signerId: wire.Id })),
  certificateRevoked: z.boolean(),
});
/** What became of a leaver's work. */
export interface LeftMember extends z.infer<typeof LeftMember> {}
