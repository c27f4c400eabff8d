import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { AsnConvert } from '@peculiar/asn1-schema';
import { Extension, KeyUsageFlags } from '@peculiar/asn1-x509';
import { issueCertificate, type CertificateRequest, type Identity } from '../../../test/certificates.ts';
import { issueCrl, rawExtension, type CrlRequest } from '../../../test/crl.ts';
import { tlv } from '../../../test/der.ts';
import { concatBytes } from '../../asn1/values.ts';
import { validatePath } from '../index.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const at = day(150);
const hold = 6;
const removed = 8;
const current = { thisUpdate: day(140), nextUpdate: day(160) };

let root: Identity;
let leaf: Identity;
before(async () => {
  root = await issueCertificate({ commonName: 'Root', ca: true });
  leaf = await issueCertificate({ commonName: 'Leaf', issuer: root });
});

const number = (value: number): Extension => rawExtension('2.5.29.20', false, [2, 1, value]);
const basedOn = (value: number): Extension => rawExtension('2.5.29.27', true, [2, 1, value]);
/** IssuingDistributionPoint of these parts (RFC 5280, 5.2.5). */
const scope = (...parts: Uint8Array[]): Extension => rawExtension('2.5.29.28', true, tlv(0x30, concatBytes(parts)));
const uri = (text: string): Uint8Array<ArrayBuffer> => tlv(0x86, new TextEncoder().encode(text));
const pointOf = (text: string): Uint8Array<ArrayBuffer> => tlv(0xa0, tlv(0xa0, uri(text)));
const flag = (tag: number): Uint8Array<ArrayBuffer> => tlv(0x80 + tag, Uint8Array.of(0xff));
/** onlySomeReasons: a bit string of nine bits at most. */
const someReasons = (...bytes: number[]): Uint8Array<ArrayBuffer> => tlv(0x83, Uint8Array.of(0, ...bytes));
const named = ({ name }: Identity): Uint8Array<ArrayBuffer> => tlv(0xa4, new Uint8Array(AsnConvert.serialize(name)));

interface Question {
  readonly leaf?: Identity;
  readonly others?: readonly Identity[];
}

/** What a path's validation says with these CRLs: nothing, REVOKED or REVOCATION_UNKNOWN. */
async function said(requests: readonly Partial<CrlRequest>[], { leaf: of = leaf, others = [] }: Question = {}) {
  const { valid, reasons } = await validatePath({
    leaf: of.certificate,
    intermediates: others.map(({ certificate }) => certificate),
    trustAnchors: [root.certificate],
    at,
    crls: await Promise.all(requests.map((one) => issueCrl({ issuer: root, ...current, ...one }))),
  });
  assert.equal(valid, reasons.length === 0);
  return reasons.map(({ code }) => code).join();
}
const revokedOn = (on: Date, reason?: number, of = leaf) => [
  { certificate: of.certificate, at: on, ...(reason === undefined ? {} : { reason }) },
];
const unknown = 'REVOCATION_UNKNOWN';

describe('a complete CRL', () => {
  const times: [string, Partial<CrlRequest>, string][] = [
    ['is fresh from thisUpdate', { thisUpdate: at }, ''],
    ['is fresh to nextUpdate', { nextUpdate: at }, ''],
    ['is not fresh before thisUpdate', { thisUpdate: day(151) }, unknown],
    ['is not fresh behind nextUpdate', { nextUpdate: day(149) }, unknown],
    [
      'without nextUpdate holds for its own time alone',
      { thisUpdate: day(149), nextUpdate: undefined as never },
      unknown,
    ],
  ];
  for (const [name, request, expected] of times) test(name, async () => assert.equal(await said([request]), expected));

  test('revokes from the time of revocation on, even where it is stale or has what is not understood', async () => {
    const strange = [rawExtension('1.2.3.4', true, [5, 0])];
    assert.equal(await said([{ revoked: revokedOn(day(20)) }]), 'REVOKED');
    assert.equal(await said([{ revoked: revokedOn(day(155)) }, {}]), '', 'only later');
    assert.equal(await said([{ revoked: revokedOn(day(20)), nextUpdate: day(141) }, {}]), 'REVOKED');
    assert.equal(await said([{ extensions: strange }]), unknown);
    assert.equal(await said([{ extensions: strange, revoked: revokedOn(day(20)) }]), 'REVOKED');
  });
});

describe('who may have signed a CRL', () => {
  const again = (more: Partial<CertificateRequest> = {}) =>
    issueCertificate({ commonName: 'Root', ca: true, issuer: root, ...more });

  test("another key of the issuer's, by a path to the same anchor; itself known not to be revoked", async () => {
    const signer = await again();
    assert.equal(await said([{ signer }], { others: [signer] }), '');
    assert.equal(await said([{ signer }]), unknown);
    const revoked = { revoked: revokedOn(day(20), 1, signer) };
    assert.equal(await said([{ signer }, revoked], { others: [signer] }), '', 'the root speaks for the leaf');
    const onlyOther = await issueCertificate({ commonName: 'Leaf 2', issuer: root });
    assert.equal(await said([{ signer, ...revoked }], { leaf: onlyOther, others: [signer] }), unknown);
  });

  test('not a namesake, nor a key that is not for CRLs', async () => {
    const namesake = await issueCertificate({ commonName: 'Root', ca: true });
    assert.equal(await said([{ signer: namesake }], { others: [namesake] }), unknown);
    const certs = await again({ keyUsage: KeyUsageFlags.keyCertSign });
    assert.equal(await said([{ signer: certs }], { others: [certs] }), unknown);
    const late = await again({ notBefore: day(145) });
    assert.equal(await said([{ signer: late }], { others: [late] }), unknown, 'not valid when it signed');
  });
});

