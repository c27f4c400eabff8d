import type { PdfPlacementTerms } from './pdf-placement.terms.fr.ts';

/** Words of `<jse-pdf-placement>` in English. */
export const en: PdfPlacementTerms = {
  palette: 'Signers to place',
  paletteHint: 'Choose a signer, then click on the page, or drag the name onto it.',
  paletteHintArmed: (name) => `Click on the page where ${name} is to sign. Escape cancels.`,
  place: (name, page) => `Place the signature of ${name} on page ${page}`,
  placeHere: 'Place here',
  signature: 'Electronic signature',
  seal: 'Seal of the firm',
  placedCount: (count) => (count === 0 ? 'To be placed' : count === 1 ? '1 place' : `${count} places`),
  box: (name, page) => `Place of ${name}, page ${page}`,
  boxRole: 'signature place',
  boxHelp:
    'Arrows move by one point, Shift with an arrow by ten, Home and End go to the edge, Page Up and Page Down change the page, Delete removes.',
  position: (x, y) => `${x} points from the left, ${y} points from the bottom`,
  placed: (name, page) => `Signature of ${name} placed on page ${page}.`,
  moved: (name, page, position) => `${name}, page ${page}: ${position}.`,
  removed: (name) => `Place of ${name} removed.`,
  atEdge: 'Edge of the page reached.',
  noRoom: (page) => `Page ${page} is too small for a signature.`,
  cancelled: 'Placing cancelled.',
  selected: 'Selected place',
  noneSelected: 'Select a place to set its exact position.',
  page: 'Page',
  lastPage: 'Last page',
  x: 'From the left (points)',
  y: 'From the bottom (points)',
  remove: 'Remove this place',
  apply: 'Apply',
  limits: (maxX, maxY) => `From 0 to ${maxX} across and 0 to ${maxY} up on this page.`,
  missing: (names) => `Still to be placed: ${names}.`,
};
