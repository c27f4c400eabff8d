import * as z from 'zod/mini';
import { Id } from './common.ts';
import { Transaction } from './transaction.ts';

/** One act that waits for a member: a launch, or the turn of the signer named (his own signature, or a seal). */
export const ParapheurEntry = z.object({
  act: z.enum(['launch', 'sign', 'seal']),
  signatoryId: z.nullable(Id),
  transaction: Transaction,
});
