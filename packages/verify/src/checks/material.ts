import { Asn1Fault, childrenOf, isContext, rawOf } from '../asn1/tlv.ts';
import { oids } from '../cms/oids.ts';
import type { SignedData } from '../cms/signed-data.ts';
import { LimitError } from '../pdf/budget.ts';
import { FilterFault } from '../pdf/filter-fault.ts';
import { isArray, isDict, isStream, type PdfStream } from '../pdf/objects.ts';
import type { PdfView } from '../pdf/pdf-view.ts';
import { encodingKey, type Encoded } from '../x509/encoding-key.ts';
import { parseCertificate, type Certificate } from '../x509/certificate.ts';
import { parseCrl, type Crl } from '../x509/revocation/crl.ts';
import { parseOcspResponse, type OcspResponse } from '../x509/revocation/ocsp.ts';
import type { RevocationEvidence } from '../x509/revocation/statement.ts';

/** Certificates and evidence: what a signature carries, or what /DSS holds (EN 319 142-1, 5.4.2). */
export interface Material extends RevocationEvidence {
  readonly certificates: readonly Certificate[];
}

/** No material at all. */
export const noMaterial: Material = { certificates: [], crls: [], ocspResponses: [] };

/**
 * Reads the document security store that a view shows, its VRI entries too; parts that can't be read, or that lie over a
 * limit, are left out: what is missing is never taken for good.
 */
export function readSecurityStore(view: PdfView): Material {
  return readable(() => readStore(view))[0] ?? noMaterial;
}

function readStore(view: PdfView): Material {
  const store = view.get(view.catalog, 'DSS');
  const related = view.get(store, 'VRI');
  const entries = isDict(related)
    ? [...related.entries.keys()].slice(0, maxRelated).map((key) => view.get(related, key))
    : [];
  const read = <T>(key: string, short: string, readStream: (view: PdfView, stream: PdfStream) => T[]): T[] => {
    const lists = [view.get(store, key), ...entries.map((entry) => view.get(entry, short))];
    const streams = new Set(
      lists.flatMap((list) => (isArray(list) ? list.items.map((item) => view.resolve(item)) : [])),
    );
    return [...streams].flatMap((stream) => (isStream(stream) ? readStream(view, stream) : []));
  };
  return {
    certificates: read('Certs', 'Cert', readCertificate),
    crls: read('CRLs', 'CRL', readCrl),
    ocspResponses: read('OCSPs', 'OCSP', readOcspResponse),
  };
}

/** Reads a stream once: the stores of a file's revisions have most of theirs in common. */
function once<T>(parse: (der: Uint8Array) => T): (view: PdfView, stream: PdfStream) => T[] {
  const known = new WeakMap<PdfStream, T[]>();
  return (view, stream) => {
    const pieces = known.get(stream) ?? readable(() => parse(view.decode(stream)));
    known.set(stream, pieces);
    return pieces;
  };
}

const readCertificate = once(parseCertificate);
const readCrl = once(parseCrl);
const readOcspResponse = once(parseOcspResponse);

const maxRelated = 200;

/** The certificates and CRLs of a CMS, and what its signer signed or added (adbe-revocationInfoArchival, CAdES values). */
export function materialIn(data: SignedData): Material {
  const signers = data.signerInfos.flatMap((signer) => [
    revocationIn(signer.signedAttributes ?? []),
    revocationIn(signer.unsignedAttributes),
  ]);
  const crls = data.crls.flatMap((der) => readable(() => parseCrl(der)));
  const ocspResponses = data.ocspResponses.flatMap((der) => readable(() => parseOcspResponse(der)));
  return mergeMaterial([{ certificates: data.certificates, crls, ocspResponses }, ...signers]);
}

type Attributes = SignedData['signerInfos'][number]['unsignedAttributes'];

/** ISO 32000-2, 12.8.3.3.2: [0] CRLs, [1] OCSP responses. CAdES revocation-values have the same shape (RFC 5126, 6.3.4). */
export function revocationIn(attributes: Attributes): Material {
  const crls: Crl[] = [];
  const ocspResponses: OcspResponse[] = [];
  const certificates: Certificate[] = [];
  for (const { oid, values } of attributes) {
    const [value] = values;
    if (oid === oids.certificateValues && value) {
      for (const part of readable(() => childrenOf(value)).flat()) {
        certificates.push(...readable(() => parseCertificate(rawOf(part))));
      }
    }
    if ((oid !== oids.adobeRevocationInfo && oid !== oids.revocationValues) || !value) continue;
    for (const part of readable(() => childrenOf(value)).flat()) {
      const items = readable(() => childrenOf(childrenOf(part)[0]!).map(rawOf)).flat();
      if (isContext(part, 0)) crls.push(...items.flatMap((der) => readable(() => parseCrl(der))));
      if (isContext(part, 1)) ocspResponses.push(...items.flatMap((der) => readable(() => parseOcspResponse(der))));
    }
  }
  return { certificates, crls, ocspResponses };
}

/** Material as a caller gives it, in DER; what can't be read is left out. */
export function parseMaterial(given: {
  readonly certificates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  readonly ocspResponses?: readonly Uint8Array[];
}): Material {
  const { certificates = [], crls = [], ocspResponses = [] } = given;
  return {
    certificates: certificates.flatMap((der) => readable(() => parseCertificate(der))),
    crls: crls.flatMap((der) => readable(() => parseCrl(der))),
    ocspResponses: ocspResponses.flatMap((der) => readable(() => parseOcspResponse(der))),
  };
}

/** Bags of material in one. */
export function mergeMaterial(bags: readonly Material[]): Material {
  return {
    certificates: bags.flatMap(({ certificates }) => certificates),
    crls: unique(bags.flatMap(({ crls }) => crls)),
    ocspResponses: unique(bags.flatMap(({ ocspResponses }) => ocspResponses)),
  };
}

/** The same evidence is in many places of a file that is renewed; it is judged once. */
const unique = <T extends Encoded>(pieces: readonly T[]): T[] => [
  ...new Map(pieces.map((piece) => [encodingKey(piece), piece])).values(),
];

/** Evidence that can't be read is no evidence. */
function readable<T>(read: () => T): T[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof Asn1Fault || error instanceof FilterFault || error instanceof LimitError) return [];
    throw error;
  }
}
