/** Words of `<jse-pdf-placement>` in French. */
export const fr = {
  palette: 'Signataires à placer',
  paletteHint: 'Choisissez un signataire, puis l’endroit sur la page ; ou faites glisser son nom.',
  armedHint: (name: string) => `Indiquez sur la page où ${name} doit signer.`,
  placeOnPage: (page: number) => `Placer page ${page}`,
  cancel: 'Annuler',
  signature: 'Signature électronique',
  seal: 'Cachet du cabinet',
  kindPerson: 'Signature',
  kindFirm: 'Cachet',
  toPlace: 'à\u00a0placer',
  onPages: (pages: string, count: number) => `${count > 1 ? 'pages' : 'page'}\u00a0${pages}`,
  boxPage: (page: number) => `, page ${page}`,
  boxRole: 'emplacement de signature',
  boxHelp:
    'Flèches pour déplacer d’un point, Maj avec une flèche pour dix points, Début et Fin pour aller au bord gauche ou droit, Page précédente et Page suivante pour changer de page, Entrée pour saisir la position, Suppr pour retirer.',
  position: (x: string, y: string) => `${x} points depuis la gauche, ${y} points depuis le bas`,
  placed: (name: string, page: number, position: string) => `${name} placé page ${page}, ${position}.`,
  moved: (name: string, page: number, position: string) => `${name}, page ${page}, ${position}.`,
  removed: (name: string) => `Emplacement de ${name} retiré.`,
  atEdge: (position: string) => `Limite atteinte, ${position}.`,
  noSuchPage: 'Pas d’autre page dans cette direction.',
  noRoom: (page: number) => `La page ${page} est trop petite pour une signature.`,
  cancelled: 'Placement annulé.',
  selected: 'Position exacte',
  noneSelected: 'Sélectionnez un emplacement sur la page pour régler sa position au point près.',
  page: 'Page',
  x: 'Gauche (pt)',
  y: 'Bas (pt)',
  remove: 'Retirer',
  limits: (maxX: string, maxY: string) => `De 0 à ${maxX} en largeur et de 0 à ${maxY} en hauteur sur cette page.`,
  missing: (names: string) => `Reste à placer : ${names}.`,
};

/** The keys of the catalogue and the arguments of each term. */
export type PdfPlacementTerms = typeof fr;
