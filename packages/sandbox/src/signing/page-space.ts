import type { PageBox, Placement } from './types.ts';

/** A rectangle in default user space: left, bottom, right, top. */
export type UserRectangle = [number, number, number, number];

/**
 * A placement (points, bottom-left origin of the page as displayed) in the page's default user space: Rotate turns the
 * page clockwise (ISO 32000-2 7.7.3.3), UserUnit scales it, the CropBox gives the origin.
 */
export function userRectangle(box: PageBox, placement: Omit<Placement, 'page'>): UserRectangle {
  const [left, bottom] = toUserSpace(box, placement.x, placement.y);
  const [right, top] = toUserSpace(box, placement.x + placement.width, placement.y + placement.height);
  return [Math.min(left, right), Math.min(bottom, top), Math.max(left, right), Math.max(bottom, top)].map(
    (value) => Math.round(value * 1000) / 1000,
  ) as UserRectangle;
}

/** The way back: a rectangle of user space as a placement on the page as displayed. */
export function displayedRectangle(box: PageBox, [x1, y1, x2, y2]: UserRectangle): Omit<Placement, 'page'> {
  const [one, other] = [toDisplayed(box, x1, y1), toDisplayed(box, x2, y2)];
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  const [x, y] = [Math.min(one[0], other[0]), Math.min(one[1], other[1])];
  const [width, height] = [Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1])];
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

function toDisplayed({ cropBox, rotate, userUnit }: PageBox, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = cropBox;
  switch (rotate) {
    case 90:
      return [(y - bottom) * userUnit, (right - x) * userUnit];
    case 180:
      return [(right - x) * userUnit, (top - y) * userUnit];
    case 270:
      return [(top - y) * userUnit, (x - left) * userUnit];
    default:
      return [(x - left) * userUnit, (y - bottom) * userUnit];
  }
}

function toUserSpace(box: PageBox, x: number, y: number): [number, number] {
  const [left, bottom, right, top] = box.cropBox;
  const u = x / box.userUnit;
  const v = y / box.userUnit;
  switch (box.rotate) {
    case 90:
      return [right - v, bottom + u];
    case 180:
      return [right - u, top - v];
    case 270:
      return [left + v, top - u];
    default:
      return [left + u, bottom + v];
  }
}

/** The form matrix that turns an upright drawing of `width` × `height` against the page's rotation. */
export function uprightMatrix(rotate: PageBox['rotate'], width: number, height: number): number[] {
  switch (rotate) {
    case 90:
      return [0, 1, -1, 0, height, 0];
    case 180:
      return [-1, 0, 0, -1, width, height];
    case 270:
      return [0, -1, 1, 0, 0, width];
    default:
      return [1, 0, 0, 1, 0, 0];
  }
}
