import * as z from 'zod/mini';
import { Email } from './common.ts';

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
