import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { OCSPResponse, OCSPResponseStatus, id_pkix_ocsp_nonce } from '@peculiar/asn1-ocsp';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { Extension, KeyUsageFlags } from '@peculiar/asn1-x509';
import { issueCertificate, type CertificateRequest, type Identity } from '../../../test/certificates.ts';
import { issueCrl } from '../../../test/crl.ts';
import { issueOcsp, type OcspRequest, type SingleRequest } from '../../../test/ocsp.ts';
import { buildPdf, documentObjects, signPdf } from '../../../test/pdf-builder.ts';
import { verifyPdf } from '../../index.ts';
import { validatePath, type PathOptions } from '../index.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const at = day(150);
const ocspSigning = '1.3.6.1.5.5.7.3.9';
const anyPurpose = '2.5.29.37.0';
const raw = (extnID: string, critical: boolean, value: number[]): Extension =>
  new Extension({ extnID, critical, extnValue: new OctetString(Uint8Array.from(value)) });
const noCheck = raw('1.3.6.1.5.5.7.48.1.5', false, [5, 0]);
const cutoff = (date: Date): Extension =>
  raw('1.3.6.1.5.5.7.48.1.6', false, [
    0x18,
    15,
    ...new TextEncoder().encode(`${date.toISOString().slice(0, 19).replace(/\D/g, '')}Z`),
  ]);

let root: Identity;
let other: Identity;
let namesake: Identity;
let leaf: Identity;
let sibling: Identity;

before(async () => {
  root = await issueCertificate({ commonName: 'Root', ca: true });
  other = await issueCertificate({ commonName: 'Other', ca: true });
  namesake = await issueCertificate({ commonName: 'Root', ca: true });
  leaf = await issueCertificate({ commonName: 'Leaf', issuer: root });
  sibling = await issueCertificate({ commonName: 'Sibling', issuer: root });
});

const current = { thisUpdate: day(149), nextUpdate: day(151) };
/** What a response says of the leaf; good and current where nothing else is asked for. */
const ofLeaf = (more: Partial<SingleRequest> = {}): SingleRequest => ({
  of: leaf.certificate,
  issuer: root,
  ...current,
  ...more,
});
const delegate = (more: Partial<CertificateRequest> = {}): Promise<Identity> =>
  issueCertificate({
    commonName: 'Responder',
    issuer: root,
    keyUsage: KeyUsageFlags.digitalSignature,
    extendedKeyUsage: [ocspSigning],
    extensions: [noCheck],
    ...more,
  });

/** What a path's validation says with these responses: nothing, REVOKED or REVOCATION_UNKNOWN. */
async function said(
  requests: readonly (Partial<OcspRequest> | Uint8Array)[],
  options: Partial<PathOptions> = {},
): Promise<string> {
  const ocspResponses = await Promise.all(
    requests.map((one) =>
      one instanceof Uint8Array ? one : issueOcsp({ responder: root, singles: [ofLeaf()], ...one }),
    ),
  );
  const base = { leaf: leaf.certificate, intermediates: [], trustAnchors: [root.certificate], at };
  const { valid, reasons } = await validatePath({ ...base, ocspResponses, ...options });
  assert.equal(valid, reasons.length === 0);
  return reasons.map(({ code }) => code).join();
}
const unknown = 'REVOCATION_UNKNOWN';

