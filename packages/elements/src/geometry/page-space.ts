/**
 * Page space: points (1/72 inch), origin at the bottom left of the page as displayed, that is the CropBox after Rotate
 * and UserUnit. It is the platform's space for placements, whatever the file's own axes are.
 */
export interface PageBox {
  /** left, bottom, right, top in default user space (ISO 32000-2, 7.7.3.3), already cut to the MediaBox. */
  readonly cropBox: readonly [left: number, bottom: number, right: number, top: number];
  /** Degrees clockwise. */
  readonly rotate: 0 | 90 | 180 | 270;
  /** Size of one user space unit in points. */
  readonly userUnit: number;
}

/** A point of page space or of default user space. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Width and height in points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A rectangle whose (x, y) is the bottom left corner. */
export interface Rectangle extends Point, Size {}

/** The quarter turn nearest to any Rotate value a file may carry, negative and beyond 360 included. */
export function quarterTurn(degrees: number): PageBox['rotate'] {
  const turns = Math.round(degrees / 90) % 4;
  return (((turns + 4) % 4) * 90) as PageBox['rotate'];
}

/** Size of the page as displayed, in points. */
export function displayedSize({ cropBox, rotate, userUnit }: PageBox): Size {
  const [left, bottom, right, top] = cropBox;
  const across = (right - left) * userUnit;
  const along = (top - bottom) * userUnit;
  return rotate % 180 === 0 ? { width: across, height: along } : { width: along, height: across };
}

/** A point of page space in the file's default user space. */
export function toUserSpace({ cropBox, rotate, userUnit }: PageBox, { x, y }: Point): Point {
  const [left, bottom, right, top] = cropBox;
  const u = x / userUnit;
  const v = y / userUnit;
  switch (rotate) {
    case 0:
      return { x: left + u, y: bottom + v };
    case 90:
      return { x: right - v, y: bottom + u };
    case 180:
      return { x: right - u, y: top - v };
    case 270:
      return { x: left + v, y: top - u };
  }
}

/** A point of the file's default user space in page space. */
export function fromUserSpace({ cropBox, rotate, userUnit }: PageBox, { x, y }: Point): Point {
  const [left, bottom, right, top] = cropBox;
  switch (rotate) {
    case 0:
      return { x: (x - left) * userUnit, y: (y - bottom) * userUnit };
    case 90:
      return { x: (y - bottom) * userUnit, y: (right - x) * userUnit };
    case 180:
      return { x: (right - x) * userUnit, y: (top - y) * userUnit };
    case 270:
      return { x: (top - y) * userUnit, y: (x - left) * userUnit };
  }
}

/** A rectangle of page space in default user space: what a widget's Rect holds. */
export function rectangleToUserSpace(box: PageBox, rectangle: Rectangle): Rectangle {
  return spanning(
    toUserSpace(box, rectangle),
    toUserSpace(box, { x: rectangle.x + rectangle.width, y: rectangle.y + rectangle.height }),
  );
}

/** A rectangle of default user space in page space: where an existing field shows. */
export function rectangleFromUserSpace(box: PageBox, rectangle: Rectangle): Rectangle {
  return spanning(
    fromUserSpace(box, rectangle),
    fromUserSpace(box, { x: rectangle.x + rectangle.width, y: rectangle.y + rectangle.height }),
  );
}

function spanning(a: Point, b: Point): Rectangle {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}
