import type { CertificatePool } from './certificate-pool.ts';
import type { Certificate } from './certificate.ts';
import type { RevocationEvidence } from './revocation/statement.ts';
import type { SignatureCache } from './signature-cache.ts';

/** So many checks at most are begun that nobody asked for. */
const mostForeseen = 32;
/** Nothing longer is hashed on a guess. */
const longest = 1 << 16;

/**
 * Begins to check the signatures that a judgement will ask for, each by its likeliest issuer's key: WebCrypto's other
 * threads work on several while only one can be waited for. Concludes nothing: what is foreseen wrongly only takes longer.
 */
export function foreseeSignatures(
  certificates: readonly Certificate[],
  { crls, ocspResponses }: RevocationEvidence,
  pool: CertificatePool,
  signatures: SignatureCache,
  at: Date,
): void {
  let begun = 0;
  const begin = (subject: Parameters<SignatureCache['check']>[0], issuer: Certificate | undefined): void => {
    if (!issuer || subject.tbs.length > longest || begun++ >= mostForeseen) return;
    signatures.check(subject, issuer).catch(() => undefined);
  };
  for (const certificate of certificates.slice(0, mostForeseen)) {
    if (!pool.isAnchor(certificate)) begin(certificate, pool.issuersOf(certificate, at)[0]?.certificate);
  }
  for (const response of ocspResponses.slice(0, mostForeseen)) {
    const { responder, certificates: own } = response;
    begin(response, own[0] ?? ('name' in responder ? pool.named(responder.name)[0] : undefined));
    for (const delegate of own.slice(0, 1)) begin(delegate, pool.issuersOf(delegate, at)[0]?.certificate);
  }
  for (const crl of crls.slice(0, mostForeseen)) begin(crl, pool.named(crl.issuer)[0]);
}
