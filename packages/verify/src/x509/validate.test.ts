import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import {
  CertificatePolicies,
  ExtendedKeyUsage,
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  NameConstraints,
  PolicyInformation,
  SubjectAlternativeName,
  type Extension,
} from '@peculiar/asn1-x509';
import { extension, issueCertificate, type Identity } from '../../test/certificates.ts';
import { issueCrl, issueLargeCrl } from '../../test/crl.ts';
import { validatePath, type PathOptions } from './index.ts';

const at = new Date(Date.UTC(2026, 5, 1));
const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const altNames = (...names: ConstructorParameters<typeof GeneralName>[0][]): Extension =>
  extension('2.5.29.17', false, new SubjectAlternativeName(names.map((name) => new GeneralName(name))));
const subtrees = (names: ConstructorParameters<typeof GeneralName>[0][]) =>
  new GeneralSubtrees(names.map((name) => new GeneralSubtree({ base: new GeneralName(name) })));
type Names = ConstructorParameters<typeof GeneralName>[0][];
const constraints = (permitted: Names, excluded: Names = []): Extension =>
  extension(
    '2.5.29.30',
    true,
    new NameConstraints({
      ...(permitted.length ? { permittedSubtrees: subtrees(permitted) } : {}),
      ...(excluded.length ? { excludedSubtrees: subtrees(excluded) } : {}),
    }),
  );
const policies = (...oids: string[]): Extension =>
  extension(
    '2.5.29.32',
    false,
    new CertificatePolicies(oids.map((oid) => new PolicyInformation({ policyIdentifier: oid }))),
  );
const ders = (identities: readonly Identity[]) => identities.map(({ certificate }) => certificate);

async function codes(leaf: Identity, others: Identity[], anchors: Identity[], options: Partial<PathOptions> = {}) {
  const base = { leaf: leaf.certificate, intermediates: ders(others), trustAnchors: ders(anchors), at };
  const { valid, reasons } = await validatePath({ ...base, revocation: 'off', ...options });
  assert.equal(valid, reasons.length === 0);
  return reasons.map(({ code }) => code).join();
}

