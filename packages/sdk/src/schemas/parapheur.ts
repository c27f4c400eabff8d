/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import { Collection } from './collection.ts';

/** One act that waits for a member: a launch, or the turn of a signer (his own signature, or a seal to release). */
export const ParapheurEntry = z.object({
  act: z.enum(['launch', 'sign', 'seal']),
  signerId: z.nullable(wire.Id),
  collection: Collection,
});
/** One act that waits for a member. */
export interface ParapheurEntry extends z.infer<typeof ParapheurEntry> {}
