export type { BuilderChange } from './collection-builder/builder-changes.ts';
export type { Budget } from './collection-builder/builder-model.ts';
export {
  BeforeCollectionChangeEvent,
  BeforeLaunchEvent,
  CollectionChangeEvent,
  CollectionLaunchedEvent,
  CollectionPreparedEvent,
} from './collection-builder/collection-builder.events.ts';
export { JseCollectionBuilder } from './collection-builder/collection-builder.ts';
export type { DocumentSource } from './collection-builder/host-documents.ts';
export type { ContactSource, ContactSuggestion } from './collection-builder/contact-search.ts';
export type { TemplateOffer, TemplateSource } from './collection-builder/template-start.ts';
export {
  BeforeFollowUpEvent,
  CollectionUpdateEvent,
  type FollowUpAct,
  FollowUpEvent,
} from './collection-tracker/collection-tracker.events.ts';
export { JseCollectionTracker } from './collection-tracker/collection-tracker.ts';
export { clientContext, type LocaleContext, localeContext, pdfAssetsContext } from './context/index.ts';
export type { PageBox, Point, Size } from './geometry/index.ts';
export { type Catalogue, defineTerms, type Language, languages, Localize, type Strings } from './i18n/index.ts';
export { FrameBusyEvent, FrameSettledEvent, FrameStoppedEvent } from './otp-frame/otp-frame.events.ts';
export type { CodeEntry } from './otp-frame/isolation.ts';
export { JseOtpFrame, type OtpFrameClient } from './otp-frame/otp-frame.ts';
export { CodeEnteredEvent, CodeResendEvent } from './otp-prompt/otp-prompt.events.ts';
export { JseOtpPrompt, type OtpStatus } from './otp-prompt/otp-prompt.ts';
export { BatchSignedEvent, BeforeBatchEvent, EntriesLaunchedEvent } from './parapheur/parapheur.events.ts';
export type { TrayStep } from './parapheur/parapheur-machine.ts';
export { JseParapheur } from './parapheur/parapheur.ts';
export { type PdfAssets, pdfAssetsAt } from './pdf-pages/pdf-assets.ts';
export { type OpenPdfOptions, PdfDocument, type PdfPage } from './pdf-pages/pdf-document.ts';
export { PdfError, type PdfErrorCode } from './pdf-pages/pdf-error.ts';
export {
  PageChangeEvent,
  PageRenderedEvent,
  PagesErrorEvent,
  PagesLayoutEvent,
  PagesReadyEvent,
} from './pdf-pages/pdf-pages.events.ts';
export { JsePdfPages } from './pdf-pages/pdf-pages.ts';
export type { PdfSource } from './pdf-pages/pdf-source.ts';
export type { Zoom } from './pdf-pages/zoom.ts';
export {
  BeforePlacementsChangeEvent,
  type PlacementAction,
  PlacementsChangeEvent,
} from './pdf-placement/pdf-placement.events.ts';
export { JsePdfPlacement } from './pdf-placement/pdf-placement.ts';
export type { PlacementSigner, SignerPlacement } from './pdf-placement/placement-model.ts';
export { JseProvider } from './provider/provider.ts';
export { VerificationFailedEvent, VerifiedEvent } from './signature-report/signature-report.events.ts';
export { JseSignatureReport } from './signature-report/signature-report.ts';
export type { SignatureProof } from './signer/signature-proof.ts';
export { RefusedEvent, type SignedDocument, SignedEvent, SignerStateEvent } from './signer/signer.events.ts';
export type { SignerClient } from './signer/signer-task.ts';
export { JseSigner } from './signer/signer.ts';
export type { SignerStep } from './signer/signer-machine.ts';
export type { Support } from './signer/signer-view.ts';
export { baseStyles, baseTokens, colorTokens, controlStyles, signerColors, tokenStyles } from './theme/index.ts';
