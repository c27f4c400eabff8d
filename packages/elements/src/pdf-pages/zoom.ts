import { scaleAtFullSize } from '../geometry/css-space.ts';
import type { Size } from '../geometry/page-space.ts';

/** A factor (1 is true size), or a rule that follows the room: the page's width, or the whole page. */
export type Zoom = number | 'fit-width' | 'fit-page';

const steps = [0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 2, 3, 4] as const;
const largestFit = 1.5;

/** CSS pixels per point for a page in a room of CSS pixels; a fit never goes beyond 150 %, a factor keeps to 25–400 %. */
export function scaleOf(zoom: Zoom, page: Size, room: Size): number {
  if (typeof zoom === 'number') return clampFactor(zoom) * scaleAtFullSize;
  const across = room.width / page.width;
  const fit = zoom === 'fit-page' ? Math.min(across, room.height / page.height) : across;
  return Math.max(0.001, Math.min(fit, largestFit * scaleAtFullSize));
}

/** The next factor of the ladder above or below a scale in CSS pixels per point. */
export function steppedZoom(scale: number, direction: 1 | -1): number {
  const factor = scale / scaleAtFullSize;
  const slack = 0.01;
  const next =
    direction > 0 ? steps.find((step) => step > factor + slack) : steps.findLast((step) => step < factor - slack);
  return next ?? clampFactor(factor);
}

/** Parses the `zoom` attribute; what it does not know is `fit-width`. */
export function parseZoom(value: string | null): Zoom {
  if (value === 'fit-page' || value === 'fit-width') return value;
  const factor = Number(value);
  return value && Number.isFinite(factor) && factor > 0 ? factor : 'fit-width';
}

/** The factor, within what the zoom may be, of a scale in CSS pixels per point. */
export function factorOf(scale: number): number {
  return clampFactor(scale / scaleAtFullSize);
}

function clampFactor(factor: number): number {
  return Math.max(steps[0], Math.min(factor, 4));
}
