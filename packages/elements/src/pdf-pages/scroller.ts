import type { Size } from '../geometry/page-space.ts';

/** Scrolls an area, down and right being positive; where all of it is in view, the page around it. */
export function scrollAreaBy(area: HTMLElement, down: number, right: number): void {
  const before = area.scrollTop;
  area.scrollBy({ top: down, left: right, behavior: 'instant' });
  const left = down - (area.scrollTop - before);
  if (area.scrollHeight <= area.clientHeight && Math.abs(left) > 1) window.scrollBy({ top: left, behavior: 'instant' });
}

/** The room that an area has for a sheet, within the padding of what is in it. */
export function roomIn(area: HTMLElement, content: Element): Size {
  const padding = 2 * Number.parseFloat(getComputedStyle(content).paddingInlineStart);
  return { width: Math.max(0, area.clientWidth - padding), height: Math.max(0, area.clientHeight - padding) };
}

/** Whether a spot is within a box, its edges included. */
export function isWithin(box: DOMRect | undefined, x: number, y: number): boolean {
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}
