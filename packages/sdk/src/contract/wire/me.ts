import * as z from 'zod/mini';
import { delegations } from '../../rules/index.ts';
import { Email, Id } from './common.ts';

/** A member of the firm with the rights the expert gave him; the phone is masked. */
export const Member = z.object({
  id: Id,
  name: z.string(),
  firstName: z.string(),
  email: Email,
  phone: z.string(),
  role: z.enum(['expert', 'collaborator']),
  delegations: z.array(z.enum(delegations)),
});

/**
 * Who is acting: the firm, its credit in cents, and the member when a user token is given. `termsAccepted` says whether an
 * expert of the firm has accepted the terms in force, without which nothing is launched; `dataLocation` where the data are
 * kept.
 */
export const Me = z.object({
  office: z.object({ id: Id, name: z.string(), creditCents: z.int() }),
  member: z.nullable(Member),
  termsAccepted: z.boolean(),
  dataLocation: z.string(),
});
