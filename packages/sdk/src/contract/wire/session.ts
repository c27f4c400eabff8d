import * as z from 'zod/mini';
import { isolations, sessionPurposes } from '../../rules/index.ts';
import { Id, Origin, Time } from './common.ts';

/** Body of `POST /session`: exactly one of an embed code or an invitation token, with a DPoP proof in the header. */
export const SessionCreate = z.object({ code: z.optional(z.string()), invitation: z.optional(z.string()) });
/**
 * A session bound to the proof's key (RFC 9449 `token_type`). `isolation` is where consent and code are given; `embedder`
 * is the origin of the page around the platform's frame, null in a session of any other page.
 */
export const Session = z.object({
  accessToken: z.string(),
  tokenType: z.literal('DPoP'),
  expiresAt: Time,
  purpose: z.enum(sessionPurposes),
  transactionId: z.nullable(Id),
  signatoryId: z.nullable(Id),
  memberId: z.nullable(Id),
  isolation: z.enum(isolations),
  embedder: z.nullable(Origin),
});
