import {
  Asn1Fault,
  childrenOf,
  contentOf,
  expectUniversal,
  isContext,
  readTlv,
  universal,
  type Tlv,
} from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { hashByOid, signatureByOid, type HashName } from '../crypto/algorithms.ts';
import { UnsupportedAlgorithm } from '../crypto/public-key.ts';
import type { PssParameters } from '../crypto/rsa.ts';
import type { SignatureAlgorithm } from '../crypto/verify-signature.ts';

/** The hash that an AlgorithmIdentifier names. Throws UnsupportedAlgorithm or Asn1Fault. */
export function hashOf(algorithm: Tlv): HashName {
  const oid = oidOf(childrenOf(algorithm)[0]);
  const hash = hashByOid[oid];
  if (!hash) throw new UnsupportedAlgorithm(`the hash ${oid} is not supported`);
  return hash;
}

/**
 * The signature algorithm that an AlgorithmIdentifier names; `outerHash` is the digest algorithm beside it, where its
 * OID leaves the hash open (rsaEncryption in CMS). Throws UnsupportedAlgorithm or Asn1Fault.
 */
export function signatureAlgorithmOf(der: Uint8Array, outerHash?: HashName): SignatureAlgorithm {
  const [oid, parameters] = childrenOf(readTlv(der));
  const name = oidOf(oid);
  const known = signatureByOid[name];
  if (!known) throw new UnsupportedAlgorithm(`the signature algorithm ${name} is not supported`);
  if (known.scheme === 'rsa-pss') {
    const pss = pssParametersOf(parameters);
    return { scheme: 'rsa-pss', hash: pss.hash, pss };
  }
  if (known.scheme === 'ed25519') return { scheme: 'ed25519', hash: outerHash ?? 'SHA-512' };
  if (known.scheme === 'ed448') return { scheme: 'ed448', hash: outerHash ?? 'SHAKE256' };
  const hash = known.hash ?? outerHash;
  if (!hash) throw new UnsupportedAlgorithm(`the algorithm ${name} names no hash`);
  return { scheme: known.scheme, hash };
}

/** RSASSA-PSS-params with its defaults (RFC 8017, A.2.3). */
function pssParametersOf(parameters: Tlv | undefined): PssParameters {
  let hash: HashName = 'SHA-1';
  let maskHash: HashName = 'SHA-1';
  let saltLength = 20;
  for (const part of parameters?.constructed ? childrenOf(parameters) : []) {
    const [value] = childrenOf(part);
    if (!value) throw new Asn1Fault('a PSS parameter is empty', part.start);
    if (isContext(part, 0)) hash = hashOf(value);
    else if (isContext(part, 1)) maskHash = maskHashOf(value);
    else if (isContext(part, 2)) saltLength = smallInteger(value);
    else if (isContext(part, 3) && smallInteger(value) !== 1) {
      throw new UnsupportedAlgorithm('the PSS trailer field is not 1');
    }
  }
  return { hash, maskHash, saltLength };
}

function maskHashOf(algorithm: Tlv): HashName {
  const [oid, hash] = childrenOf(algorithm);
  if (oidOf(oid) !== '1.2.840.113549.1.1.8' || !hash) throw new UnsupportedAlgorithm('a mask function is not MGF1');
  return hashOf(hash);
}

function smallInteger(tlv: Tlv): number {
  const bytes = contentOf(expectUniversal(tlv, universal.integer, 'a number'));
  if (bytes.length === 0 || bytes.length > 2 || (bytes[0]! & 0x80) !== 0)
    throw new Asn1Fault('a number is out of range', tlv.start);
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}
