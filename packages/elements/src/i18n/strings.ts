import type { CollectionBuilderTerms } from '../collection-builder/collection-builder.terms.fr.ts';
import type { CollectionTrackerTerms } from '../collection-tracker/collection-tracker.terms.fr.ts';
import type { OtpFrameTerms } from '../otp-frame/otp-frame.terms.fr.ts';
import type { OtpPromptTerms } from '../otp-prompt/otp-prompt.terms.fr.ts';
import type { ParapheurTerms } from '../parapheur/parapheur.terms.fr.ts';
import type { PdfPagesTerms } from '../pdf-pages/pdf-pages.terms.fr.ts';
import type { PdfPlacementTerms } from '../pdf-placement/pdf-placement.terms.fr.ts';
import type { SignatureReportTerms } from '../signature-report/signature-report.terms.fr.ts';
import type { SignerTerms } from '../signer/signer.terms.fr.ts';

/** Every element's terms by catalogue name. An element's author adds one line (types only: nothing is bundled). */
export interface TermCatalogues {
  'collection-builder': CollectionBuilderTerms;
  'collection-tracker': CollectionTrackerTerms;
  'otp-frame': OtpFrameTerms;
  'otp-prompt': OtpPromptTerms;
  parapheur: ParapheurTerms;
  'pdf-pages': PdfPagesTerms;
  'pdf-placement': PdfPlacementTerms;
  'signature-report': SignatureReportTerms;
  signer: SignerTerms;
}

/** Words of the host's own, by element and key, for the language that it shows; given to `<jse-provider>.strings`. */
export type Strings = { readonly [Name in keyof TermCatalogues]?: Partial<TermCatalogues[Name]> };
