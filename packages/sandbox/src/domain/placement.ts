import { placementFits, visibleSignature } from '@jse/sdk/rules';
import { Refusal } from '../problem.ts';

/** Refuses a visible signature on no page of the document, or one that leaves its page. */
export function checkPlacement(
  pages: readonly { readonly width: number; readonly height: number }[],
  placement: { readonly page: number; readonly x: number; readonly y: number },
): void {
  const number = placement.page === visibleSignature.lastPage ? pages.length : placement.page;
  const page = pages[number - 1];
  if (!page) {
    throw new Refusal(
      'placement_out_of_page',
      `Page ${placement.page} does not exist: the document has ${pages.length}`,
    );
  }
  if (!placementFits(page, placement.x, placement.y)) {
    const size = `${Math.round(page.width)} × ${Math.round(page.height)} points`;
    throw new Refusal('placement_out_of_page', `(${placement.x}, ${placement.y}) leaves page ${number} of ${size}`);
  }
}
