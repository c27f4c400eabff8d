/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { phoneFlags, signatureLevels, signerStates } from '../rules/index.ts';
import { Placement } from './placement.ts';

/**
 * A signer of a collection. `order` is his turn, `level` the level of signature; the phone is masked
 * (`+33 6 •• •• •• 78`), and a client sees no co-signer's address; `phoneFlags` tell what is odd about a client's phone,
 * `locked` that he had too many wrong codes; times RFC 3339 UTC.
 */
export const Signer = z.object({
  id: wire.Id,
  order: z.int(),
  level: z.enum(signatureLevels),
  memberId: z.nullable(wire.Id),
  lastName: z.string(),
  firstName: z.string(),
  email: z.string(),
  phone: z.string(),
  phoneFlags: z.array(z.enum(phoneFlags)),
  locked: z.boolean(),
  state: z.enum(signerStates),
  placements: z.array(Placement),
  invitedAt: z.nullable(wire.Time),
  viewedAt: z.nullable(wire.Time),
  signedAt: z.nullable(wire.Time),
});
/** A signer of a collection. */
export interface Signer extends z.infer<typeof Signer> {}

const name = z.string().check(z.minLength(1), z.maxLength(100));

/**
 * What `signers.add` takes: a member by `memberId` alone (name, e-mail and phone then come from Comptexpert), anybody
 * else by first name, last name, e-mail and mobile (E.164).
 */
export const NewSigner = z.object({
  order: z.int().check(z.positive()),
  level: z.optional(z.enum(signatureLevels)),
  memberId: z.optional(wire.Id),
  contactId: z.optional(wire.Id),
  lastName: z.optional(name),
  firstName: z.optional(name),
  email: z.optional(wire.Email),
  phone: z.optional(wire.Phone),
  placements: z.optional(z.array(Placement)),
});
/** What `signers.add` takes. */
export interface NewSigner extends z.infer<typeof NewSigner> {}

/** What `signers.update` takes: only what changes. */
export const SignerChanges = z.partial(z.omit(NewSigner, { memberId: true, contactId: true, placements: true }));
/** What `signers.update` takes. */
export interface SignerChanges extends z.infer<typeof SignerChanges> {}
