import * as z from 'zod/mini';
import { delegations, sessionPurposes } from '../../rules/index.ts';
import { Email, Id, Origin, Time } from './common.ts';

/** Body of the handshake's first call; `success_url` lies on a registered origin and carries the one-time `state`. */
export const HandshakeStart = z.object({
  success_url: z.url(),
  callback_url: z.optional(z.url()),
  generate_hmac: z.literal(true),
});
/** Where to send the member to sign in with Comptexpert. */
export const HandshakeStarted = z.object({ url: z.url() });
/** The office and user tokens; fetched once. */
export const OfficeAndUser = z.object({
  office: z.object({ token: z.string(), name: z.string() }),
  user: z.object({ token: z.string(), email: Email }),
});

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

/** Body of `PUT /member/{id}/delegation`. */
export const DelegationsReplace = z.object({ delegations: z.array(z.enum(delegations)) });

/** Body of `POST /embed`: one purpose, one collection (or the member's parapheur), the vendor's origins. */
export const EmbedCreate = z.object({
  purpose: z.enum(sessionPurposes),
  transactionId: z.optional(Id),
  signatoryId: z.optional(Id),
  origins: z.array(Origin).check(z.minLength(1)),
});
/** A one-time embed code, 60 s. */
export const EmbedCode = z.object({ code: z.string(), expiresAt: Time });

/** Body of `POST /session`: exactly one of an embed code or an invitation token, with a DPoP proof in the header. */
export const SessionCreate = z.object({ code: z.optional(z.string()), invitation: z.optional(z.string()) });
/** A session bound to the proof's key (RFC 9449 `token_type`). */
export const Session = z.object({
  accessToken: z.string(),
  tokenType: z.literal('DPoP'),
  expiresAt: Time,
  purpose: z.enum(sessionPurposes),
  transactionId: z.nullable(Id),
  signatoryId: z.nullable(Id),
  memberId: z.nullable(Id),
});
