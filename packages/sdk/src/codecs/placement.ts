import * as z from 'zod/mini';
import { wire } from '../contract/index.ts';
import { Placement, SignerPlacement, UploadPlacement } from '../schemas/placement.ts';

/** A visible signature: the wire's position. */
export const PlacementCodec = z.codec(wire.Position, Placement, {
  decode: ({ fileId, page, positionX, positionY }) => ({ documentId: fileId, page, x: positionX, y: positionY }),
  encode: ({ documentId, page, x, y }) => ({ fileId: documentId, page, positionX: x, positionY: y }),
});

/** All visible signatures of a collection: the body of `PUT …/position`. */
export const PlacementsCodec = z.codec(wire.PositionsReplace, z.array(SignerPlacement), {
  decode: ({ positions }) =>
    positions.map(({ signatoryId, ...position }) => ({ signerId: signatoryId, ...z.decode(PlacementCodec, position) })),
  encode: (placements) => ({
    positions: placements.map(({ signerId, ...placement }) => ({
      signatoryId: signerId,
      ...z.encode(PlacementCodec, placement),
    })),
  }),
});

/** A visible signature named by the upload: the wire's sign field. */
export const UploadPlacementCodec = z.codec(wire.SignField, UploadPlacement, {
  decode: ({ positionX, positionY, ...rest }) => ({ ...rest, x: positionX, y: positionY }),
  encode: ({ x, y, ...rest }) => ({ ...rest, positionX: x, positionY: y }),
});
