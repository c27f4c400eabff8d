import { Asn1Fault, childrenOf, expectUniversal, readTlv, universal } from '../asn1/tlv.ts';
import { equalBytes, octetsOf, oidOf, timeOf } from '../asn1/values.ts';
import type { HashName } from '../crypto/algorithms.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { digest } from '../crypto/digest.ts';
import { UnsupportedAlgorithm } from '../crypto/public-key.ts';
import { hashOf } from '../x509/algorithm-identifier.ts';
import type { Certificate } from '../x509/certificate.ts';
import { oids } from './oids.ts';
import { parseSignedData, type SignedData } from './signed-data.ts';
import { verifySignedData, type CmsVerdict, type SignedContent } from './verify-signed-data.ts';

/** What a TSTInfo states (RFC 3161, 2.4.2). */
export interface TimestampInfo {
  readonly policy: string;
  readonly hash: HashName;
  readonly imprint: Uint8Array;
  readonly time: Date;
}

/** A verified time-stamp token; `info` is null where it could not be read. */
export interface TimestampVerdict extends CmsVerdict {
  readonly info: TimestampInfo | null;
  readonly data: SignedData | null;
}

/** Reads a TSTInfo. Throws Asn1Fault or UnsupportedAlgorithm. */
export function parseTimestampInfo(bytes: Uint8Array): TimestampInfo {
  const [version, policy, imprint, serial, time] = childrenOf(readTlv(bytes));
  expectUniversal(version, universal.integer, 'a version');
  expectUniversal(serial, universal.integer, 'a serial number');
  const [algorithm, hashed] = childrenOf(expectUniversal(imprint, universal.sequence, 'an imprint'));
  if (!algorithm || !time) throw new Asn1Fault('a TSTInfo is malformed', 0);
  return {
    policy: oidOf(policy),
    hash: hashOf(algorithm),
    imprint: octetsOf(expectUniversal(hashed, universal.octetString, 'an imprint')),
    time: timeOf(time),
  };
}

/** Verifies a time-stamp token over what it stamps: its own signature, and its imprint (RFC 3161, 2.4.2). */
export async function verifyTimestamp(
  door: CryptoDoor,
  token: Uint8Array | SignedData,
  stamped: SignedContent,
  extraCertificates: readonly Certificate[] = [],
): Promise<TimestampVerdict> {
  const empty = { signer: null, signerInfo: null, hash: null, algorithm: null };
  try {
    const data = token instanceof Uint8Array ? parseSignedData(token) : token;
    if (data.contentType !== oids.tstInfo || !data.content) throw new Asn1Fault('no TSTInfo', 0);
    const { content } = data;
    const info = parseTimestampInfo(content);
    const own = { bytes: () => content, digest: (hash: HashName) => digest(door, hash, content) };
    const verdict = await verifySignedData(door, data, own, extraCertificates);
    if (!equalBytes(info.imprint, await stamped.digest(info.hash))) {
      const notices = [...verdict.notices, { code: 'DIGEST_MISMATCH' } as const];
      return { ...verdict, integrity: 'broken', failure: 'HASH_FAILURE', notices, info, data };
    }
    return { ...verdict, info, data };
  } catch (error) {
    if (error instanceof Asn1Fault) {
      const notices = [{ code: 'CMS_MALFORMED', detail: error.message } as const];
      return { ...empty, integrity: 'broken', failure: 'FORMAT_FAILURE', notices, info: null, data: null };
    }
    if (!(error instanceof UnsupportedAlgorithm)) throw error;
    const notices = [{ code: 'ALGORITHM_UNSUPPORTED', detail: error.message } as const];
    const failure = 'CRYPTO_CONSTRAINTS_FAILURE' as const;
    return { ...empty, integrity: 'undetermined', failure, notices, info: null, data: null };
  }
}
