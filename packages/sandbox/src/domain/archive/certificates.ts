import type { EvidenceBundle } from '@jse/verify/evidence';
import { isIssuedBy, readCertificate } from '../../certificates/index.ts';
import { signerCertificateOf } from '../../certificates/signed-data.ts';
import { fromBase64, toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { describe } from '../../outbox/jobs.ts';
import { providersOf } from '../providers.ts';
import { fileName } from './file-name.ts';
import type { PackSignature } from './signatures.ts';

/** A certificate (DER) under the name that it has in a pack, and when it was used for the last time in it. */
export interface PackCertificate {
  readonly name: string;
  readonly der: Uint8Array;
  readonly notAfter: Date;
  readonly lastUse: Date;
}

/** The certificates that signed files and stamped the log, each once. */
export interface PackCertificates {
  readonly root: Uint8Array;
  readonly issuing: Uint8Array;
  readonly ends: readonly PackCertificate[];
}

/** Collects them from the signatures that our authority has to answer for, and from the timestamps of the log. */
export async function certificatesIn(
  { pki }: Pick<Dependencies, 'pki'>,
  signatures: readonly PackSignature[],
  { timestamps = [] }: EvidenceBundle,
): Promise<PackCertificates> {
  const uses = signatures.map(({ certificate, at }) => ({ der: certificate, at }));
  for (const { token, at } of timestamps) {
    const der = signerCertificateOf(fromBase64(token));
    if (der && (await isIssuedBy(der, pki.issuingCertificate))) uses.push({ der, at: new Date(at) });
  }
  const ends = new Map<string, PackCertificate>();
  for (const { der, at } of uses) {
    const { commonName, serial, notAfter } = readCertificate(der);
    const name = `${fileName(commonName)}-${serial.slice(0, 8)}`;
    const before = ends.get(name);
    const lastUse = before && before.lastUse > at ? before.lastUse : at;
    ends.set(name, { name, der, notAfter, lastUse });
  }
  return { root: pki.rootCertificate, issuing: pki.issuingCertificate, ends: [...ends.values()] };
}

/** When those among them that are revoked were, by name. Asked after lists and answers: these may know less, not more. */
export async function revocationsOf(
  { pki }: Pick<Dependencies, 'pki'>,
  { ends }: PackCertificates,
): Promise<Map<string, Date>> {
  const revoked = new Map<string, Date>();
  for (const { name, der } of ends) {
    const said = await pki.statusOf(readCertificate(der).serial);
    if (said.status === 'revoked') revoked.set(name, said.at);
  }
  return revoked;
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
