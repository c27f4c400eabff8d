import { verifyPdf, type VerificationReport } from '../../src/index.ts';
import { issueCertificate, type Identity } from '../certificates.ts';
import { issueCrl } from '../crl.ts';
import { issueOcsp } from '../ocsp.ts';
import { appendRevision, buildPdf, documentObjects, signPdf, stream, textOfBytes } from '../pdf-builder.ts';
import { timestampContent, type SignedDataOptions } from '../signed-data.ts';

/** A piece of evidence of a case, given beside the file or standing in it. A piece in the file keeps its length. */
export interface Piece {
  readonly name: string;
  readonly kind: 'certificate' | 'crl' | 'ocsp' | 'cms' | 'stream';
  readonly bytes: Uint8Array;
}

/** A signed file with all that its verdict rests on; `judge` verifies it with one piece in the place of its own. */
export interface Case {
  readonly name: string;
  readonly pieces: readonly Piece[];
  judge(piece?: Piece, bytes?: Uint8Array): Promise<VerificationReport>;
}

interface Given {
  readonly certificates?: Record<string, Uint8Array>;
  readonly crls?: Record<string, Uint8Array>;
  readonly ocspResponses?: Record<string, Uint8Array>;
}

const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));
const at = day(150);
const current = { thisUpdate: day(140), nextUpdate: day(160) };

/**
 * Files that pass, and files that do not for one reason each: what a mutation of their evidence may never cure. Evidence
 * against a signature that other evidence outweighs once it is gone is no such case: whoever can change it can leave it out.
 */
export async function evidenceCases(): Promise<Case[]> {
  const root = await issueCertificate({ commonName: 'Root', ca: true });
  const issuing = await issueCertificate({ commonName: 'Issuing', ca: true, issuer: root });
  const foreign = await issueCertificate({ commonName: 'Foreign', ca: true });
  const stamping = { commonName: 'TSA', extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] };
  const authority = await issueCertificate({ ...stamping, issuer: root });
  const untrusted = await issueCertificate({ ...stamping, issuer: foreign });
  const signer = await issueCertificate({ commonName: 'Signer', issuer: issuing });
  const expired = await issueCertificate({ commonName: 'Expired', issuer: issuing, notAfter: day(130) });
  const responder = await issueCertificate({
    commonName: 'Responder',
    issuer: issuing,
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'],
  });
  const unsigned = buildPdf(documentObjects({ fields: ['Signature1', 'Signature2'] }));
  const stamped = (by = authority, time = day(10)): SignedDataOptions => ({ timestampAuthority: by, time });
  const sign = (by: Identity, options: SignedDataOptions = {}): Promise<Uint8Array<ArrayBuffer>> =>
    signPdf(unsigned, by, { chain: [issuing], ...options });
  const crls = async (revoked?: Identity, on = day(5), times = current): Promise<Record<string, Uint8Array>> => ({
    'root CRL': await issueCrl({ issuer: root, ...times }),
    'issuing CRL': await issueCrl({
      issuer: issuing,
      ...times,
      revoked: revoked ? [{ certificate: revoked.certificate, at: on }] : [],
    }),
  });
  const rootCrl = { 'root CRL': await issueCrl({ issuer: root, ...current }) };
  const ocsp = async (of: Identity, by = issuing, times = current, revokedAt?: Date) => ({
    OCSP: await issueOcsp({
      responder: by,
      certificates: by === issuing ? [] : [by],
      singles: [{ of: of.certificate, issuer: issuing, ...times, ...(revokedAt ? { status: { revokedAt } } : {}) }],
    }),
  });
  const archived = async (by: Identity, archive: Identity, revoked?: Identity): Promise<Uint8Array> => {
    const then = { thisUpdate: day(11), nextUpdate: day(40) };
    const data = Object.values(await crls(revoked, day(5), then));
    const kept = appendRevision(await sign(by), {
      1: '<</Type/Catalog/Pages 2 0 R/AcroForm 6 0 R/DSS 60 0 R>>',
      60: '<</Certs[61 0 R]/CRLs[62 0 R 63 0 R]>>',
      ...Object.fromEntries(
        [issuing.certificate, ...data].map((der, index) => [61 + index, stream('', textOfBytes(der))]),
      ),
    });
    const makeContents = (covered: Uint8Array<ArrayBuffer>) => timestampContent(archive, covered, day(12));
    const names = { fieldName: 'Signature2', fieldNumber: 21, objectNumber: 51, subFilter: 'ETSI.RFC3161' };
    return signPdf(kept, archive, { ...names, makeContents });
  };
  const all = [
    caseOf('passes by CRLs', root, await sign(signer, stamped()), { crls: await crls() }),
    caseOf('passes by OCSP', root, await sign(signer, stamped()), { crls: rootCrl, ocspResponses: await ocsp(signer) }),
    caseOf('revoked by CRL', root, await sign(signer, stamped()), { crls: await crls(signer) }),
    caseOf('revoked by OCSP', root, await sign(signer, stamped()), {
      crls: rootCrl,
      ocspResponses: await ocsp(signer, issuing, current, day(5)),
    }),
    caseOf('revoked later, no proof', root, await sign(signer, stamped(untrusted)), {
      crls: await crls(signer, day(20)),
    }),
    caseOf('its authority revoked', root, await sign(signer), {
      crls: {
        'root CRL': await issueCrl({
          issuer: root,
          ...current,
          revoked: [{ certificate: issuing.certificate, at: day(5) }],
        }),
        'issuing CRL': await issueCrl({ issuer: issuing, ...current }),
      },
    }),
    caseOf('expired', root, await sign(expired), { crls: await crls() }),
    caseOf('expired, stamped afterwards', root, await sign(expired, stamped(authority, day(140))), {
      crls: await crls(),
    }),
    caseOf('stale CRLs', root, await sign(signer), {
      crls: await crls(undefined, day(5), { thisUpdate: day(1), nextUpdate: day(2) }),
    }),
    caseOf('stale OCSP', root, await sign(signer), {
      crls: rootCrl,
      ocspResponses: await ocsp(signer, issuing, { thisUpdate: day(1), nextUpdate: day(2) }),
    }),
    caseOf('OCSP of another', root, await sign(signer), { crls: rootCrl, ocspResponses: await ocsp(expired) }),
    caseOf('OCSP of a responder that may be revoked', root, await sign(signer), {
      crls: rootCrl,
      ocspResponses: await ocsp(signer, responder),
    }),
    caseOf('no path', foreign, await sign(signer, stamped(untrusted)), {
      certificates: { issuing: issuing.certificate, root: root.certificate },
      crls: await crls(),
    }),
    caseOf('archived', root, await archived(expired, authority), { crls: rootCrl }),
    caseOf('archived by nobody', root, await archived(expired, untrusted), { crls: rootCrl }),
    caseOf('archived, revoked before', root, await archived(expired, authority, expired), { crls: rootCrl }),
  ];
  return all;
}

