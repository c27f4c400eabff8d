import * as z from 'zod/mini';

/** The evidence bundle; its full schema lives with its checker, in `@jse/verify/evidence`. */
export const Evidence = z.looseObject({ version: z.int() });
/** The evidence bundle. */
export type Evidence = z.infer<typeof Evidence>;