describe('name constraints of every kind', () => {
  const ip = (...bytes: number[]) => ({ iPAddress: bytes.join('.') });
  const cases: [string, Names, Names, Names, boolean][] = [
    ['a host below the domain', [{ dNSName: 'example.fr' }], [], [{ dNSName: 'a.example.fr' }], true],
    ['a host that only ends alike', [{ dNSName: 'example.fr' }], [], [{ dNSName: 'badexample.fr' }], false],
    ['a host written otherwise', [{ dNSName: 'Example.FR' }], [], [{ dNSName: 'A.EXAMPLE.fr.' }], true],
    ['a wildcard over an excluded host', [], [{ dNSName: 'a.example.fr' }], [{ dNSName: '*.example.fr' }], false],
    ['a host with a NUL', [], [{ dNSName: 'bad.fr' }], [{ dNSName: 'good.fr\u0000.bad.com' }], false],
    ['a mailbox of the host', [{ rfc822Name: 'example.fr' }], [], [{ rfc822Name: 'a@example.fr' }], true],
    ['a mailbox of a host below', [{ rfc822Name: 'example.fr' }], [], [{ rfc822Name: 'a@b.example.fr' }], false],
    ['a mailbox below a domain', [{ rfc822Name: '.example.fr' }], [], [{ rfc822Name: 'a@b.example.fr' }], true],
    ['another mailbox than the one', [{ rfc822Name: 'a@b.fr' }], [], [{ rfc822Name: 'c@b.fr' }], false],
    [
      'a URI of the host',
      [{ uniformResourceIdentifier: 'example.fr' }],
      [],
      [{ uniformResourceIdentifier: 'https://u@example.fr:8/x' }],
      true,
    ],
    [
      'a URI with another host in its user',
      [{ uniformResourceIdentifier: 'example.fr' }],
      [],
      [{ uniformResourceIdentifier: 'https://example.fr@bad.fr/' }],
      false,
    ],
    [
      'a URI without a host',
      [],
      [{ uniformResourceIdentifier: 'bad.fr' }],
      [{ uniformResourceIdentifier: 'urn:x:y' }],
      false,
    ],
    ['another form than the one constrained', [{ dNSName: 'example.fr' }], [], [{ rfc822Name: 'a@b.fr' }], true],
    ['a form that is not understood', [], [{ registeredID: '1.2.3' }], [{ registeredID: '1.2.4' }], false],
    ['an address of the other family', [{ dNSName: 'x.fr' }], [], [ip(10, 0, 0, 1)], true],
  ];
  for (const [name, permitted, excluded, names, allowed] of cases) {
    test(`${name} is ${allowed ? 'allowed' : 'refused'}`, async () => {
      const root = await issueCertificate({ commonName: 'Root', ca: true });
      const issuing = await issueCertificate({
        commonName: 'Issuing',
        ca: true,
        issuer: root,
        extensions: [constraints(permitted, excluded)],
      });
      const leaf = await issueCertificate({ commonName: 'Leaf', issuer: issuing, extensions: [altNames(...names)] });
      assert.equal(await codes(leaf, [issuing], [root]), allowed ? '' : 'NAME_NOT_PERMITTED');
    });
  }

  test('what an anchor carries binds as well (RFC 5937): names, length, policies', async () => {
    const leafOf = (issuer: Identity) =>
      issueCertificate({ commonName: 'Leaf', issuer, extensions: [altNames({ dNSName: 'a.com' }), policies('1.2.3')] });
    const named = await issueCertificate({ commonName: 'R', ca: true, extensions: [constraints([{ dNSName: 'fr' }])] });
    assert.equal(await codes(await leafOf(named), [], [named]), 'NAME_NOT_PERMITTED');
    const short = await issueCertificate({ commonName: 'R', ca: true, pathLength: 0 });
    const below = await issueCertificate({ commonName: 'B', ca: true, issuer: short });
    assert.equal(await codes(await leafOf(below), [below], [short]), 'PATH_TOO_LONG');
    const policed = await issueCertificate({ commonName: 'R', ca: true, extensions: [policies('1.2.4')] });
    assert.equal(await codes(await leafOf(policed), [], [policed]), '');
    assert.equal(
      await codes(await leafOf(policed), [], [policed], { requireExplicitPolicy: true }),
      'POLICY_NOT_VALID',
    );
    const leafAnchor = await leafOf(named);
    assert.equal(await codes(leafAnchor, [], [leafAnchor]), '');
  });
});

describe('what a certificate is for', () => {
  const serverAuth = '1.3.6.1.5.5.7.3.1';
  const clientAuth = '1.3.6.1.5.5.7.3.2';
  test('purposes bind along the path, names of servers are compared as RFC 9525 says', async () => {
    const root = await issueCertificate({ commonName: 'Root', ca: true });
    const forClients = await issueCertificate({
      commonName: 'CA',
      ca: true,
      issuer: root,
      extensions: [extension('2.5.29.37', false, new ExtendedKeyUsage([clientAuth]))],
    });
    const extensions = [altNames({ dNSName: '*.example.fr' }, { iPAddress: '10.0.0.1' })];
    const leaf = await issueCertificate({
      commonName: 'example.fr',
      issuer: root,
      extensions,
      extendedKeyUsage: [serverAuth],
    });
    const below = await issueCertificate({
      commonName: 'L',
      issuer: forClients,
      extensions,
      extendedKeyUsage: [serverAuth],
    });
    assert.equal(await codes(leaf, [], [root], { extendedKeyUsage: serverAuth, serverName: 'A.example.fr' }), '');
    assert.equal(await codes(leaf, [], [root], { extendedKeyUsage: clientAuth }), 'EXTENDED_KEY_USAGE');
    assert.equal(await codes(below, [forClients], [root], { extendedKeyUsage: serverAuth }), 'EXTENDED_KEY_USAGE');
    for (const serverName of ['example.fr', 'a.b.example.fr', '.example.fr', '10.0.0.2', '']) {
      assert.equal(await codes(leaf, [], [root], { serverName }), 'SERVER_NAME', serverName);
    }
    assert.equal(await codes(leaf, [], [root], { serverName: '10.0.0.1' }), '');
  });
});

