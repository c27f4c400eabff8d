import { CollectionCodec } from '../codecs/collection.ts';
import { PlacementsCodec } from '../codecs/placements.ts';
import type { ChangeOptions, Send } from '../http/request.ts';
import type { Collection, SignerPlacement } from '../schemas/index.ts';
import { encode } from './encode.ts';

/** The visible signatures of a collection. */
export interface Placements {
  /**
   * Replaces all visible signatures of a collection before the launch. Errors: `placement_out_of_page`,
   * `state_conflict`, `delegation_missing`, `signature_field_missing`, `signature_field_taken`.
   * @example
   * await jse.placements.replace(collectionId, [{ documentId, signerId, page: -1, x: 60, y: 80 }]);
   */
  replace(collectionId: string, placements: readonly SignerPlacement[], options?: ChangeOptions): Promise<Collection>;
}

/** Placements over a way to the platform. */
export const placements = (send: Send): Placements => ({
  async replace(collectionId, placements, options) {
    const body = encode(PlacementsCodec, [...placements]);
    const params = { transactionId: collectionId };
    return send('PUT', '/transaction/{transactionId}/position', { params, body, answer: CollectionCodec, options });
  },
});
