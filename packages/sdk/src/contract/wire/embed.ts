import * as z from 'zod/mini';
import { sessionPurposes } from '../../rules/index.ts';
import { several } from './checked.ts';
import { Id, Origin, Time } from './common.ts';

/** Body of `POST /embed`: one purpose, one collection (or the member's parapheur), the vendor's origins. */
export const EmbedCreate = z.object({
  purpose: z.enum(sessionPurposes),
  transactionId: z.optional(Id),
  signatoryId: z.optional(Id),
  origins: several(Origin, 1),
});
/** A one-time embed code, 60 s. */
export const EmbedCode = z.object({ code: z.string(), expiresAt: Time });
/** Where the platform's frame stands (to be loaded in an iframe as it is), and the one-time code of its session, 60 s. */
export const CodeFrame = z.object({ url: z.string(), code: z.string(), expiresAt: Time });
