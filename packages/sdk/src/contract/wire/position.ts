import * as z from 'zod/mini';
import { fieldNameLength } from '../../rules/limits.ts';
import { text } from './checked.ts';
import { Id } from './common.ts';

/**
 * Full name of one of the file's own empty signature fields (`signatureFields`), to be signed instead of a new one; page
 * and position are then that field's, whatever is sent for them.
 */
export const FieldName = z.optional(text(fieldNameLength, 1));

/** Where a signer signs visibly: points from the bottom left of the displayed page. */
export const Position = z.object({
  fileId: Id,
  page: z.int(),
  positionX: z.number(),
  positionY: z.number(),
  field: FieldName,
});
