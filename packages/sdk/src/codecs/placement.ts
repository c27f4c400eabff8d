import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Placement } from '../schemas/placement.ts';
import { noun } from './noun.ts';

type Position = z.infer<typeof wire.Position>;
/** A placement out of the wire's position. */
export const toPlacement = ({ fileId, positionX, positionY, ...rest }: Position): Placement => ({
  documentId: fileId,
  x: positionX,
  y: positionY,
  ...rest,
});
/** A placement as the wire's position. */
export const fromPlacement = ({ documentId, x, y, ...rest }: Placement): Position => ({
  fileId: documentId,
  positionX: x,
  positionY: y,
  ...rest,
});

/** A visible signature: the wire's position. */
export const PlacementCodec = z.codec(wire.Position, noun<Placement>(), {
  decode: toPlacement,
  encode: fromPlacement,
});