describe('paths', () => {
  test('one that fails is no reason to refuse while another stands', async () => {
    const root = await issueCertificate({ commonName: 'Root', ca: true });
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
    const notAfter = new Date(Date.UTC(2021, 0, 1));
    const old = await issueCertificate({ commonName: 'CA', ca: true, issuer: root, keys, notAfter });
    const capped = await issueCertificate({
      commonName: 'CA',
      ca: true,
      issuer: root,
      keys,
      extensions: [constraints([], [{ dNSName: 'fr' }])],
    });
    const good = await issueCertificate({ commonName: 'CA', ca: true, issuer: root, keys });
    const impostor = await issueCertificate({ commonName: 'CA', ca: true, issuer: root });
    const leaf = await issueCertificate({
      commonName: 'Leaf',
      issuer: good,
      extensions: [altNames({ dNSName: 'a.fr' })],
    });
    assert.equal(await codes(leaf, [impostor, old, capped, good], [root]), '');
    assert.equal(await codes(leaf, [impostor, old, capped], [root]), 'OUT_OF_VALIDITY');
    assert.equal(await codes(leaf, [impostor], [root]), 'SIGNATURE_INVALID');
    const stranger = await issueCertificate({ commonName: 'Stranger', ca: true });
    assert.equal(await codes(leaf, [good], [stranger]), 'NO_PATH');
    assert.equal(await codes(leaf, [good], []), 'NO_PATH');
  });

  test(
    'a thousand cross-certificates end, with the path that is there and without one',
    { timeout: 60_000 },
    async () => {
      const authorities = await Promise.all(
        Array.from({ length: 32 }, async (_, index) => {
          const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
            'sign',
            'verify',
          ]);
          return {
            commonName: `CA ${index}`,
            keys,
            issuer: await issueCertificate({ commonName: `CA ${index}`, ca: true, keys }),
          };
        }),
      );
      const crossed: Identity[] = [];
      for (const { commonName, keys } of authorities) {
        for (const { issuer } of authorities)
          crossed.push(await issueCertificate({ commonName, ca: true, keys, issuer }));
      }
      const root = await issueCertificate({ commonName: 'Root', ca: true });
      const [first, last] = [authorities[0], authorities.at(-1)] as const;
      const leaf = await issueCertificate({ commonName: 'Leaf', issuer: (first as { issuer: Identity }).issuer });
      assert.equal(await codes(leaf, crossed, [root]), 'NO_PATH');
      const { commonName, keys } = last as { commonName: string; keys: CryptoKeyPair };
      const bridge = await issueCertificate({ commonName, ca: true, keys, issuer: root });
      assert.equal(await codes(leaf, [...crossed, bridge], [root]), '');
      const forbidden = await issueCertificate({ commonName, ca: true, keys, issuer: root, pathLength: 0 });
      assert.equal(await codes(leaf, [...crossed, forbidden], [root]), 'PATH_TOO_LONG');
    },
  );
});

