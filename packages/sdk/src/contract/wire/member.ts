import * as z from 'zod/mini';
import { delegations } from '../../rules/index.ts';
import { Email, Id, Phone, Time } from './common.ts';
import { text } from './checked.ts';

/**
 * Body of `POST /member`: who it is by his Comptexpert identity, which is his e-mail address. The sandbox plays
 * Comptexpert: somebody it does not know yet needs his name and phone, of somebody known they are left as they are.
 */
export const MemberInvite = z.object({
  email: Email,
  name: z.optional(text(100, 1)),
  firstName: z.optional(text(100, 1)),
  phone: z.optional(Phone),
  role: z._default(z.enum(['expert', 'collaborator']), 'collaborator'),
  delegations: z._default(z.array(z.enum(delegations)), []),
});

/** What became of a leaver's work: how many collections passed on, and the signatures that he still owed. */
export const MemberLeft = z.object({
  memberId: Id,
  handedOver: z.array(Id),
  unsigned: z.array(z.object({ transactionId: Id, signatoryId: Id })),
  certificateRevoked: z.boolean(),
});

/** A token as it is listed: never the secret, only its last four characters. An office token has no end. */
export const Token = z.object({
  id: Id,
  kind: z.enum(['office', 'user']),
  memberId: z.nullable(Id),
  masked: z.string(),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: z.nullable(Time),
  expiresAt: z.nullable(Time),
  revokedAt: z.nullable(Time),
});

/** Body of `PUT /member/{id}/delegation`. */
export const DelegationsReplace = z.object({ delegations: z.array(z.enum(delegations)) });
