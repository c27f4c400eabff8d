import { placementBounds, visibleSignature } from '@jse/sdk/rules';
import type { Point, Rectangle, Size } from './page-space.ts';

/** Whether a visible signature has room on a page of this size. */
export function hasRoom(page: Size): boolean {
  const { maxX, maxY } = placementBounds(page);
  return maxX >= 0 && maxY >= 0;
}

/** The nearest place for a visible signature that the platform accepts, in hundredths of a point. */
export function clampPlacement(page: Size, { x, y }: Point): Point {
  const { maxX, maxY } = placementBounds(page);
  return { x: hundredths(clamp(x, maxX)), y: hundredths(clamp(y, maxY)) };
}

/** The box of a visible signature whose bottom left corner is given. */
export function signatureRectangle({ x, y }: Point): Rectangle {
  return { x, y, width: visibleSignature.width, height: visibleSignature.height };
}

/** The corner that centres a visible signature on a point, before clamping. */
export function centredOn({ x, y }: Point): Point {
  return { x: x - visibleSignature.width / 2, y: y - visibleSignature.height / 2 };
}

function clamp(value: number, maximum: number): number {
  return Math.max(0, Math.min(value, maximum));
}

// Rounding down keeps a value at its upper bound within the bound.
function hundredths(value: number): number {
  return Math.floor(value * 100 + 1e-6) / 100;
}