describe('what an OCSP response speaks of', () => {
  test('a certId by SHA-1 or SHA-256 is this certificate, of this issuer', async () => {
    assert.equal(await said([{ singles: [ofLeaf({ hash: 'SHA-1' })] }]), '');
    assert.equal(await said([{ singles: [ofLeaf({ hash: 'SHA-256' })] }]), '');
    assert.equal(await said([{ singles: [ofLeaf({ of: sibling.certificate })] }]), unknown);
    for (const hash of ['SHA-1', 'SHA-256'] as const) {
      assert.equal(await said([{ singles: [ofLeaf({ hash, issuer: other })] }]), unknown, 'another name');
      assert.equal(await said([{ singles: [ofLeaf({ hash, issuer: namesake })] }]), unknown, 'another key');
    }
  });

  test('several certificates: each by its own answer, the worse of two about the same one', async () => {
    const revoked = { status: { revokedAt: day(20), reason: 1 } } as const;
    const ofSibling = ofLeaf({ of: sibling.certificate, ...revoked });
    assert.equal(await said([{ singles: [ofSibling, ofLeaf()] }]), '');
    assert.equal(await said([{ singles: [ofLeaf(), ofSibling] }]), '');
    assert.equal(await said([{ singles: [ofLeaf(), ofLeaf(revoked)] }]), 'REVOKED');
    assert.equal(await said([{ singles: [ofLeaf(revoked), ofLeaf()] }]), 'REVOKED');
  });

  test('"unknown" says nothing; other evidence may', async () => {
    const asked = { singles: [ofLeaf({ status: 'unknown' })] };
    assert.equal(await said([asked]), unknown);
    assert.equal(await said([asked, {}]), '');
    const crls = [await issueCrl({ issuer: root, ...current })];
    assert.equal(await said([asked], { crls }), '');
  });

  test('revoked counts from its time on, whoever else says good', async () => {
    const revokedOn = (revokedAt: Date, reason?: number) => ({
      singles: [ofLeaf({ status: { revokedAt, ...(reason === undefined ? {} : { reason }) }, thisUpdate: day(140) })],
    });
    assert.equal(await said([revokedOn(day(20))]), 'REVOKED');
    assert.equal(await said([revokedOn(day(20)), {}]), 'REVOKED');
    assert.equal(await said([revokedOn(day(160)), {}]), '');
    assert.equal(await said([revokedOn(day(20), 6)]), 'REVOKED', 'suspended');
    assert.equal(await said([revokedOn(day(20), 6), {}]), '', 'suspended, and back again');
    const crls = [await issueCrl({ issuer: root, ...current })];
    assert.equal(await said([revokedOn(day(20))], { crls }), 'REVOKED');
  });

  test('an answer that is no success, or an extension that must be understood and is not, says nothing', async () => {
    const later = new OCSPResponse({ responseStatus: OCSPResponseStatus.tryLater });
    assert.equal(await said([new Uint8Array(AsnConvert.serialize(later))]), unknown);
    const strange = (critical: boolean) => raw('1.2.3.4', critical, [5, 0]);
    assert.equal(await said([{ extensions: [strange(false)] }]), '');
    assert.equal(await said([{ extensions: [strange(true)] }]), unknown);
    assert.equal(await said([{ singles: [ofLeaf({ extensions: [strange(false)] })] }]), '');
    assert.equal(await said([{ singles: [ofLeaf({ extensions: [strange(true)] })] }]), unknown);
  });

  test('a nonce that nobody here sent is no matter, critical or not', async () => {
    for (const critical of [false, true]) {
      assert.equal(await said([{ extensions: [raw(id_pkix_ocsp_nonce, critical, [4, 3, 1, 2, 3])] }]), '');
    }
  });
});

describe('when an OCSP response is fresh', () => {
  const times: [string, Partial<SingleRequest>, string][] = [
    ['from thisUpdate', { thisUpdate: at, nextUpdate: day(151) }, ''],
    ['to nextUpdate', { thisUpdate: day(100), nextUpdate: at }, ''],
    ['not before thisUpdate', { thisUpdate: new Date(at.getTime() + 1000), nextUpdate: day(151) }, unknown],
    ['not behind nextUpdate', { thisUpdate: day(100), nextUpdate: new Date(at.getTime() - 1000) }, unknown],
  ];
  for (const [name, single, expected] of times) {
    test(name, async () => assert.equal(await said([{ singles: [ofLeaf(single)] }]), expected));
  }

  test('without nextUpdate newer information is always to be had: it holds for its own time alone', async () => {
    const without = (thisUpdate: Date) => ({ singles: [{ of: leaf.certificate, issuer: root, thisUpdate }] });
    assert.equal(await said([without(at)]), '');
    assert.equal(await said([without(day(149))]), unknown);
  });

  test('of a certificate that expired, only where the archive cut-off says that it is still known', async () => {
    const signer = await issueCertificate({ commonName: 'Signer', issuer: root, notAfter: day(130) });
    const unsigned = buildPdf(documentObjects({ fields: ['Signature1'] }));
    const bytes = await signPdf(unsigned, signer);
    const verdict = async (thisUpdate: Date, extensions: Extension[], status: SingleRequest['status'] = 'good') => {
      const single = { of: signer.certificate, issuer: root, thisUpdate, nextUpdate: day(160), extensions, status };
      const ocspResponses = [await issueOcsp({ responder: root, singles: [single] })];
      const { signatures } = await verifyPdf(bytes, { trustAnchors: [root.certificate], at, ocspResponses });
      return signatures[0]?.trust.subIndication;
    };
    assert.equal(await verdict(day(129), []), 'OUT_OF_BOUNDS_NOT_REVOKED');
    assert.equal(await verdict(day(140), []), 'OUT_OF_BOUNDS_NO_POE');
    assert.equal(await verdict(day(140), [cutoff(day(100))]), 'OUT_OF_BOUNDS_NOT_REVOKED');
    assert.equal(await verdict(day(140), [cutoff(day(135))]), 'OUT_OF_BOUNDS_NO_POE');
    assert.equal(await verdict(day(140), [], { revokedAt: day(20) }), 'REVOKED_NO_POE');
  });
});

