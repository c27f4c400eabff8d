import { Asn1Fault } from '../asn1/tlv.ts';
import { UnsupportedAlgorithm } from '../crypto/public-key.ts';
import type { RevocationEvidence } from '../x509/revocation/statement.ts';
import { parseCrl } from '../x509/revocation/crl.ts';
import { parseOcspResponse } from '../x509/revocation/ocsp.ts';
import { bytesOf } from './head-timestamps.ts';

/** The OCSP responses and CRLs of a bundle; what can't be read is no evidence. */
export function readRevocationEvidence(given: {
  readonly ocspResponses: readonly string[];
  readonly crls: readonly string[];
}): RevocationEvidence {
  return {
    ocspResponses: given.ocspResponses.flatMap((text) => readable(() => parseOcspResponse(bytesOf(text)))),
    crls: given.crls.flatMap((text) => readable(() => parseCrl(bytesOf(text)))),
  };
}

function readable<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof UnsupportedAlgorithm) return [];
    throw error;
  }
}
