import * as z from 'zod/mini';
import { integer } from './checked.ts';
import { Id } from './common.ts';
import { FieldName, Position } from './position.ts';

/** A visible signature as the upload names it: `order` is the signer's order, page from 1 or −1 for the last. */
export const SignField = z.object({
  order: integer(1),
  positionX: z.number(),
  positionY: z.number(),
  page: z.int(),
  withoutLogo: z.optional(z.boolean()),
  field: FieldName,
});

/** Body of `PUT /transaction/{id}/position`: replaces all visible signatures of the collection. */
export const PositionsReplace = z.object({
  positions: z.array(z.extend(Position, { signatoryId: Id })),
});
