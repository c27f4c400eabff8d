import { placementBounds } from '@jse/sdk/rules';
import type { Collection, Placement } from '@jse/sdk';

/** A visible signature for each signer on each document, on different pages where there are several; none where no page is wide enough. */
export function visiblePlacements(collection: Collection): (Placement & { readonly signerId: string })[] {
  return collection.documents.flatMap((document) =>
    collection.signers.flatMap((signer, at) => {
      const first = document.pages.length - collection.signers.length + at;
      const number = Math.min(Math.max(first, 0), document.pages.length - 1);
      const page = document.pages[number];
      if (!page) return [];
      const { maxX, maxY } = placementBounds(page);
      if (maxX < 0 || maxY < 0) return [];
      const x = Math.min(at % 2 === 0 ? 60 : maxX - 40, maxX);
      const y = Math.min(90 + 70 * Math.floor(at / 2), maxY);
      return [{ documentId: document.id, signerId: signer.id, page: number + 1, x: Math.max(x, 0), y }];
    }),
  );
}
