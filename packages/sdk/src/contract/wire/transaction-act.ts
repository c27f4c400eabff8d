import * as z from 'zod/mini';
import { refusalReasonLength } from '../../rules/limits.ts';
import { text } from './checked.ts';
import { Id } from './common.ts';

/** Body of `POST /transaction/{id}/refusal`. */
export const RefusalCreate = z.object({
  reason: text(refusalReasonLength, 1),
});

/** Body of `POST /transaction/{id}/order`: all signers in their new order; those who have signed keep their places. */
export const Reorder = z.object({ signatoryIds: z.array(Id) });
