/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { delegations, isolations, sessionPurposes } from '../rules/index.ts';

/** A member of the firm with the rights that the expert gave him; the phone is masked. */
export const Member = z.object({
  id: wire.Id,
  lastName: z.string(),
  firstName: z.string(),
  email: wire.Email,
  phone: z.string(),
  role: z.enum(['expert', 'collaborator']),
  delegations: z.array(z.enum(delegations)),
});
/** A member of the firm. */
export interface Member extends z.infer<typeof Member> {}

/** Who acts: the firm with its credit (integer cents), and the member where a person is named; where data are kept. */
export const Me = z.object({
  firm: z.object({ id: wire.Id, name: z.string(), creditCents: z.int() }),
  member: z.nullable(Member),
  termsAccepted: z.boolean(),
  dataLocation: z.string(),
});
/** Who acts. */
export interface Me extends z.infer<typeof Me> {}

/**
 * A browser's session without its token: what it may do, on what, until when (RFC 3339 UTC); where consent and code are
 * given (`isolation`); in the platform's frame the origin of the page around it (`embedder`).
 */
export const Session = z.object({
  purpose: z.enum(sessionPurposes),
  collectionId: z.nullable(wire.Id),
  signerId: z.nullable(wire.Id),
  memberId: z.nullable(wire.Id),
  isolation: z.enum(isolations),
  embedder: z.nullable(wire.Origin),
  expiresAt: wire.Time,
});
/** A browser's session without its token. */
export interface Session extends z.infer<typeof Session> {}

/** What `embedSessions.create` takes: one purpose, one collection (or the member's parapheur), the page's origins. */
export const NewEmbedSession = z.object({
  purpose: z.enum(sessionPurposes),
  collectionId: z.optional(wire.Id),
  signerId: z.optional(wire.Id),
  origins: z.array(wire.Origin).check(z.minLength(1)),
});
/** What `embedSessions.create` takes. */
export interface NewEmbedSession extends z.infer<typeof NewEmbedSession> {}

/** A one-time embed code, good for 60 s. */
export const EmbedCode = z.object({ code: z.string(), expiresAt: wire.Time });
/** A one-time embed code. */
export interface EmbedCode extends z.infer<typeof EmbedCode> {}

/** The platform's frame: its address, and the one-time code (60 s) with which it opens its own session. */
export const CodeFrame = z.object({ url: z.string(), code: z.string(), expiresAt: wire.Time });
/** The platform's frame and its code. */
export interface CodeFrame extends z.infer<typeof CodeFrame> {}

/** The office and user tokens of a handshake: secrets of the vendor's back end. A user token lives 5 days. */
export const OfficeAndUser = z.object({
  office: z.object({ token: z.string(), name: z.string() }),
  user: z.object({ token: z.string(), email: wire.Email }),
});
/** The office and user tokens of a handshake. */
export interface OfficeAndUser extends z.infer<typeof OfficeAndUser> {}
