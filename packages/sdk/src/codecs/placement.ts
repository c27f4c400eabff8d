import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Placement, SignerPlacement, UploadPlacement } from '../schemas/placement.ts';
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

/** All visible signatures of a collection: the body of `PUT …/position`. */
export const PlacementsCodec = z.codec(wire.PositionsReplace, noun<SignerPlacement[]>(), {
  decode: ({ positions }) =>
    positions.map(({ signatoryId, ...position }) => ({ signerId: signatoryId, ...toPlacement(position) })),
  encode: (placements) => ({
    positions: placements.map(({ signerId, ...placement }) => ({
      signatoryId: signerId,
      ...fromPlacement(placement),
    })),
  }),
});

/** A visible signature named by the upload: the wire's sign field. */
export const UploadPlacementCodec = z.codec(wire.SignField, noun<UploadPlacement>(), {
  decode: ({ positionX, positionY, ...rest }) => ({ ...rest, x: positionX, y: positionY }),
  encode: ({ x, y, ...rest }) => ({ ...rest, positionX: x, positionY: y }),
});
