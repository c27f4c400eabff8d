export { certificateRules, revocationReasons } from './certificates.ts';
export { codeEntries, type CodeEntryPlace, type Isolation, isolationOf, isolations } from './code-entry.ts';
export { consent, type ConsentLanguage } from './consent.ts';
export { deadlines } from './deadlines.ts';
export { eventTypes, type EventType } from './events.ts';
export { identityCheckStates, type IdentityCheckState, identityRules } from './identity.ts';
export { limits } from './limits.ts';
export { otpRules, phoneFlags, type PhoneFlag } from './otp.ts';
export {
  certificateYears,
  delegations,
  type Delegation,
  padesLevels,
  type PadesLevel,
  sessionPurposes,
  type SessionPurpose,
  signatureLevels,
  type SignatureLevel,
} from './people.ts';
export { personalData, type PersonalDataCategory, type PersonalDataRule } from './personal-data.ts';
export { placementBounds, placementFits, visibleSignature } from './placement.ts';
export { type BillingUnit, billingUnits, costOf, type Cost, creditNoteCents, prices, vatOf } from './prices.ts';
export { retryDelay, type RetryRule, retryRules } from './retries.ts';
export { rateLimits } from './rate-limits.ts';
export { automaticReminders } from './reminders.ts';
export {
  ceremonyStates,
  type CeremonyState,
  collectionMoves,
  type CollectionMove,
  collectionStates,
  type CollectionState,
  moveCollection,
  moveSigner,
  openTurn,
  signerMoves,
  type SignerMove,
  signerStates,
  type SignerState,
} from './states.ts';
export { terms } from './terms.ts';
export { type UploadFinding, uploadFindings } from './upload-findings.ts';
export { webhookRules } from './webhooks.ts';
export { type ReadyTemplate, readyTemplates, type TemplateRole } from './templates.ts';