function caseOf(name: string, anchor: Identity, file: Uint8Array, given: Given): Case {
  const lists = Object.entries({ certificate: given.certificates, crl: given.crls, ocsp: given.ocspResponses });
  const beside = lists.flatMap(([kind, pieces]) =>
    Object.entries(pieces ?? {}).map(([own, bytes]): Piece => ({ name: own, kind: kind as Piece['kind'], bytes })),
  );
  const inside = piecesIn(file);
  return {
    name,
    pieces: [...beside, ...inside.map(({ piece }) => piece)],
    judge: (piece, bytes = new Uint8Array()) => {
      const of = (kind: Piece['kind']): Uint8Array[] =>
        beside.filter((one) => one.kind === kind).map((one) => (one === piece ? bytes : one.bytes));
      const place = inside.find((one) => one.piece === piece);
      return verifyPdf(place ? place.put(bytes) : file, {
        trustAnchors: [anchor.certificate],
        at,
        certificates: of('certificate'),
        crls: of('crl'),
        ocspResponses: of('ocsp'),
      });
    },
  };
}

/** The CMS of each Contents, and each stream of the security store. */
function piecesIn(file: Uint8Array): { piece: Piece; put: (bytes: Uint8Array) => Uint8Array }[] {
  const text = textOfBytes(file);
  const contents = [...text.matchAll(/\/Contents <([0-9a-f]+?)(?:0{100,})>/g)].map((match, index) => {
    const digits = (match[1] as string).length + ((match[1] as string).length % 2);
    const from = match.index + 11;
    const hex = text.slice(from, from + digits);
    const put = (bytes: Uint8Array): Uint8Array => {
      const copy = file.slice();
      copy.set(new TextEncoder().encode(Buffer.from(bytes).toString('hex')), from);
      return copy;
    };
    const bytes = new Uint8Array(Buffer.from(hex, 'hex'));
    return { piece: { name: `CMS ${index + 1}`, kind: 'cms', bytes } as const, put };
  });
  const streams = [...text.matchAll(/(6[1-9]) 0 obj\n<<\/Length (\d+)>>stream\n/g)].map((match) => {
    const from = match.index + match[0].length;
    const put = (bytes: Uint8Array): Uint8Array => {
      const copy = file.slice();
      copy.set(bytes, from);
      return copy;
    };
    const bytes = file.slice(from, from + Number(match[2]));
    return { piece: { name: `object ${match[1]}`, kind: 'stream', bytes } as const, put };
  });
  return [...contents, ...streams];
}
