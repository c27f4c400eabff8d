import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, test } from 'node:test';
import { KeyUsageFlags } from '@peculiar/asn1-x509';
import { issueCertificate, type CertificateRequest, type Identity } from '../test/certificates.ts';
import { issueCrl } from '../test/crl.ts';
import {
  appendRevision,
  buildPdf,
  documentObjects,
  latin1,
  signPdf,
  stream,
  textOfBytes,
  type SigningOptions,
} from '../test/pdf-builder.ts';
import { signContent, timestampContent } from '../test/signed-data.ts';
import { verifyPdf, type SignatureReport, type VerifyOptions } from './index.ts';
import { subIndications, type SubIndication } from './sub-indication.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const at = day(150);
let root: Identity;
let issuing: Identity;
let authority: Identity;
let unsigned: Uint8Array<ArrayBuffer>;

before(async () => {
  root = await issueCertificate({ commonName: 'Root', ca: true });
  issuing = await issueCertificate({ commonName: 'Issuing', ca: true, issuer: root });
  const extendedKeyUsage = ['1.3.6.1.5.5.7.3.8'];
  authority = await issueCertificate({ commonName: 'TSA', issuer: root, extendedKeyUsage });
  unsigned = buildPdf(documentObjects({ fields: ['Signature1'] }));
});

interface Made {
  readonly bytes: Uint8Array;
  readonly options?: Partial<VerifyOptions>;
}

/** A signed file: by whom, how, and what CRLs say of him on which day. */
interface Making extends SigningOptions {
  readonly signer?: Partial<CertificateRequest>;
  readonly revokedOn?: Date;
  readonly authorityRevokedOn?: Date;
  readonly listed?: boolean;
  readonly stampedOn?: Date;
  readonly contentStampedOn?: Date;
  readonly after?: (bytes: Uint8Array) => Uint8Array;
  readonly verify?: Partial<VerifyOptions>;
}

async function make(making: Making = {}): Promise<Made> {
  const { revokedOn, authorityRevokedOn, stampedOn, contentStampedOn, listed = true, after, verify } = making;
  const signer = await issueCertificate({ commonName: 'Signer', issuer: issuing, ...making.signer });
  const signed = await signPdf(unsigned, signer, {
    chain: [issuing],
    ...(stampedOn ? { timestampAuthority: authority, time: stampedOn } : {}),
    ...(contentStampedOn ? { contentTimestamp: { authority, time: contentStampedOn } } : {}),
    ...making,
  });
  const times = { thisUpdate: day(120), nextUpdate: day(400) };
  const of = (identity: Identity, on?: Date) => (on ? [{ certificate: identity.certificate, at: on }] : []);
  const crls = [
    await issueCrl({ issuer: root, ...times, revoked: of(issuing, authorityRevokedOn) }),
    await issueCrl({ issuer: issuing, ...times, revoked: of(signer, revokedOn) }),
  ];
  return { bytes: after ? after(signed) : signed, options: { ...(listed ? { crls } : {}), ...verify } };
}

const flipLast = async (signer: Identity, covered: Uint8Array<ArrayBuffer>): Promise<Uint8Array> => {
  const value = await signContent(signer, covered);
  value[value.length - 1] = (value.at(-1) as number) ^ 1;
  return value;
};
const otherHash = (value: Uint8Array): Uint8Array =>
  latin1(textOfBytes(value).replaceAll('\x60\x86\x48\x01\x65\x03\x04\x02\x01', '\x60\x86\x48\x01\x65\x03\x04\x02\x63'));

/** For each sub-indication a file that has it. */
const files: Readonly<Record<SubIndication, () => Promise<Made>>> = {
  FORMAT_FAILURE: () => make({ makeContents: () => Promise.resolve(latin1('0\x03abc')) }),
  HASH_FAILURE: () => make({ makeContents: () => signContent(root, latin1('other bytes')) }),
  SIG_CRYPTO_FAILURE: () => make({ makeContents: (covered) => flipLast(root, covered) }),
  REVOKED: () => make({ revokedOn: day(20), contentStampedOn: day(25), stampedOn: day(26) }),
  EXPIRED: () => make({ signer: { notAfter: day(20) }, contentStampedOn: day(25), stampedOn: day(26) }),
  NOT_YET_VALID: () => make({ signer: { notBefore: day(20) }, stampedOn: day(10) }),
  SIG_CONSTRAINTS_FAILURE: () =>
    make({ after: (bytes) => appendRevision(bytes, { 4: stream('', 'BT /F1 24 Tf (Pay 900 EUR) Tj ET') }) }),
  CHAIN_CONSTRAINTS_FAILURE: () => make({ signer: { keyUsage: KeyUsageFlags.keyEncipherment } }),
  CERTIFICATE_CHAIN_GENERAL_FAILURE: async () => {
    const impostor = await issueCertificate({ commonName: 'Root', ca: true });
    return make({ verify: { trustAnchors: [impostor.certificate] } });
  },
  CRYPTO_CONSTRAINTS_FAILURE: () =>
    make({ makeContents: async (covered) => otherHash(await signContent(root, covered)) }),
  CRYPTO_CONSTRAINTS_FAILURE_NO_POE: () =>
    make({ signer: { kind: 'rsa' }, verify: { at: new Date(Date.UTC(2035, 0, 1)), revocation: 'off' } }),
  TIMESTAMP_ORDER_FAILURE: () => make({ contentStampedOn: day(30), stampedOn: day(25) }),
  NO_SIGNING_CERTIFICATE_FOUND: () => make({ essCertificate: new Uint8Array(root.certificate) }),
  NO_CERTIFICATE_CHAIN_FOUND: () => make({ verify: { trustAnchors: [] } }),
  REVOKED_NO_POE: () => make({ revokedOn: day(20) }),
  REVOKED_CA_NO_POE: () => make({ authorityRevokedOn: day(20) }),
  OUT_OF_BOUNDS_NOT_REVOKED: () => make({ signer: { notAfter: day(130) } }),
  OUT_OF_BOUNDS_NO_POE: () => make({ verify: { at: new Date(Date.UTC(2050, 0, 1)) } }),
  TRY_LATER: () => make({ listed: false }),
};

