/** Words of `<jse-pdf-pages>` in French. */
export const fr = {
  pages: 'Pages du document',
  pageOf: (page: number, count: number) => `Page ${page} sur ${count}`,
  labelledPage: (label: string, page: number, count: number) => `Page ${label} (${page} sur ${count})`,
  zoomOut: 'Réduire',
  zoomIn: 'Agrandir',
  fitWidth: 'Ajuster à la largeur',
  zoomTools: 'Affichage',
  loading: 'Ouverture du document…',
  passwordAsked: 'Ce document est protégé. Le mot de passe ne quitte pas cette page.',
  password: 'Mot de passe du document',
  passwordWrong: 'Ce mot de passe n’ouvre pas le document.',
  unlock: 'Ouvrir',
  pdf_password: 'Ce document est protégé par un mot de passe et ne peut pas être affiché.',
  pdf_damaged: 'Ce fichier n’est pas un PDF lisible.',
  pdf_empty: 'Ce document ne contient aucune page.',
  pdf_worker: 'L’affichage des PDF est bloqué par la configuration de cette page.',
  pdf_failed: 'Ce document ne peut pas être affiché.',
  pageFailed: (page: number) => `La page ${page} ne peut pas être affichée.`,
};

/** The keys of the catalogue and the arguments of each term. */
export type PdfPagesTerms = typeof fr;
