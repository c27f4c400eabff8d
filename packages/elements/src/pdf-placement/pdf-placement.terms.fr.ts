/** Words of `<jse-pdf-placement>` in French. */
export const fr = {
  palette: 'À placer',
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
    'Flèches pour déplacer d’un point, Maj avec une flèche pour dix points, Début et Fin pour aller au bord gauche ou droit, Page précédente et Page suivante pour changer de page, Espace pour cocher plusieurs emplacements et les déplacer ensemble, Entrée pour saisir la position, Alt avec Flèche haut ou bas pour aller à un autre emplacement de la page, Suppr pour retirer, Contrôle Z pour annuler.',
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
  undo: 'Annuler la dernière action',
  redo: 'Rétablir',
  undone: 'Dernière action annulée.',
  redone: 'Action rétablie.',
  formMode: 'Saisir les positions',
  marked: (count: number) =>
    count > 1
      ? `${count} emplacements cochés ensemble.`
      : count === 1
        ? 'Un emplacement coché.'
        : 'Aucun emplacement coché.',
  suggestionsFound: (count: number) =>
    count > 1 ? `${count} emplacements proposés par le document.` : 'Un emplacement proposé par le document.',
  suggestions: (count: number) =>
    count > 1 ? `Le document propose ${count} emplacements.` : 'Le document propose un emplacement.',
  suggestionAt: (page: number) => `page\u00a0${page}`,
  acceptAll: 'Tout placer',
  acceptOne: 'Placer',
  dismiss: 'Ignorer',
  suggestionsPlaced: (count: number) => (count > 1 ? `${count} signatures placées.` : 'Une signature placée.'),
  suggested: (name: string, found: string) => `Emplacement proposé pour ${name}, d’après « ${found} »`,
  suggestedAfter: (found: string, page: number) => `, d’après « ${found} », page ${page}`,
  suggestedShort: 'Proposé : cliquez pour placer',
  overlap: 'Cet emplacement en recouvre un autre.',
  overlapSaid: 'Il en recouvre un autre.',
  outside: 'Cet emplacement dépasse de la page : déplacez-le ou corrigez ses nombres.',
  inField: (name: string) => `Dans le champ « ${name} » du document. Le déplacer l’en détache.`,
  arrange: (count: number) => `${count} emplacements cochés`,
  left: 'Aligner à gauche',
  centre: 'Centrer horizontalement',
  right: 'Aligner à droite',
  top: 'Aligner en haut',
  middle: 'Centrer verticalement',
  bottom: 'Aligner en bas',
  columns: 'Répartir horizontalement',
  rows: 'Répartir verticalement',
  arranged: 'Emplacements alignés.',
  copyTo: 'Répéter sur les pages',
  copy: 'Répéter',
  copied: (count: number) =>
    count > 1 ? `Répété sur ${count} pages.` : count === 1 ? 'Répété sur une page.' : 'Rien à répéter sur ces pages.',
  badPages: (count: number) => `Indiquez des pages de 1 à ${count}, par exemple 1-3, 5.`,
  missing: (names: string) => `Reste à placer : ${names}.`,
};

/** The keys of the catalogue and the arguments of each term. */
export type PdfPlacementTerms = typeof fr;
