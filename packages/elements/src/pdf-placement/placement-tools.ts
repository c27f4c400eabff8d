// What is not needed to show places and move them by keys: carrying, clinging, proposing, arranging, numbers. Loaded with
// the first document.
export { placementToolsStyles } from './placement-tools.styles.ts';
export { PlacementDrag } from './placement-drag.ts';
export { previewAt } from './previewing.ts';
export { renderArrange } from './render-arrange.ts';
export { renderCopy } from './render-copy.ts';
export { renderDetails, renderNumbers } from './render-details.ts';
export { renderSuggestion, renderSuggestions } from './render-suggestions.ts';
export { snap } from './snap.ts';
export { anchorsOf, suggestionsFor } from './suggest.ts';
export { linesOf } from './text-lines.ts';
