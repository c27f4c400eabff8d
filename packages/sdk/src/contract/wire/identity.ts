import * as z from 'zod/mini';
import { identityCheckStates } from '../../rules/index.ts';
import { Time } from './common.ts';

/**
 * Where the check of a client's identity stands: `needed` while he has no certificate to sign with; `state` null before he
 * submitted anything; `reason` says why the last one was rejected. The images themselves are never handed out.
 */
export const Identity = z.object({
  needed: z.boolean(),
  state: z.nullable(z.enum(identityCheckStates)),
  reason: z.nullable(z.string()),
  submittedAt: z.nullable(Time),
  decidedAt: z.nullable(Time),
});
