import {
  Asn1Fault,
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  isUniversal,
  rawOf,
  readTlv,
  universal,
} from '../../asn1/tlv.ts';
import type { Tlv } from '../../asn1/tlv.ts';
import { hexOf, octetsOf, oidOf, timeOf } from '../../asn1/values.ts';
import type { HashName } from '../../crypto/algorithms.ts';
import { UnsupportedAlgorithm } from '../../crypto/public-key.ts';
import { hashOf } from '../algorithm-identifier.ts';
import { parseCertificate, parseExtensions, type Certificate } from '../certificate.ts';

/** One certificate's status in an OCSP response. */
export interface SingleResponse {
  readonly hash: HashName;
  readonly issuerNameHash: Uint8Array;
  readonly issuerKeyHash: Uint8Array;
  readonly serialNumber: string;
  readonly status: 'good' | 'revoked' | 'unknown';
  readonly revokedAt: Date | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  /** A CRLReason's number (RFC 5280, 5.3.1), null where none is given. */
  readonly reason: number | null;
  /** From when on the responder still knows certificates that expired (RFC 6960, 4.4.4). */
  readonly archiveCutoff: Date | null;
}

/** A basic OCSP response (RFC 6960, 4.2.1) as slices of its DER; `responder` names who signed it, by name or SHA-1 of the key. */
export interface OcspResponse {
  readonly der: Uint8Array;
  readonly tbs: Uint8Array;
  readonly responder: { readonly name: Uint8Array } | { readonly keyHash: Uint8Array };
  readonly producedAt: Date;
  readonly responses: readonly SingleResponse[];
  readonly certificates: readonly Certificate[];
  readonly signatureAlgorithm: Uint8Array;
  readonly signature: Uint8Array;
}

const archiveCutoff = '1.3.6.1.5.5.7.48.1.6';
/** That nobody here asked makes any nonce (4.4.1) as good as none. */
const nonce = '1.3.6.1.5.5.7.48.1.2';
const basicResponse = '1.3.6.1.5.5.7.48.1.1';

/** Reads an OCSPResponse, or a BasicOCSPResponse by itself. Throws Asn1Fault. */
export function parseOcspResponse(der: Uint8Array): OcspResponse {
  const outer = expectUniversal(readTlv(der), universal.sequence, 'an OCSP response');
  const [first, wrapped] = childrenOf(outer);
  if (!isUniversal(first, 10)) return parseBasic(outer);
  if (contentOf(first)[0] !== 0 || !isContext(wrapped, 0)) throw new Asn1Fault('an OCSP response is no success', 0);
  const [inside] = childrenOf(wrapped);
  if (!inside) throw new Asn1Fault('an OCSP response is empty', 0);
  const [type, bytes] = childrenOf(inside);
  if (oidOf(type) !== basicResponse || !bytes) throw new Asn1Fault('an OCSP response of another type', 0);
  return parseBasic(readTlv(octetsOf(bytes)));
}

function parseBasic(tlv: Tlv): OcspResponse {
  const [tbs, algorithm, value, wrapped] = childrenOf(tlv);
  const parts = childrenOf(expectUniversal(tbs, universal.sequence, 'the response to be signed'));
  if (isContext(parts[0], 0)) parts.shift();
  const [responder, producedAt, list, extensions] = parts;
  if (!responder || !producedAt) throw new Asn1Fault('an OCSP response has no time', tlv.start);
  const bits = contentOf(expectUniversal(value, universal.bitString, 'a signature'));
  const [certificates] = wrapped ? childrenOf(wrapped) : [];
  const understood =
    !extensions || parseExtensions(extensions).every(({ oid, critical }) => !critical || oid === nonce);
  return {
    der: rawOf(tlv),
    tbs: rawOf(tbs as Tlv),
    responder: responderOf(responder),
    producedAt: timeOf(producedAt),
    // A critical extension that is not understood makes the response say nothing.
    responses: understood
      ? childrenOf(expectUniversal(list, universal.sequence, 'responses')).flatMap(parseSingle)
      : [],
    certificates: certificates ? childrenOf(certificates).flatMap(readableCertificate) : [],
    signatureAlgorithm: rawOf(expectUniversal(algorithm, universal.sequence, 'an algorithm')),
    signature: bits[0] === 0 ? bits.subarray(1) : new Uint8Array(),
  };
}

/** ResponderID: `[1]` a name, `[2]` a key's hash, both explicit. */
function responderOf(tlv: Tlv): OcspResponse['responder'] {
  const [value] = childrenOf(tlv);
  if (value && isContext(tlv, 1)) return { name: rawOf(value) };
  if (value && isContext(tlv, 2)) return { keyHash: octetsOf(value) };
  throw new Asn1Fault('an OCSP response names no responder', tlv.start);
}

/** A certificate beside the responder's that can't be read is no reason to lose the response. */
function readableCertificate(tlv: Tlv): Certificate[] {
  try {
    return [parseCertificate(rawOf(tlv))];
  } catch (error) {
    if (error instanceof Asn1Fault) return [];
    throw error;
  }
}

/** A response that hashes in a way not known here says nothing of any certificate. */
function parseSingle(tlv: Tlv): SingleResponse[] {
  const [id, status, thisUpdate, ...rest] = childrenOf(tlv);
  const [algorithm, nameHash, keyHash, serial] = childrenOf(
    expectUniversal(id, universal.sequence, 'a certificate id'),
  );
  if (!algorithm || !nameHash || !keyHash || !serial || !status || !thisUpdate)
    throw new Asn1Fault('a response', tlv.start);
  const next = isContext(rest[0], 0) ? childrenOf(rest[0])[0] : undefined;
  const [revokedAt, reason] = isContext(status, 1) ? childrenOf(status) : [];
  const [code] = isContext(reason, 0) ? childrenOf(reason) : [];
  const wrapped = rest.find((part) => isContext(part, 1));
  const extensions = wrapped ? parseExtensions(wrapped) : [];
  const cutoff = extensions.find(({ oid }) => oid === archiveCutoff);
  if (extensions.some(({ oid, critical }) => critical && oid !== archiveCutoff)) return [];
  try {
    return [
      {
        hash: hashOf(algorithm),
        issuerNameHash: contentOf(nameHash),
        issuerKeyHash: contentOf(keyHash),
        serialNumber: hexOf(contentOf(serial)),
        status: isContext(status, 0) ? 'good' : isContext(status, 1) ? 'revoked' : 'unknown',
        revokedAt: revokedAt ? timeOf(revokedAt) : null,
        thisUpdate: timeOf(thisUpdate),
        nextUpdate: next ? timeOf(next) : null,
        reason: code ? (contentOf(code)[0] ?? null) : null,
        archiveCutoff: cutoff ? timeOf(readTlv(cutoff.value)) : null,
      },
    ];
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) return [];
    throw error;
  }
}
