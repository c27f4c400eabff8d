// What is not needed before there is a document: the places on its pages, carrying, clinging, proposing, arranging,
// numbers. Loaded with the first document.
export { neighbour } from './box-order.ts';
export { placementToolsStyles } from './placement-tools.styles.ts';
export { PlacementDrag } from './placement-drag.ts';
export { previewAt } from './previewing.ts';
export { renderArmed } from './render-armed.ts';
export { renderArrange } from './render-arrange.ts';
export { renderCopy } from './render-copy.ts';
export { renderDetails, renderNumbers } from './render-details.ts';
export { renderFlying, renderLayers } from './render-layers.ts';
export { renderSuggestion, renderSuggestions } from './render-suggestions.ts';
export { snap } from './snap.ts';
export { anchorsOf, suggestionsFor } from './suggest.ts';
export { linesOf } from './text-lines.ts';
export { moveAllBy, overlapping } from './together.ts';