const failing: ReadonlySet<SubIndication> = new Set<SubIndication>([
  'FORMAT_FAILURE',
  'HASH_FAILURE',
  'SIG_CRYPTO_FAILURE',
  'REVOKED',
  'EXPIRED',
  'NOT_YET_VALID',
]);

async function only({ bytes, options }: Made): Promise<SignatureReport> {
  const { signatures } = await verifyPdf(bytes, { trustAnchors: [root.certificate], at, ...options });
  return signatures[0] as SignatureReport;
}
const verdict = ({ trust }: SignatureReport) => [trust.indication, trust.subIndication];

describe('sub-indications of EN 319 102-1', () => {
  for (const subIndication of subIndications) {
    test(subIndication, async () => {
      const indication = failing.has(subIndication) ? 'TOTAL-FAILED' : 'INDETERMINATE';
      assert.deepEqual(verdict(await only(await files[subIndication]())), [indication, subIndication]);
    });
  }

  test('each has its row in docs/verification.md', async () => {
    const docs = await readFile(new URL('../../../docs/verification.md', import.meta.url), 'utf8');
    for (const name of subIndications)
      assert.match(docs, new RegExp(`^\\| (?:TOTAL-FAILED|INDETERMINATE) / ${name} `, 'mu'));
  });
});

describe('what a timestamp changes', () => {
  const passes: [string, Making][] = [
    ['nothing where all is well', {}],
    ['a revocation that came later', { revokedOn: day(20), stampedOn: day(10) }],
    ['a certificate that expired since', { signer: { notAfter: day(130) }, stampedOn: day(10) }],
    [
      'an algorithm that was sound then',
      {
        signer: { kind: 'rsa' },
        stampedOn: day(10),
        verify: { at: new Date(Date.UTC(2035, 0, 1)), revocation: 'off' },
      },
    ],
    ['a content timestamp before it', { contentStampedOn: day(9), stampedOn: day(10) }],
  ];
  for (const [name, making] of passes) {
    test(`${name}: passed`, async () => {
      const made = await make(making);
      const report = await only(made);
      assert.deepEqual(verdict(report), ['TOTAL-PASSED', undefined]);
      const { stampedOn } = making;
      assert.equal(report.bestSignatureTime?.time, (stampedOn ?? made.options?.at ?? at).toISOString());
    });
  }

  test('one of the future, or of an authority that is none, proves nothing', async () => {
    const future = await only(await make({ stampedOn: day(200) }));
    assert.equal(future.bestSignatureTime?.source, 'validation-time');
    assert.equal(future.timestamps[0]?.trust.subIndication, 'TIMESTAMP_ORDER_FAILURE');
    const signer = await issueCertificate({ commonName: 'No authority', issuer: root });
    const { bytes, options } = await make({ timestampAuthority: signer, time: day(10) });
    const [own] = (await only({ bytes, ...(options ? { options } : {}) })).timestamps;
    assert.deepEqual([own?.integrity, own?.trust.subIndication], ['intact', 'CHAIN_CONSTRAINTS_FAILURE']);
  });

  test('archive timestamps and evidence records within the CMS are told, and prove nothing', async () => {
    const token = await timestampContent(authority, latin1('what they cover'), day(5));
    for (const oid of ['1.2.840.113549.1.9.16.2.48', '0.4.0.1733.2.4', '1.2.840.113549.1.9.16.2.49']) {
      const report = await only(await make({ revokedOn: day(20), unsigned: [[oid, token]] }));
      assert.deepEqual(verdict(report), ['INDETERMINATE', 'REVOKED_NO_POE']);
      assert.equal(report.bestSignatureTime?.source, 'validation-time');
      assert.ok(report.findings.some(({ code }) => code === 'ARCHIVE_EVIDENCE_NOT_COUNTED'));
    }
  });

  test('evidence is fetched only through the function that is given, once for each certificate', async () => {
    const { bytes, options } = await make({ stampedOn: day(10) });
    const { crls = [] } = options ?? {};
    const asked: string[] = [];
    const fetchRevocation: VerifyOptions['fetchRevocation'] = async ({ certificate }) => {
      asked.push(textOfBytes(certificate).includes('Signer') ? 'signer' : 'other');
      return { crls };
    };
    assert.deepEqual(verdict(await only({ bytes, options: { fetchRevocation } })), ['TOTAL-PASSED', undefined]);
    assert.deepEqual(asked.toSorted(), ['other', 'other', 'signer']);
    const failing = () => Promise.reject(new Error('offline'));
    assert.deepEqual(verdict(await only({ bytes, options: { fetchRevocation: failing } })), [
      'INDETERMINATE',
      'TRY_LATER',
    ]);
  });
});
