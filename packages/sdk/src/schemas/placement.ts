/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';

/**
 * Where a signer signs visibly: points from the bottom left of the page as displayed; page from 1, −1 is the last. With
 * `field`, the PDF's own empty field of that name is signed, and page, x and y are answered as that field's.
 */
export const Placement = z.object({
  documentId: wire.Id,
  page: z.int(),
  x: z.number(),
  y: z.number(),
  field: z.optional(z.string()),
});
/** Where a signer signs visibly. */
export interface Placement extends z.infer<typeof Placement> {}

/** A placement with the signer whose it is, as `placements.replace` takes them. */
export const SignerPlacement = z.extend(Placement, { signerId: wire.Id });
/** A placement with the signer whose it is. */
export interface SignerPlacement extends z.infer<typeof SignerPlacement> {}

/** A placement given with the upload: `order` is the signer's order, he may be added later. */
export const UploadPlacement = z.object({
  order: z.int().check(z.positive()),
  page: z.int(),
  x: z.number(),
  y: z.number(),
  withoutLogo: z.optional(z.boolean()),
  field: z.optional(z.string()),
});
/** A placement given with the upload. */
export interface UploadPlacement extends z.infer<typeof UploadPlacement> {}
