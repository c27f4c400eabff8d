import type { Point } from '../geometry/page-space.ts';
import type { Edge } from './placement-model.ts';

/** What a key does to the focused box. */
export type KeyCommand =
  | { readonly kind: 'move'; readonly by: Point }
  | { readonly kind: 'edge'; readonly edge: Edge }
  | { readonly kind: 'page'; readonly step: 1 | -1 }
  | { readonly kind: 'go'; readonly step: 1 | -1 }
  | { readonly kind: 'remove' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'edit' };

const directions: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

/**
 * Arrows move by 1 point, with Shift by 10; Home and End go to the left and right edge, with Control to the top and the
 * bottom; Page Up and Page Down change the page; Space marks, so that several go together; Delete removes; Enter edits the
 * numbers. Alt with an arrow up or down goes to another place of the page, which Tab passes as one.
 */
export function commandOf(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey'>,
): KeyCommand | undefined {
  if (event.altKey) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key] as 1 | -1 | undefined;
    return step && { kind: 'go', step };
  }
  const direction = directions[event.key];
  if (direction) {
    const points = event.shiftKey ? 10 : 1;
    return { kind: 'move', by: { x: direction.x * points, y: direction.y * points } };
  }
  switch (event.key) {
    case 'Home':
      return { kind: 'edge', edge: event.ctrlKey ? 'top' : 'left' };
    case 'End':
      return { kind: 'edge', edge: event.ctrlKey ? 'bottom' : 'right' };
    case 'PageUp':
      return { kind: 'page', step: -1 };
    case 'PageDown':
      return { kind: 'page', step: 1 };
    case 'Delete':
    case 'Backspace':
      return { kind: 'remove' };
    case ' ':
      return { kind: 'mark' };
    case 'Enter':
      return { kind: 'edit' };
    default:
      return undefined;
  }
}