describe('who may answer', () => {
  test('the issuer itself, named by its key or by its name', async () => {
    assert.equal(await said([{ byName: false }]), '');
    assert.equal(await said([{ byName: true }]), '');
    assert.equal(await said([{ named: other }]), unknown);
    assert.equal(await said([{ named: other, byName: true }]), unknown);
  });

  const responders: [string, () => Promise<Identity>, string][] = [
    ['that the issuer made for this', () => delegate(), ''],
    ['whose key is for what can not be denied', () => delegate({ keyUsage: KeyUsageFlags.nonRepudiation }), ''],
    ['whose key is not for signing', () => delegate({ keyUsage: KeyUsageFlags.keyEncipherment }), unknown],
    ['made for nothing in particular', () => issueCertificate({ commonName: 'R', issuer: root }), unknown],
    ['made for any purpose', () => delegate({ extendedKeyUsage: [anyPurpose] }), unknown],
    ['made for time stamps', () => delegate({ extendedKeyUsage: ['1.3.6.1.5.5.7.3.8'] }), unknown],
    ['of another authority', () => delegate({ issuer: other }), unknown],
    ['of an authority of the same name', () => delegate({ issuer: namesake }), unknown],
    ['made by nobody', () => issueCertificate({ commonName: 'R', extendedKeyUsage: [ocspSigning] }), unknown],
    ['that had expired', () => delegate({ notAfter: day(148) }), unknown],
    ['that was not yet valid', () => delegate({ notBefore: day(150) }), unknown],
    ['that expired since', () => delegate({ notAfter: new Date(day(149).getTime() + 3_600_000) }), ''],
    [
      'with an extension that must be understood and is not',
      () => delegate({ extensions: [noCheck, raw('1.2.3.4', true, [5, 0])] }),
      unknown,
    ],
  ];
  for (const [name, make, expected] of responders) {
    for (const byName of [false, true]) {
      test(`a responder ${name}, named by its ${byName ? 'name' : 'key'}: ${expected || 'good'}`, async () => {
        const responder = await make();
        assert.equal(await said([{ responder, byName, certificates: [responder] }]), expected);
      });
    }
  }

  test('a responder is looked for among all certificates that came with it, and must be one of them', async () => {
    const responder = await delegate();
    assert.equal(await said([{ responder, certificates: [sibling, root, responder] }]), '');
    assert.equal(await said([{ responder }]), unknown);
    assert.equal(await said([{ responder, certificates: [responder], named: sibling }]), unknown);
  });

  test('one without nocheck must be known not to be revoked when it answered', async () => {
    const responder = await delegate({ extensions: [] });
    const answers = [{ responder, certificates: [responder] }];
    const crl = (times: { thisUpdate: Date; nextUpdate: Date }, on?: Date) =>
      issueCrl({ issuer: root, ...times, revoked: on ? [{ certificate: responder.certificate, at: on }] : [] });
    // The CRLs are of the time of the answer, and too old for the leaf itself.
    const then = { thisUpdate: day(140), nextUpdate: new Date(day(149).getTime() + 1000) };
    assert.equal(await said(answers), unknown);
    assert.equal(await said(answers, { crls: [await crl(then)] }), '');
    assert.equal(await said(answers, { crls: [await crl(then, day(20))] }), unknown);
    assert.equal(await said(answers, { crls: [await crl({ ...then, nextUpdate: day(148) })] }), unknown);
  });

  test('one whose certificate is at hand elsewhere (in /DSS, by the caller) is found there', async () => {
    for (const byName of [false, true]) {
      const responder = await delegate();
      const elsewhere = (one: Identity) => ({ intermediates: [other.certificate, one.certificate] });
      assert.equal(await said([{ responder, byName }], elsewhere(responder)), '');
      assert.equal(await said([{ responder, byName }], elsewhere(await delegate())), unknown, 'another key');
      const stranger = await delegate({ issuer: namesake });
      assert.equal(await said([{ responder: stranger, byName }], elsewhere(stranger)), unknown, 'another authority');
      const expired = await delegate({ notAfter: day(148) });
      assert.equal(await said([{ responder: expired, byName }], elsewhere(expired)), unknown, 'expired');
    }
  });

  test('one without nocheck may be known by another response, but by none of its own', async () => {
    const responder = await delegate({ extensions: [] });
    const second = await delegate({ extensions: [] });
    const exempt = await delegate();
    const about = (of: Identity, by: Identity, more: Partial<SingleRequest> = {}): Partial<OcspRequest> => ({
      responder: by,
      certificates: [by],
      singles: [{ of: of.certificate, issuer: root, ...current, ...more }],
    });
    const answer = { responder, certificates: [responder] };
    const revoked = { status: { revokedAt: day(20) } };
    assert.equal(await said([answer]), unknown);
    assert.equal(await said([answer, about(responder, root)]), '');
    assert.equal(await said([answer, about(responder, exempt)]), '');
    assert.equal(await said([answer, about(responder, root, revoked)]), unknown);
    assert.equal(await said([answer, about(responder, root), about(responder, exempt, revoked)]), unknown);
    assert.equal(
      await said([answer, about(responder, root, { nextUpdate: new Date(+day(149) - 1), thisUpdate: day(148) })]),
      unknown,
    );
    assert.equal(await said([answer, about(responder, responder)]), unknown, 'itself');
    assert.equal(await said([answer, about(responder, second), about(second, responder)]), unknown, 'each other');
    assert.equal(await said([answer, about(responder, second), about(second, root)]), '', 'one by the other');
  });

  test('responders that answer for responders end, and what was not looked at is never taken for good', async () => {
    const chain = await Promise.all(Array.from({ length: 12 }, () => delegate({ extensions: [] })));
    const ask = (of: Identity, by: Identity): Partial<OcspRequest> => ({
      responder: by,
      certificates: [by],
      singles: [{ of: of.certificate, issuer: root, ...current }],
    });
    const every = chain.flatMap((one) => chain.map((by) => ask(one, by)));
    const started = process.cpuUsage();
    assert.equal(await said([...every, { responder: chain[0]!, certificates: chain }]), unknown);
    const { user } = process.cpuUsage(started);
    assert.ok(user < 3_000_000, `${user / 1000} ms`);
  });

  test('a responder that gave very many answers is looked into once', async () => {
    const responder = await delegate({ extensions: [] });
    const about = (of: Uint8Array, seconds: number): Partial<OcspRequest> => ({
      responder,
      certificates: [responder],
      singles: [{ of, issuer: root, ...current, thisUpdate: new Date(+day(149) + 1000 * seconds) }],
    });
    const many = Array.from({ length: 400 }, (_, at) => [
      about(leaf.certificate, at),
      about(responder.certificate, at),
    ]);
    const ocspResponses = await Promise.all(
      many.flat().map((one) => issueOcsp({ responder: root, singles: [ofLeaf()], ...one })),
    );
    const started = process.cpuUsage();
    assert.equal(await said(ocspResponses), unknown);
    const { user } = process.cpuUsage(started);
    assert.ok(user < 3_000_000, `${user / 1000} ms`);
  });

  test('the leaf, its sibling, or a signature that does not hold prove nothing', async () => {
    assert.equal(await said([{ responder: leaf, certificates: [leaf] }]), unknown);
    assert.equal(await said([{ responder: sibling, certificates: [sibling] }]), unknown);
    const good = await issueOcsp({ responder: root, singles: [ofLeaf()] });
    const bad = good.slice();
    bad[bad.length - 3] = (bad.at(-3) as number) ^ 1;
    assert.equal(await said([good]), '');
    assert.equal(await said([bad]), unknown);
  });

  test('an authority below the anchor is asked for at the anchor, and may name a responder of its own', async () => {
    const issuing = await issueCertificate({ commonName: 'Issuing', ca: true, issuer: root, pathLength: 0 });
    const end = await issueCertificate({ commonName: 'End', issuer: issuing });
    const responder = await delegate({ issuer: issuing });
    const ofEnd = { of: end.certificate, issuer: issuing, ...current };
    const ofIssuing = { of: issuing.certificate, issuer: root, ...current };
    const path = { leaf: end.certificate, intermediates: [issuing.certificate] };
    const below = { responder, certificates: [responder], singles: [ofEnd] };
    assert.equal(await said([below], path), unknown);
    assert.equal(await said([below, { singles: [ofIssuing] }], path), '');
    // A delegate answers for the one authority that made it.
    const both = { ...below, singles: [ofEnd, ofIssuing] };
    assert.equal(await said([both], path), unknown);
  });
});
