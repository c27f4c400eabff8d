/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';

/** The evidence bundle; its full schema lives with its checker, in `@jse/verify/evidence`. */
export const Evidence = z.looseObject({ version: z.int() });
/** The evidence bundle. */
export interface Evidence extends z.infer<typeof Evidence> {}
