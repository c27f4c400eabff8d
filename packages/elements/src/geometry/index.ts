export {
  type CssPoint,
  type CssRectangle,
  fromCss,
  rectangleFromCss,
  rectangleToCss,
  scaleAtFullSize,
  toCss,
} from './css-space.ts';
export {
  displayedSize,
  fromUserSpace,
  type PageBox,
  type Point,
  quarterTurn,
  type Rectangle,
  rectangleFromUserSpace,
  rectangleToUserSpace,
  type Size,
  toUserSpace,
} from './page-space.ts';
export { centredOn, clampPlacement, hasRoom, signatureRectangle } from './placement-space.ts';
