export {
  makeFirmCertificate,
  makeIssuingCertificate,
  makeMemberCertificate,
  makeOcspResponderCertificate,
  makePlatformCertificate,
  makeRootCertificate,
  makeTimestampCertificate,
  randomSerial,
  type CertificateInput,
  type OrganizationSubject,
  type PersonSubject,
  type ServiceSubject,
} from './authority.ts';
export { readCertificate, type CertificateDetails } from './certificate-details.ts';
export { makeCrl, type RevokedCertificate } from './crl.ts';
export { CertificateError, type CertificateErrorCode } from './errors.ts';
export { createKeyVault, type KeyVault } from './key-vault.ts';
export { ocspRequest } from './ocsp-request.ts';
export { respondToOcspRequest, type CertificateStatus, type OcspResponderOptions } from './ocsp-responder.ts';
export { pkiUrls, type PkiUrls } from './pki-urls.ts';
export { policies, type SigningPolicy } from './policies.ts';
export type { RevocationReason } from './revocation-reason.ts';
export { createKeySigner, type RemoteSigner } from './signer.ts';
export { respondToTimestampQuery, type TimestampAuthorityOptions } from './timestamp-authority.ts';
export { generateKeyPair } from './web-crypto.ts';
export { isIssuedBy, type Authority } from './x509-issuer.ts';
