import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { SignerPlacement, UploadPlacement } from '../schemas/placement.ts';
import { noun } from './noun.ts';
import { fromPlacement, toPlacement } from './placement.ts';

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
