import { Asn1Fault } from '../../asn1/tlv.ts';
import { equalBytes } from '../../asn1/values.ts';
import { extensionOf, type Certificate } from '../certificate.ts';
import { sameName } from '../name.ts';
import { findRevoked, type Crl } from './crl.ts';
import { reasonsCovered } from './distribution-point.ts';
import type { RevocationStatement } from './statement.ts';

const removeFromCrl = 8;

/**
 * What CRLs say of a certificate (RFC 5280, 6.3.3): each complete one whose scope it is in, alone and with the newest
 * delta that fits it. `signerOf` finds the certificate whose key signed a CRL, null where nobody who may.
 */
export async function crlStatements(
  crls: readonly Crl[],
  certificate: Certificate,
  signerOf: (crl: Crl) => Promise<Certificate | null>,
): Promise<RevocationStatement[]> {
  const statements: RevocationStatement[] = [];
  for (const crl of crls) {
    if (crl.deltaBase !== null) continue;
    const reasons = readable(() => reasonsCovered(crl, certificate)) ?? 0;
    if (reasons === 0) continue;
    const signer = await signerOf(crl);
    if (!signer) continue;
    const delta = await newestDelta(crls, crl, signer, signerOf);
    const alone = readable(() => statementOf(crl, null, certificate, reasons));
    const together = delta && readable(() => statementOf(crl, delta, certificate, reasons));
    // What a delta takes back is taken back; what it adds counts beside the complete list.
    if (alone && !(together && alone.status === 'revoked')) statements.push(alone);
    if (together) statements.push(together);
  }
  return statements;
}

/** 6.3.3 (c): the same issuer, key and scope; built on no newer list than this, and itself newer. */
async function newestDelta(
  crls: readonly Crl[],
  complete: Crl,
  signer: Certificate,
  signerOf: (crl: Crl) => Promise<Certificate | null>,
): Promise<Crl | null> {
  let newest: Crl | null = null;
  for (const delta of crls) {
    if (delta.deltaBase === null || delta.number === null || complete.number === null) continue;
    if (delta.deltaBase > complete.number || delta.number <= complete.number) continue;
    if (!readable(() => sameName(delta.issuer, complete.issuer)) || !sameScope(delta, complete)) continue;
    if (newest?.number && newest.number >= delta.number) continue;
    const by = await signerOf(delta);
    if (by && equalBytes(by.publicKey, signer.publicKey)) newest = delta;
  }
  return newest;
}

function sameScope(a: Crl, b: Crl): boolean {
  const [own, other] = [a, b].map((crl) => extensionOf(crl, '2.5.29.28')?.value);
  return own && other ? equalBytes(own, other) : own === other;
}

function statementOf(
  complete: Crl,
  delta: Crl | null,
  certificate: Certificate,
  reasons: number,
): RevocationStatement | null {
  const { serialNumber, issuer } = certificate;
  const changed = delta ? findRevoked(delta, serialNumber, issuer) : null;
  const entry = changed ?? findRevoked(complete, serialNumber, issuer);
  const revoked = entry !== null && entry.reason !== removeFromCrl;
  const used = delta ? [complete, delta] : [complete];
  const newest = delta ?? complete;
  if (!revoked && (used.some((crl) => !crl.understood) || hasForgotten(newest, certificate))) return null;
  return {
    status: revoked ? 'revoked' : 'good',
    kind: 'crl',
    reasons,
    revokedAt: revoked ? entry.time : null,
    reason: revoked ? entry.reason : null,
    thisUpdate: newest.thisUpdate,
    nextUpdate: newest.nextUpdate,
    evidence: used,
    signatureAlgorithms: used.map((crl) => crl.signatureAlgorithm),
  };
}

/** A list drops what has expired, unless it says otherwise. */
function hasForgotten({ thisUpdate, keepsExpiredSince }: Crl, { notAfter }: Certificate): boolean {
  return thisUpdate > notAfter && (keepsExpiredSince === null || keepsExpiredSince > notAfter);
}

/** Evidence that can't be read is no evidence. */
function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof Asn1Fault) return null;
    throw error;
  }
}
