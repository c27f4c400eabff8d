import { defineTerms } from '../i18n/catalogue.ts';
import { fr } from './signature-report.terms.fr.ts';

/** The words of `<jse-signature-report>`. */
export const signatureReportTerms = defineTerms(
  'signature-report',
  fr,
  async () => (await import('./signature-report.terms.en.ts')).en,
);