describe('hostile input', () => {
  let root: Identity;
  let issuing: Identity;
  let leaf: Identity;
  let crls: Uint8Array[];
  const revokedOn = day(20);
  const base = () => ({
    leaf: leaf.certificate,
    intermediates: [issuing.certificate],
    trustAnchors: [root.certificate],
    at,
    crls,
  });

  before(async () => {
    root = await issueCertificate({ commonName: 'Root', ca: true });
    issuing = await issueCertificate({ commonName: 'Issuing', ca: true, issuer: root });
    leaf = await issueCertificate({ commonName: 'Leaf', issuer: issuing });
    const times = { thisUpdate: day(2), nextUpdate: day(400) };
    crls = [await issueCrl({ issuer: root, ...times }), await issueCrl({ issuer: issuing, ...times })];
  });

  const changed = (bytes: Uint8Array, index: number, mask: number) => {
    const copy = bytes.slice();
    copy[index] = (copy[index] as number) ^ mask;
    return copy;
  };

  test('no changed byte of a certificate or a CRL leaves a path valid', async () => {
    assert.equal((await validatePath(base())).valid, true);
    const revoked = [{ certificate: leaf.certificate, at: revokedOn }];
    const listed = await issueCrl({ issuer: issuing, thisUpdate: day(25), nextUpdate: day(400), revoked });
    const parts: [string, Uint8Array, (bytes: Uint8Array) => Partial<PathOptions>][] = [
      ['leaf', leaf.certificate, (bytes) => ({ leaf: bytes })],
      ['intermediate', issuing.certificate, (bytes) => ({ intermediates: [bytes] })],
      ['CRL', crls[1] as Uint8Array, (bytes) => ({ crls: [crls[0] as Uint8Array, bytes] })],
      ['revoking CRL', listed, (bytes) => ({ crls: [crls[0] as Uint8Array, bytes] })],
    ];
    for (const [name, bytes, options] of parts) {
      for (let index = 0; index < bytes.length; index++) {
        const mask = 1 << (index % 8);
        const { valid } = await validatePath({ ...base(), ...options(changed(bytes, index, mask)) });
        assert.equal(valid, false, `${name}, byte ${index}`);
      }
    }
  });

  test('what is no DER is a reason or is left out, and never thrown', async () => {
    const junk = [new Uint8Array(), Uint8Array.of(0x30, 0x80), Uint8Array.from({ length: 300 }, () => 0x30)];
    for (const bytes of junk) {
      assert.equal((await validatePath({ ...base(), leaf: bytes })).valid, false);
      assert.equal((await validatePath({ ...base(), trustAnchors: [bytes] })).valid, false);
      const more = { intermediates: [issuing.certificate, bytes], crls: [...crls, bytes], ocspResponses: [bytes] };
      assert.equal((await validatePath({ ...base(), ...more })).valid, true);
    }
  });

  test('a CRL of 10 MB is read to its last entry', { timeout: 60_000 }, async () => {
    const list = await issueLargeCrl(issuing, 340_000, leaf.certificate);
    assert.ok(list.length > 10_000_000, String(list.length));
    const { reasons } = await validatePath({ ...base(), crls: [crls[0] as Uint8Array, list] });
    assert.deepEqual(
      reasons.map(({ code, index }) => [code, index]),
      [['REVOKED', 0]],
    );
    const without = await issueLargeCrl(issuing, 340_000, null);
    assert.equal((await validatePath({ ...base(), crls: [crls[0] as Uint8Array, without] })).valid, true);
  });

  test('work is bounded, and what was not looked at is not taken for good', { timeout: 60_000 }, async () => {
    const impostors = await Promise.all(
      Array.from({ length: 200 }, () => issueCertificate({ commonName: 'Issuing', ca: true })),
    );
    const stranger = await issueCertificate({ commonName: 'Issuing', ca: true });
    const unsigned = await issueLargeCrl(stranger, 340_000, null);
    const more = { intermediates: ders([issuing, ...impostors]), crls: [...crls, unsigned] };
    const started = performance.now();
    const { reasons } = await validatePath({ ...base(), ...more });
    // 10 MB under each of 200 keys would be 2 GB to hash.
    assert.ok(performance.now() - started < 20_000);
    assert.deepEqual([...new Set(reasons.map(({ code }) => code))], ['REVOCATION_UNKNOWN']);
  });
});
