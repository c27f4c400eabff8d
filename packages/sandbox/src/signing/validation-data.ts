import { BasicOCSPResponse, OCSPResponse, OCSPResponseStatus } from '@peculiar/asn1-ocsp';
import { AsnConvert } from '@peculiar/asn1-schema';
import { CertificateList } from '@peculiar/asn1-x509';
import { equalBytes, toHex } from '../certificates/bytes.ts';
import { readCertificate } from '../certificates/certificate-details.ts';
import { SigningError } from './errors.ts';
import type { RevocationClient } from './types.ts';

/** Certificates and revocation data (DER) with which signatures can be validated later (EN 319 142-1 5.4). */
export interface ValidationData {
  certificates: Uint8Array[];
  ocspResponses: Uint8Array[];
  crls: Uint8Array[];
}

/** What says that a certificate was not revoked: an OCSP response or a CRL (DER). */
type RevocationProof = ({ ocsp: Uint8Array } | { crl: Uint8Array }) & { nextUpdate: Date | undefined };

/** Proofs got before, by the certificate (hexadecimal DER): one batch asks for each once while they are valid. */
export type RevocationProofs = Map<string, RevocationProof>;

/** How validation data is collected. */
export interface CollectOptions {
  /** `kept`, as at a renewal, which proves when a signature was made: a certificate revoked since is no obstacle. */
  revoked?: 'refused' | 'kept';
  /** Proofs to reuse until their nextUpdate, and to add to. */
  proofs?: RevocationProofs;
  /** The time at which a proof must be valid to be reused; without it none is. */
  at?: Date;
}

/**
 * Collects validation data for each end certificate: its path through `pool` up to a self-issued certificate, and for
 * every certificate below that root an OCSP response, or the CRL when there is no OCSP or it fails. Errors:
 * `chain_incomplete`, `revocation_unavailable`, `certificate_revoked` (not where revoked ones are kept).
 */
export async function collectValidationData(
  ends: readonly Uint8Array[],
  pool: readonly Uint8Array[],
  revocation: RevocationClient,
  { revoked = 'refused', proofs = new Map(), at }: CollectOptions = {},
): Promise<ValidationData> {
  const data: ValidationData = { certificates: [], ocspResponses: [], crls: [] };
  for (const end of ends) {
    for (const [certificate, issuer] of pathOf(end, pool)) {
      if (!addUnique(data.certificates, certificate) || !issuer) continue;
      const key = toHex(certificate);
      const got = proofs.get(key);
      const fresh = at && got?.nextUpdate && got.nextUpdate > at;
      const proof = fresh ? got : await revocationProof(certificate, issuer, revocation, revoked === 'refused');
      if (!fresh) proofs.set(key, proof);
      if ('ocsp' in proof) addUnique(data.ocspResponses, proof.ocsp);
      else addUnique(data.crls, proof.crl);
    }
  }
  return data;
}

/** The path from an end certificate to its root, each with its issuer; the root has none. */
function pathOf(end: Uint8Array, pool: readonly Uint8Array[]): [Uint8Array, Uint8Array | undefined][] {
  const path: [Uint8Array, Uint8Array | undefined][] = [];
  let current = end;
  while (path.length <= pool.length) {
    const details = readCertificate(current);
    if (details.selfIssued) return [...path, [current, undefined]];
    const named = pool.filter((candidate) => equalBytes(readCertificate(candidate).subject, details.issuer));
    // An authority that has renewed its key keeps its name.
    const key = details.issuerKeyIdentifier;
    const byKey = named.find((candidate) => key && equalBytes(readCertificate(candidate).keyIdentifier ?? key, key));
    const issuer = byKey ?? named[0];
    if (!issuer) break;
    path.push([current, issuer]);
    current = issuer;
  }
  throw new SigningError('chain_incomplete', `no path from "${readCertificate(end).commonName}" to a root`);
}

async function revocationProof(
  certificate: Uint8Array,
  issuer: Uint8Array,
  revocation: RevocationClient,
  refuse: boolean,
): Promise<RevocationProof> {
  const { ocspUrl, crlUrl, commonName } = readCertificate(certificate);
  const failures: unknown[] = [];
  if (ocspUrl) {
    try {
      const ocsp = await revocation.ocsp(certificate, issuer);
      const { status, nextUpdate } = ocspStatus(ocsp, certificate);
      if (refuse) refuseRevoked(status, commonName);
      return { ocsp, nextUpdate };
    } catch (failure) {
      if (failure instanceof SigningError && failure.code === 'certificate_revoked') throw failure;
      failures.push(failure);
    }
  }
  if (crlUrl) {
    try {
      const crl = await revocation.crl(certificate);
      const { status, nextUpdate } = crlStatus(crl, certificate);
      if (refuse) refuseRevoked(status, commonName);
      return { crl, nextUpdate };
    } catch (failure) {
      if (failure instanceof SigningError && failure.code === 'certificate_revoked') throw failure;
      failures.push(failure);
    }
  }
  throw new SigningError('revocation_unavailable', `no revocation data for "${commonName}"`, failures.at(-1));
}

function refuseRevoked(status: 'good' | 'revoked', commonName: string): void {
  if (status === 'revoked') throw new SigningError('certificate_revoked', `the certificate "${commonName}" is revoked`);
}

interface ProofContent {
  status: 'good' | 'revoked';
  nextUpdate: Date | undefined;
}

function ocspStatus(response: Uint8Array, certificate: Uint8Array): ProofContent {
  const { responseStatus, responseBytes } = AsnConvert.parse(response as BufferSource, OCSPResponse);
  if (responseStatus !== OCSPResponseStatus.successful || !responseBytes) {
    throw new Error(`the OCSP responder answered ${OCSPResponseStatus[responseStatus]}`);
  }
  const { serial } = readCertificate(certificate);
  const { responses } = AsnConvert.parse(responseBytes.response.buffer, BasicOCSPResponse).tbsResponseData;
  const single = responses.find(({ certID }) => serialHex(certID.serialNumber) === serial);
  if (!single || single.certStatus.unknown !== undefined) throw new Error('the OCSP responder does not know it');
  return { status: single.certStatus.revoked ? 'revoked' : 'good', nextUpdate: single.nextUpdate };
}

function crlStatus(crl: Uint8Array, certificate: Uint8Array): ProofContent {
  const { serial } = readCertificate(certificate);
  const { revokedCertificates, nextUpdate } = AsnConvert.parse(crl as BufferSource, CertificateList).tbsCertList;
  const listed = revokedCertificates?.some(({ userCertificate }) => serialHex(userCertificate) === serial);
  return { status: listed ? 'revoked' : 'good', nextUpdate: nextUpdate?.getTime() };
}

function serialHex(serialNumber: ArrayBuffer): string {
  return toHex(new Uint8Array(serialNumber)).replace(/^(00)+(?=..)/u, '');
}

function addUnique(list: Uint8Array[], value: Uint8Array): boolean {
  if (list.some((one) => equalBytes(one, value))) return false;
  list.push(value);
  return true;
}
