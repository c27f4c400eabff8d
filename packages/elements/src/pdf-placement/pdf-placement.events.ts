import type { SignerPlacement } from './placement-model.ts';

/** What the user did; `suggestions` is several proposed places accepted at once, `copy` a place repeated on other pages. */
export type PlacementAction =
  'place' | 'move' | 'page' | 'remove' | 'arrange' | 'copy' | 'suggestions' | 'undo' | 'redo';

/** `jse-before-placements-change`: the change is about to happen; `preventDefault()` keeps things as they are. */
export class BeforePlacementsChangeEvent extends Event {
  readonly placements: readonly SignerPlacement[];
  readonly action: PlacementAction;

  /** All placements as they would be, and what led there. */
  constructor(placements: readonly SignerPlacement[], action: PlacementAction) {
    super('jse-before-placements-change', { bubbles: true, composed: true, cancelable: true });
    this.placements = placements;
    this.action = action;
  }
}

/** `jse-placements-change`: the user placed, moved or removed a signature; `placements` is a new array. */
export class PlacementsChangeEvent extends Event {
  readonly placements: readonly SignerPlacement[];
  readonly action: PlacementAction;

  /** All placements as they are now, and what led there. */
  constructor(placements: readonly SignerPlacement[], action: PlacementAction) {
    super('jse-placements-change', { bubbles: true, composed: true });
    this.placements = placements;
    this.action = action;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-before-placements-change': BeforePlacementsChangeEvent;
    'jse-placements-change': PlacementsChangeEvent;
  }
}
