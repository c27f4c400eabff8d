import { Asn1Fault, childrenOf, isContext, rawOf } from '../asn1/tlv.ts';
import { oids } from '../cms/oids.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { FilterFault } from '../pdf/filters.ts';
import { isArray, isStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import type { RevocationEvidence } from '../x509/revocation/check-revocation.ts';
import { parseCrl } from '../x509/revocation/crl.ts';
import { parseOcspResponse } from '../x509/revocation/ocsp.ts';

/** What /DSS holds (EN 319 142-1, 5.4.2): certificates beside the evidence. */
export interface SecurityStore extends RevocationEvidence {
  readonly certificates: readonly Certificate[];
}

/** Reads the document security store of the newest revision; parts that can't be read are left out. */
export function readSecurityStore(view: PdfView): SecurityStore {
  const store = view.get(view.catalog, 'DSS');
  const ders = (key: string): Uint8Array[] => {
    const list = view.get(store, key);
    return (isArray(list) ? list.items : []).flatMap((item) => {
      const stream = view.resolve(item);
      return isStream(stream) ? readable(() => view.decode(stream)) : [];
    });
  };
  return {
    certificates: ders('Certs').flatMap((der) => readable(() => parseCertificate(der))),
    crls: ders('CRLs').flatMap((der) => readable(() => parseCrl(der))),
    ocspResponses: ders('OCSPs').flatMap((der) => readable(() => parseOcspResponse(der))),
  };
}

/** The evidence within a CMS: its CRLs, and adbe-revocationInfoArchival (ISO 32000-2, 12.8.3.3.2). */
export function evidenceInCms(data: SignedData): RevocationEvidence {
  const crls = [...data.crls];
  const responses: Uint8Array[] = [];
  for (const { oid, values } of data.signerInfos.flatMap((signer) => signer.signedAttributes ?? [])) {
    if (oid !== oids.adobeRevocationInfo || !values[0]) continue;
    const parts = readable(() => childrenOf(values[0]!)).flat();
    for (const part of parts) {
      const items = readable(() => childrenOf(childrenOf(part)[0]!).map(rawOf)).flat();
      if (isContext(part, 0)) crls.push(...items);
      if (isContext(part, 1)) responses.push(...items);
    }
  }
  return {
    crls: crls.flatMap((der) => readable(() => parseCrl(der))),
    ocspResponses: responses.flatMap((der) => readable(() => parseOcspResponse(der))),
  };
}

/** Two bags of evidence in one. */
export function mergeEvidence(a: RevocationEvidence, b: RevocationEvidence): RevocationEvidence {
  return { crls: [...a.crls, ...b.crls], ocspResponses: [...a.ocspResponses, ...b.ocspResponses] };
}

/** Evidence that can't be read is no evidence. */
function readable<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof FilterFault) return [];
    throw error;
  }
}