describe('the scope of a CRL', () => {
  test('of users, of authorities, of attribute certificates', async () => {
    assert.equal(await said([{ extensions: [scope(flag(1))] }]), '');
    assert.equal(await said([{ extensions: [scope(flag(2))] }]), unknown);
    assert.equal(await said([{ extensions: [scope(flag(5))] }]), unknown);
  });

  test('of one distribution point is for the certificates that name it', async () => {
    const points = rawExtension('2.5.29.31', false, tlv(0x30, tlv(0x30, pointOf('http://a/1.crl'))));
    const pointed = await issueCertificate({ commonName: 'Pointed', issuer: root, extensions: [points] });
    const own = [scope(pointOf('http://a/1.crl'))];
    const another = [scope(pointOf('http://a/2.crl'))];
    assert.equal(await said([{ extensions: own }], { leaf: pointed }), '');
    assert.equal(await said([{ extensions: another }], { leaf: pointed }), unknown);
    assert.equal(await said([{ extensions: own }]), unknown);
  });

  test('of some reasons leaves the others open, until lists together speak of all', async () => {
    const compromised = { extensions: [scope(someReasons(0x60))] };
    const others = { extensions: [scope(someReasons(0x1f, 0x80))] };
    assert.equal(await said([compromised]), unknown);
    assert.equal(await said([compromised, others]), '');
    assert.equal(await said([others, { ...compromised, revoked: revokedOn(day(20), 1) }]), 'REVOKED');
  });

  test('an indirect one is for the certificates that name its issuer, and speaks of each by its own', async () => {
    const issuer = await issueCertificate({ commonName: 'CRLs', ca: true, issuer: root });
    const points = rawExtension('2.5.29.31', false, tlv(0x30, tlv(0x30, tlv(0xa2, named(issuer)))));
    const pointed = await issueCertificate({ commonName: 'Pointed', issuer: root, extensions: [points] });
    const indirect = { issuer, extensions: [scope(flag(4))] };
    const question = { leaf: pointed, others: [issuer] };
    const [entry] = revokedOn(day(20), 1, pointed) as [{ certificate: Uint8Array; at: Date }];
    // The root's own CRL tells of the CRL issuer, and is not one that the certificate points to.
    const ofSigner = { extensions: [scope(flag(2))] };
    assert.equal(await said([indirect, ofSigner], question), '');
    assert.equal(await said([{ ...indirect, revoked: [{ ...entry, issuer: root }] }, ofSigner], question), 'REVOKED');
    assert.equal(await said([{ ...indirect, revoked: [entry] }, ofSigner], question), '', 'of its own issuer');
    assert.equal(await said([{ issuer }, ofSigner], question), unknown, 'not indirect');
    assert.equal(await said([indirect, ofSigner], { others: [issuer] }), unknown, 'not pointed to');
  });
});

describe('a delta CRL', () => {
  const complete = (more: Partial<CrlRequest> = {}) => ({ extensions: [number(5)], ...more });
  const delta = (own: number, base: number, more: Partial<CrlRequest> = {}) => ({
    extensions: [number(own), basedOn(base)],
    ...more,
  });

  test('adds to the complete one, and takes back what was suspended', async () => {
    assert.equal(await said([complete(), delta(6, 5, { revoked: revokedOn(day(145), 1) })]), 'REVOKED');
    const suspended = complete({ revoked: revokedOn(day(20), hold) });
    assert.equal(await said([suspended]), 'REVOKED');
    assert.equal(await said([suspended, delta(6, 5, { revoked: revokedOn(day(145), removed) })]), '');
    assert.equal(await said([suspended, delta(6, 5)]), 'REVOKED');
  });

  test('of several the newest counts', async () => {
    const suspended = delta(6, 5, { revoked: revokedOn(day(145), hold) });
    const back = delta(7, 5, { revoked: revokedOn(day(146), removed) });
    assert.equal(await said([complete(), suspended]), 'REVOKED');
    assert.equal(await said([complete(), suspended, back]), '');
    assert.equal(await said([complete(), back, suspended]), '');
  });

  test('says nothing alone, on a base that is missing, for another scope, or by another key', async () => {
    const back = { revoked: revokedOn(day(145), removed) };
    const suspended = complete({ revoked: revokedOn(day(20), hold) });
    assert.equal(await said([delta(6, 5)]), unknown);
    assert.equal(await said([suspended, delta(9, 6, back)]), 'REVOKED');
    assert.equal(await said([suspended, delta(5, 4, back)]), 'REVOKED', 'no newer than the list');
    const users = { ...back, extensions: [number(6), basedOn(5), scope(flag(1))] };
    assert.equal(await said([suspended, users]), 'REVOKED');
    const signer = await issueCertificate({ commonName: 'Root', ca: true, issuer: root });
    assert.equal(await said([suspended, delta(6, 5, { ...back, signer })], { others: [signer] }), 'REVOKED');
  });
});
