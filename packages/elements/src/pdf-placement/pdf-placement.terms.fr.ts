/** Words of `<jse-pdf-placement>` in French. */
export const fr = {
  palette: 'Signataires à placer',
  paletteHint: 'Choisissez un signataire puis cliquez sur la page, ou faites glisser son nom.',
  paletteHintArmed: (name: string) => `Cliquez sur la page à l’endroit où ${name} doit signer. Échap pour annuler.`,
  place: (name: string, page: number) => `Placer la signature de ${name} sur la page ${page}`,
  placeHere: 'Placer ici',
  signature: 'Signature électronique',
  seal: 'Cachet du cabinet',
  placedCount: (count: number) => (count === 0 ? 'À placer' : count === 1 ? '1 emplacement' : `${count} emplacements`),
  box: (name: string, page: number) => `Emplacement de ${name}, page ${page}`,
  boxRole: 'emplacement de signature',
  boxHelp:
    'Flèches pour déplacer d’un point, Maj avec une flèche pour dix points, Début et Fin pour aller au bord, Page précédente et Page suivante pour changer de page, Suppr pour retirer.',
  position: (x: string, y: string) => `${x} points depuis la gauche, ${y} points depuis le bas`,
  placed: (name: string, page: number) => `Signature de ${name} placée page ${page}.`,
  moved: (name: string, page: number, position: string) => `${name}, page ${page} : ${position}.`,
  removed: (name: string) => `Emplacement de ${name} retiré.`,
  atEdge: 'Bord de la page atteint.',
  noRoom: (page: number) => `La page ${page} est trop petite pour une signature.`,
  cancelled: 'Placement annulé.',
  selected: 'Emplacement sélectionné',
  noneSelected: 'Sélectionnez un emplacement pour régler sa position exacte.',
  page: 'Page',
  lastPage: 'Dernière page',
  x: 'Depuis la gauche (points)',
  y: 'Depuis le bas (points)',
  remove: 'Retirer cet emplacement',
  apply: 'Appliquer',
  limits: (maxX: string, maxY: string) => `De 0 à ${maxX} en largeur, de 0 à ${maxY} en hauteur sur cette page.`,
  missing: (names: string) => `Reste à placer : ${names}.`,
};

/** The keys of the catalogue and the arguments of each term. */
export type PdfPlacementTerms = typeof fr;
