/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';

/** A page as displayed: points after Rotate, in the CropBox, UserUnit applied; `rotate` is 0, 90, 180 or 270. */
export const Page = z.object({ width: z.number(), height: z.number(), rotate: z.int() });
/** A page as displayed. */
export interface Page extends z.infer<typeof Page> {}

/** A remark of the upload check by code (`uploadFindings` of `@jse/sdk/rules`; a later platform may have more). */
export const Finding = z.object({ code: z.string(), severity: z.enum(['info', 'warning']) });
/** A remark of the upload check. */
export interface Finding extends z.infer<typeof Finding> {}

/**
 * An empty signature field of the PDF's own, by its full name, in points on the page as displayed; a placement that names
 * it (`field`) has it signed. Invisible when it has no size.
 */
export const SignatureField = z.object({
  name: z.string(),
  page: z.int(),
  x: z.number(),
  y: z.number(),
  width: z.number(),
  height: z.number(),
});
/** An empty signature field of the PDF's own. */
export interface SignatureField extends z.infer<typeof SignatureField> {}

/**
 * A document of a collection. `size` in bytes; `sha256` is the file as uploaded, `currentSha256` the revision to read
 * and sign now (lower-case hexadecimal).
 */
export const Document = z.object({
  id: wire.Id,
  order: z.int(),
  name: z.string(),
  size: z.int(),
  sha256: wire.Sha256,
  currentSha256: wire.Sha256,
  pages: z.array(Page),
  findings: z.array(Finding),
  signatureFields: z.array(SignatureField),
});
/** A document of a collection. */
export interface Document extends z.infer<typeof Document> {}
