/**
 * The visible signature: points, origin at the bottom left of the page as displayed (after Rotate, in the CropBox).
 * On A4 (595 × 842) x runs 0…385 (10 points kept free on the right), y 0…792; page −1 is the last page.
 */
export const visibleSignature = { width: 200, height: 50, rightMargin: 10, lastPage: -1 } as const;

/** Largest x and y (points) of a visible signature on a displayed page of this size; negative when it does not fit. */
export function placementBounds(page: { readonly width: number; readonly height: number }): {
  maxX: number;
  maxY: number;
} {
  const { width, height, rightMargin } = visibleSignature;
  return { maxX: page.width - width - rightMargin, maxY: page.height - height };
}

/** Whether a visible signature whose bottom-left corner is (x, y) lies on the page as the platform demands. */
export function placementFits(
  page: { readonly width: number; readonly height: number },
  x: number,
  y: number,
): boolean {
  const { maxX, maxY } = placementBounds(page);
  return x >= 0 && y >= 0 && x <= maxX + 0.01 && y <= maxY + 0.01;
}
