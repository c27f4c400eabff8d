// Written by scripts/frameworks.ts from the custom-elements manifest.

import { createComponent, type EventName } from '@lit/react';
import * as React from 'react';
import { JseCollectionBuilder } from '../collection-builder/collection-builder.ts';
import { JseCollectionTracker } from '../collection-tracker/collection-tracker.ts';
import { JseOtpFrame } from '../otp-frame/otp-frame.ts';
import { JseOtpPrompt } from '../otp-prompt/otp-prompt.ts';
import { JseParapheur } from '../parapheur/parapheur.ts';
import { JsePdfPages } from '../pdf-pages/pdf-pages.ts';
import { JsePdfPlacement } from '../pdf-placement/pdf-placement.ts';
import { JseProvider } from '../provider/provider.ts';
import { JseSignatureReport } from '../signature-report/signature-report.ts';
import { JseSigner } from '../signer/signer.ts';
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

/** `<jse-collection-builder>`: Prepares a collection that the vendor's back end has made: documents, signers in order, visible signatures, cost, and the launch, or the handing over to somebody who may launch. */
export const CollectionBuilder = /* @__PURE__ */ createComponent({
  tagName: 'jse-collection-builder',
  elementClass: JseCollectionBuilder,
  react: React,
  events: {
    onJseBeforeCollectionChange: 'jse-before-collection-change' as EventName<BeforeCollectionChangeEvent>,
    onJseCollectionChange: 'jse-collection-change' as EventName<CollectionChangeEvent>,
    onJseBeforeLaunch: 'jse-before-launch' as EventName<BeforeLaunchEvent>,
    onJseCollectionLaunched: 'jse-collection-launched' as EventName<CollectionLaunchedEvent>,
    onJseCollectionPrepared: 'jse-collection-prepared' as EventName<CollectionPreparedEvent>,
  },
});

/** `<jse-collection-tracker>`: Follows one collection: who has signed, whose turn it is, until when; reminds, reorders, replaces, cancels, and has files, archive and evidence. */
export const CollectionTracker = /* @__PURE__ */ createComponent({
  tagName: 'jse-collection-tracker',
  elementClass: JseCollectionTracker,
  react: React,
  events: {
    onJseBeforeFollowUp: 'jse-before-follow-up' as EventName<BeforeFollowUpEvent>,
    onJseFollowUp: 'jse-follow-up' as EventName<FollowUpEvent>,
    onJseCollectionUpdate: 'jse-collection-update' as EventName<CollectionUpdateEvent>,
  },
});

/** `<jse-otp-frame>`: The isolated mode of the code's prompt: consent and code are given in a page of the platform's, in a frame of another origin, that this page can neither read nor drive. */
export const OtpFrame = /* @__PURE__ */ createComponent({
  tagName: 'jse-otp-frame',
  elementClass: JseOtpFrame,
  react: React,
  events: {
    onJseFrameSettled: 'jse-frame-settled' as EventName<FrameSettledEvent>,
    onJseFrameStopped: 'jse-frame-stopped' as EventName<FrameStoppedEvent>,
    onJseFrameBusy: 'jse-frame-busy' as EventName<FrameBusyEvent>,
  },
});

/** `<jse-otp-prompt>`: Asks for the six digits of an SMS code: one input that takes typing, paste and autofill in any format, and WebOTP where the browser has it. */
export const OtpPrompt = /* @__PURE__ */ createComponent({
  tagName: 'jse-otp-prompt',
  elementClass: JseOtpPrompt,
  react: React,
  events: {
    onJseCodeEntered: 'jse-code-entered' as EventName<CodeEnteredEvent>,
    onJseCodeResend: 'jse-code-resend' as EventName<CodeResendEvent>,
  },
});

/** `<jse-parapheur>`: The expert's tray: everything that waits for his act. */
export const Parapheur = /* @__PURE__ */ createComponent({
  tagName: 'jse-parapheur',
  elementClass: JseParapheur,
  react: React,
  events: {
    onJseBeforeBatch: 'jse-before-batch' as EventName<BeforeBatchEvent>,
    onJseBatchSigned: 'jse-batch-signed' as EventName<BatchSignedEvent>,
    onJseEntriesLaunched: 'jse-entries-launched' as EventName<EntriesLaunchedEvent>,
  },
});

/** `<jse-pdf-pages>`: The pages of a PDF in a scroller: only what is near the view is drawn, sharp at the device's pixel ratio, with a text layer for selection and screen readers. */
export const PdfPages = /* @__PURE__ */ createComponent({
  tagName: 'jse-pdf-pages',
  elementClass: JsePdfPages,
  react: React,
  events: {
    onJsePagesReady: 'jse-pages-ready' as EventName<PagesReadyEvent>,
    onJsePagesError: 'jse-pages-error' as EventName<PagesErrorEvent>,
    onJsePageChange: 'jse-page-change' as EventName<PageChangeEvent>,
    onJsePageRendered: 'jse-page-rendered' as EventName<PageRenderedEvent>,
    onJsePagesLayout: 'jse-pages-layout' as EventName<PagesLayoutEvent>,
  },
});

/** `<jse-pdf-placement>`: Places the visible signatures of a document's signers: by dragging, by clicking, by keyboard or by numbers, kept to the platform's rules (200 × 50 points, 10 points free on the right). */
export const PdfPlacement = /* @__PURE__ */ createComponent({
  tagName: 'jse-pdf-placement',
  elementClass: JsePdfPlacement,
  react: React,
  events: {
    onJseBeforePlacementsChange: 'jse-before-placements-change' as EventName<BeforePlacementsChangeEvent>,
    onJsePlacementsChange: 'jse-placements-change' as EventName<PlacementsChangeEvent>,
  },
});

/** `<jse-provider>`: Gives the elements below it what they share: the session's client, language, words and asset addresses. */
export const Provider = /* @__PURE__ */ createComponent({
  tagName: 'jse-provider',
  elementClass: JseProvider,
  react: React,
  events: {},
});

/** `<jse-signature-report>`: Verifies a signed PDF that is dropped, chosen or given, and reports: the verdict in one sentence, each signature, the revisions on a line, what changed after each signature with the pages before and after, the certificates. */
export const SignatureReport = /* @__PURE__ */ createComponent({
  tagName: 'jse-signature-report',
  elementClass: JseSignatureReport,
  react: React,
  events: {
    onJseVerified: 'jse-verified' as EventName<VerifiedEvent>,
    onJseVerificationFailed: 'jse-verification-failed' as EventName<VerificationFailedEvent>,
  },
});

/** `<jse-signer>`: Reading, consent, code and signature of one signer, from the invitation to the proof. */
export const Signer = /* @__PURE__ */ createComponent({
  tagName: 'jse-signer',
  elementClass: JseSigner,
  react: React,
  events: {
    onJseSigned: 'jse-signed' as EventName<SignedEvent>,
    onJseRefused: 'jse-refused' as EventName<RefusedEvent>,
    onJseSignerState: 'jse-signer-state' as EventName<SignerStateEvent>,
  },
});
