import type { PdfPagesTerms } from './pdf-pages.terms.fr.ts';

/** Words of `<jse-pdf-pages>` in English. */
export const en: PdfPagesTerms = {
  pages: 'Pages of the document',
  pageOf: (page, count) => `Page ${page} of ${count}`,
  labelledPage: (label, page, count) => `Page ${label} (${page} of ${count})`,
  zoomOut: 'Zoom out',
  zoomIn: 'Zoom in',
  fitWidth: 'Fit to width',
  zoomTools: 'Display',
  loading: 'Opening the document…',
  passwordAsked: 'This document is protected. The password does not leave this page.',
  password: 'Password of the document',
  passwordWrong: 'This password does not open the document.',
  unlock: 'Open',
  pdf_password: 'This document is protected by a password and cannot be shown.',
  pdf_damaged: 'This file is not a readable PDF.',
  pdf_empty: 'This document has no page.',
  pdf_worker: 'Showing PDFs is blocked by this page’s configuration.',
  pdf_failed: 'This document cannot be shown.',
  pageFailed: (page) => `Page ${page} cannot be shown.`,
};
