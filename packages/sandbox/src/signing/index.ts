export { appendOnly, type AllowedChanges, type AppendedRevision } from './append-only.ts';
export { undisplayableCharacters } from './appearance.ts';
export { cartoucheFontBytes } from './cartouche-fonts.ts';
export { SigningError, type SigningErrorCode } from './errors.ts';
export { createRevocationClient, createTimestampClient, type Fetch } from './http-clients.ts';
export { inspectUpload, maxUploadBytes } from './inspect-upload.ts';
export { prepareDocument } from './prepare-document.ts';
export { requestTimestampOf } from './timestamp-token.ts';
export { renewDocument, type RenewedDocument } from './renew-document.ts';
export { signField } from './sign-field.ts';
export { trialSignatures } from './trial-signature.ts';
export { collectValidationData, type RevocationProofs, type ValidationData } from './validation-data.ts';
export { createKeySigner, type RemoteSigner } from '../certificates/signer.ts';
export type {
  Cartouche,
  PadesLevel,
  PageBox,
  Placement,
  RevocationClient,
  SignatureFieldBox,
  SignatureFieldRequest,
  SignFieldInput,
  TimestampClient,
  UploadFinding,
  UploadFindingCode,
  UploadInspection,
  UploadRefusal,
} from './types.ts';
