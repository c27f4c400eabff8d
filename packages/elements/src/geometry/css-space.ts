import type { Point, Rectangle, Size } from './page-space.ts';

/** CSS pixels from the top left corner of a page's box on screen. */
export interface CssPoint {
  readonly left: number;
  readonly top: number;
}

/** A rectangle in CSS pixels, from the top left corner of a page's box. */
export interface CssRectangle extends CssPoint, Size {}

/** CSS pixels per point at 100 %: a CSS pixel is 1/96 inch, a point 1/72. */
export const scaleAtFullSize = 96 / 72;

/** A point of page space on screen; `scale` is CSS pixels per point. */
export function toCss(page: Size, scale: number, { x, y }: Point): CssPoint {
  return { left: x * scale, top: (page.height - y) * scale };
}

/** A point on screen in page space; `scale` is CSS pixels per point. */
export function fromCss(page: Size, scale: number, { left, top }: CssPoint): Point {
  return { x: left / scale, y: page.height - top / scale };
}

/** A rectangle of page space on screen. */
export function rectangleToCss(page: Size, scale: number, rectangle: Rectangle): CssRectangle {
  const { left, top } = toCss(page, scale, { x: rectangle.x, y: rectangle.y + rectangle.height });
  return { left, top, width: rectangle.width * scale, height: rectangle.height * scale };
}

/** A rectangle on screen in page space. */
export function rectangleFromCss(page: Size, scale: number, rectangle: CssRectangle): Rectangle {
  const { x, y } = fromCss(page, scale, { left: rectangle.left, top: rectangle.top + rectangle.height });
  return { x, y, width: rectangle.width / scale, height: rectangle.height / scale };
}
