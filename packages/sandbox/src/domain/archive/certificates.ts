import type { VerificationReport } from '@jse/verify';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { equalBytes } from '../../certificates/bytes.ts';
import { readCertificate } from '../../certificates/certificate-details.ts';
import { signerCertificateOf } from '../../certificates/signed-data.ts';
import { fromBase64, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { describe } from '../../outbox/jobs.ts';
import { providersOf } from '../providers.ts';
import { fileName } from './file-name.ts';

/** The certificates (DER) that signed files and stamped the log, each once under the name that it has in a pack. */
export interface PackCertificates {
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  readonly ends: readonly { readonly name: string; readonly der: Uint8Array; readonly notAfter: Date }[];
}

/** Collects them from our own reports on the files (only paths to our root) and from the timestamps of the log. */
export function certificatesIn(
  { pki }: Pick<Dependencies, 'pki'>,
  reports: readonly VerificationReport[],
  { timestamps = [] }: EvidenceBundle,
): PackCertificates {
  const signers = reports.flatMap(({ signatures }) =>
    signatures.flatMap(({ trust, certificate }) => (trust.path.length > 0 && certificate ? [certificate.der] : [])),
  );
  const stampers = timestamps.map(({ token }) => signerCertificateOf(fromBase64(token)));
  const ends = new Map<string, { name: string; der: Uint8Array; notAfter: Date }>();
  for (const der of [...signers.map(fromBase64), ...stampers]) {
    if (!der) continue;
    const { commonName, serial, issuer, notAfter } = readCertificate(der);
    if (!equalBytes(issuer, readCertificate(pki.issuingCertificate).subject)) continue;
    const name = `${fileName(commonName)}-${serial.slice(0, 8)}`;
    ends.set(name, { name, der, notAfter });
  }
  return { root: pki.rootCertificate, issuing: pki.issuingCertificate, ends: [...ends.values()] };
}

/** An answer of the OCSP responder about each certificate (DER), by its name; a service that is down gives less. */
export async function ocspOf(
  deps: Dependencies,
  { ends, issuing }: PackCertificates,
): Promise<Map<string, Uint8Array>> {
  const { revocation } = providersOf(deps);
  const answers = new Map<string, Uint8Array>();
  for (const { name, der } of ends) {
    try {
      answers.set(name, await revocation.ocsp(der, issuing));
    } catch (error) {
      deps.log({ event: 'evidence.validation-missing', level: 'warn', error: describe(error) });
    }
  }
  return answers;
}

/** DER in the armour of RFC 7468. */
export function pem(label: 'CERTIFICATE' | 'X509 CRL', der: Uint8Array): string {
  const lines = toBase64(der).match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
