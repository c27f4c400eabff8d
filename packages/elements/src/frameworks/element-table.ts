// Written by scripts/frameworks.ts from the custom-elements manifest.

import type { JseCollectionBuilder } from '../collection-builder/collection-builder.ts';
import type { JseCollectionTracker } from '../collection-tracker/collection-tracker.ts';
import type { JseOtpFrame } from '../otp-frame/otp-frame.ts';
import type { JseOtpPrompt } from '../otp-prompt/otp-prompt.ts';
import type { JseParapheur } from '../parapheur/parapheur.ts';
import type { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import type { JsePdfPlacement } from '../pdf-placement/pdf-placement.ts';
import type { JseProvider } from '../provider/provider.ts';
import type { JseSignatureReport } from '../signature-report/signature-report.ts';
import type { JseSigner } from '../signer/signer.ts';
import type { BatchSignedEvent } from '../parapheur/parapheur.events.ts';
import type { BeforeBatchEvent } from '../parapheur/parapheur.events.ts';
import type { BeforeCollectionChangeEvent } from '../collection-builder/collection-builder.events.ts';
import type { BeforeFollowUpEvent } from '../collection-tracker/collection-tracker.events.ts';
import type { BeforeLaunchEvent } from '../collection-builder/collection-builder.events.ts';
import type { BeforePlacementsChangeEvent } from '../pdf-placement/pdf-placement.events.ts';
import type { CodeEnteredEvent } from '../otp-prompt/otp-prompt.events.ts';
import type { CodeResendEvent } from '../otp-prompt/otp-prompt.events.ts';
import type { CollectionChangeEvent } from '../collection-builder/collection-builder.events.ts';
import type { CollectionLaunchedEvent } from '../collection-builder/collection-builder.events.ts';
import type { CollectionPreparedEvent } from '../collection-builder/collection-builder.events.ts';
import type { CollectionUpdateEvent } from '../collection-tracker/collection-tracker.events.ts';
import type { EntriesLaunchedEvent } from '../parapheur/parapheur.events.ts';
import type { FollowUpEvent } from '../collection-tracker/collection-tracker.events.ts';
import type { FrameBusyEvent } from '../otp-frame/otp-frame.events.ts';
import type { FrameSettledEvent } from '../otp-frame/otp-frame.events.ts';
import type { FrameStoppedEvent } from '../otp-frame/otp-frame.events.ts';
import type { PageChangeEvent } from '../pdf-pages/pdf-pages.events.ts';
import type { PageRenderedEvent } from '../pdf-pages/pdf-pages.events.ts';
import type { PagesErrorEvent } from '../pdf-pages/pdf-pages.events.ts';
import type { PagesLayoutEvent } from '../pdf-pages/pdf-pages.events.ts';
import type { PagesReadyEvent } from '../pdf-pages/pdf-pages.events.ts';
import type { PlacementsChangeEvent } from '../pdf-placement/pdf-placement.events.ts';
import type { RefusedEvent } from '../signer/signer.events.ts';
import type { SignedEvent } from '../signer/signer.events.ts';
import type { SignerStateEvent } from '../signer/signer.events.ts';
import type { VerificationFailedEvent } from '../signature-report/signature-report.events.ts';
import type { VerifiedEvent } from '../signature-report/signature-report.events.ts';

/** What a host may set on each element, by tag. */
export interface ElementProperties {
  'jse-collection-builder': Partial<Pick<JseCollectionBuilder, 'collectionId' | 'client' | 'contacts' | 'templates'>>;
  'jse-collection-tracker': Partial<Pick<JseCollectionTracker, 'collectionId' | 'client'>>;
  'jse-otp-frame': Partial<Pick<JseOtpFrame, 'client' | 'acts'>>;
  'jse-otp-prompt': Partial<
    Pick<
      JseOtpPrompt,
      | 'name'
      | 'phone'
      | 'reference'
      | 'expiresAt'
      | 'resendAt'
      | 'triesLeft'
      | 'status'
      | 'disabled'
      | 'required'
      | 'submitLabel'
      | 'withoutSubmit'
      | 'value'
    >
  >;
  'jse-parapheur': Partial<Pick<JseParapheur, 'client' | 'codeEntry'>>;
  'jse-pdf-pages': Partial<Pick<JsePdfPages, 'document' | 'zoom' | 'name' | 'noToolbar' | 'thumbnails' | 'noPassword'>>;
  'jse-pdf-placement': Partial<
    Pick<
      JsePdfPlacement,
      | 'document'
      | 'documentName'
      | 'signers'
      | 'placements'
      | 'maxPerSigner'
      | 'name'
      | 'required'
      | 'disabled'
      | 'noSuggestions'
      | 'formMode'
    >
  >;
  'jse-provider': Partial<Pick<JseProvider, 'client' | 'strings' | 'pdfAssets' | 'scheme' | 'lang'>>;
  'jse-signature-report': Partial<
    Pick<
      JseSignatureReport,
      'file' | 'fileName' | 'trustAnchors' | 'at' | 'revocation' | 'changePolicy' | 'signatureKinds' | 'fixed'
    >
  >;
  'jse-signer': Partial<
    Pick<
      JseSigner,
      'collectionId' | 'signerId' | 'trustAnchors' | 'support' | 'client' | 'codeEntry' | 'requireReading'
    >
  >;
}

/** The attributes of each element with the properties that they stand for. */
export interface ElementAttributes {
  'jse-collection-builder': { 'collection-id'?: JseCollectionBuilder['collectionId'] };
  'jse-collection-tracker': { 'collection-id'?: JseCollectionTracker['collectionId'] };
  'jse-otp-frame': Record<never, never>;
  'jse-otp-prompt': {
    'expires-at'?: JseOtpPrompt['expiresAt'];
    'resend-at'?: JseOtpPrompt['resendAt'];
    'tries-left'?: JseOtpPrompt['triesLeft'];
    'submit-label'?: JseOtpPrompt['submitLabel'];
    'without-submit'?: JseOtpPrompt['withoutSubmit'];
  };
  'jse-parapheur': { 'code-entry'?: JseParapheur['codeEntry'] };
  'jse-pdf-pages': { 'no-toolbar'?: JsePdfPages['noToolbar']; 'no-password'?: JsePdfPages['noPassword'] };
  'jse-pdf-placement': {
    'document-name'?: JsePdfPlacement['documentName'];
    'max-per-signer'?: JsePdfPlacement['maxPerSigner'];
    'no-suggestions'?: JsePdfPlacement['noSuggestions'];
    'form-mode'?: JsePdfPlacement['formMode'];
  };
  'jse-provider': Record<never, never>;
  'jse-signature-report': {
    'file-name'?: JseSignatureReport['fileName'];
    'change-policy'?: JseSignatureReport['changePolicy'];
  };
  'jse-signer': {
    'collection-id'?: JseSigner['collectionId'];
    'signer-id'?: JseSigner['signerId'];
    'code-entry'?: JseSigner['codeEntry'];
    'require-reading'?: JseSigner['requireReading'];
  };
}

/** The events of each element. */
export interface ElementEvents {
  'jse-collection-builder': {
    'jse-before-collection-change': BeforeCollectionChangeEvent;
    'jse-collection-change': CollectionChangeEvent;
    'jse-before-launch': BeforeLaunchEvent;
    'jse-collection-launched': CollectionLaunchedEvent;
    'jse-collection-prepared': CollectionPreparedEvent;
  };
  'jse-collection-tracker': {
    'jse-before-follow-up': BeforeFollowUpEvent;
    'jse-follow-up': FollowUpEvent;
    'jse-collection-update': CollectionUpdateEvent;
  };
  'jse-otp-frame': {
    'jse-frame-settled': FrameSettledEvent;
    'jse-frame-stopped': FrameStoppedEvent;
    'jse-frame-busy': FrameBusyEvent;
  };
  'jse-otp-prompt': { 'jse-code-entered': CodeEnteredEvent; 'jse-code-resend': CodeResendEvent };
  'jse-parapheur': {
    'jse-before-batch': BeforeBatchEvent;
    'jse-batch-signed': BatchSignedEvent;
    'jse-entries-launched': EntriesLaunchedEvent;
  };
  'jse-pdf-pages': {
    'jse-pages-ready': PagesReadyEvent;
    'jse-pages-error': PagesErrorEvent;
    'jse-page-change': PageChangeEvent;
    'jse-page-rendered': PageRenderedEvent;
    'jse-pages-layout': PagesLayoutEvent;
  };
  'jse-pdf-placement': {
    'jse-before-placements-change': BeforePlacementsChangeEvent;
    'jse-placements-change': PlacementsChangeEvent;
  };
  'jse-provider': Record<never, never>;
  'jse-signature-report': { 'jse-verified': VerifiedEvent; 'jse-verification-failed': VerificationFailedEvent };
  'jse-signer': { 'jse-signed': SignedEvent; 'jse-refused': RefusedEvent; 'jse-signer-state': SignerStateEvent };
}
