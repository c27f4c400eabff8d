import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeMemberCertificate, randomSerial } from './authority.ts';
import { makeTestAuthority, type TestAuthority } from './authority.harness.ts';
import { readCertificate } from './certificate-details.ts';
import { makeCrl } from './crl.ts';
import { missing, pem, withWorkbench } from './external-tools.harness.ts';
import { pkiUrls } from './pki-urls.ts';
import { policies } from './policies.ts';
import { generateKeyPair } from './web-crypto.ts';

const skip = missing('openssl');
let authority: TestAuthority;
before(async () => {
  authority = await makeTestAuthority();
});

async function describeByOpenssl(certificate: Uint8Array): Promise<string> {
  return withWorkbench((bench) => {
    bench.write('c.der', certificate);
    return bench.run(
      'openssl',
      'x509',
      '-inform',
      'der',
      '-in',
      'c.der',
      '-noout',
      '-text',
      '-nameopt',
      'utf8,sep_multiline',
    ).output;
  });
}

describe('certificates, as openssl sees them', { skip }, () => {
  for (const kind of ['platform', 'expert', 'client', 'firm'] as const) {
    test(`${kind} certificate chains to the root`, async () => {
      const signer = await authority.signer(kind, 'Hélène Œuvrard');
      await withWorkbench((bench) => {
        bench.write('root.pem', pem(authority.root.certificate));
        bench.write('issuing.pem', pem(authority.issuing.certificate));
        bench.write('end.pem', pem(signer.certificate));
        const crl = ['-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem', 'end.pem'];
        assert.match(bench.run('openssl', 'verify', ...crl).output, /end\.pem: OK/u);
      });
    });
  }

  test('a member is a natural person with a policy of ours and revocation addresses', async () => {
    const text = await describeByOpenssl((await authority.signer('expert', 'Hélène Œuvrard')).certificate);
    for (const part of ['GN=Hélène', 'SN=Œuvrard', 'serialNumber=JSE-0001', 'CN=Hélène Œuvrard', 'C=FR']) {
      assert.ok(text.includes(part), `${part} in\n${text}`);
    }
    assert.ok(text.includes(`Policy: ${policies.advanced}`));
    assert.ok(text.includes('OCSP - URI:https://sandbox.example/pki/ocsp'));
    assert.ok(text.includes('URI:https://sandbox.example/pki/issuing.crl'));
    assert.match(text, /Key Usage: critical\s+Digital Signature, Non Repudiation/u);
    assert.match(text, /Basic Constraints: critical\s+CA:FALSE/u);
  });

  test('a firm has an organizationIdentifier and the seal policy', async () => {
    const text = await describeByOpenssl((await authority.signer('firm', 'Cabinet Lefèvre')).certificate);
    assert.match(text, /(organizationIdentifier|2\.5\.4\.97)=NTRFR-732829320/u);
    assert.ok(text.includes('O=Cabinet Lefèvre'));
    assert.ok(text.includes(`Policy: ${policies.seal}`));
  });

  test('the timestamp certificate has one critical purpose, the OCSP certificate nocheck', async () => {
    const tsa = await describeByOpenssl(authority.timestampSigner.certificate);
    assert.match(tsa, /Extended Key Usage: critical\s+Time Stamping\s/u);
    const ocsp = await describeByOpenssl(authority.ocspSigner.certificate);
    assert.match(ocsp, /Extended Key Usage: ?\s+OCSP Signing\s/u);
    assert.match(ocsp, /OCSP No Check/u);
  });

  test('a CRL lists what was revoked and makes openssl refuse it', async () => {
    const signer = await authority.signer('client', 'Ana Silva');
    const { serial } = readCertificate(signer.certificate);
    const at = new Date();
    const crl = (revoked: Parameters<typeof makeCrl>[0]['revoked']) =>
      makeCrl({
        issuer: authority.issuing,
        revoked,
        thisUpdate: new Date(at.getTime() - 1000),
        nextUpdate: new Date(at.getTime() + 3_600_000),
        number: 258n,
      });
    const lists = [await crl([]), await crl([{ serial, at, reason: 'keyCompromise' }])];
    const outputs = await withWorkbench((bench) => {
      bench.write('root.pem', pem(authority.root.certificate));
      bench.write('issuing.pem', pem(authority.issuing.certificate));
      bench.write('end.pem', pem(signer.certificate));
      return lists.map((list) => {
        bench.write('list.der', list);
        bench.run('openssl', 'crl', '-inform', 'der', '-in', 'list.der', '-out', 'list.pem');
        const text = bench.run('openssl', 'crl', '-in', 'list.pem', '-noout', '-text').output;
        const parameters = ['-crl_check', '-CRLfile', 'list.pem', '-CAfile', 'root.pem', '-untrusted', 'issuing.pem'];
        return { text, verdict: bench.run('openssl', 'verify', ...parameters, 'end.pem').output };
      });
    });
    assert.match(outputs[0]?.verdict ?? '', /end\.pem: OK/u);
    assert.match(outputs[1]?.verdict ?? '', /certificate revoked/u);
    assert.match(outputs[1]?.text ?? '', /CRL Number:\s+258/u);
    assert.match(outputs[1]?.text ?? '', /Key Compromise/u);
  });
});

describe('certificate validity and serials', () => {
  test('an expert has three years, a client five, from the given time in whole seconds', async () => {
    const { publicKey } = await generateKeyPair();
    const issue = (kind: 'expert' | 'client') =>
      makeMemberCertificate({
        kind,
        subject: { givenName: 'Zoé', surname: 'Martin', serialNumber: '7' },
        publicKey,
        issuer: authority.issuing,
        urls: pkiUrls('https://sandbox.example/'),
        at: new Date('2028-02-29T10:00:00.750Z'),
      });
    const expert = readCertificate(await issue('expert'));
    assert.equal(expert.notBefore.toISOString(), '2028-02-29T10:00:00.000Z');
    assert.equal(expert.notAfter.toISOString(), '2031-03-01T10:00:00.000Z');
    assert.equal(readCertificate(await issue('client')).notAfter.toISOString(), '2033-03-01T10:00:00.000Z');
  });

  test('an empty name is refused', async () => {
    const { publicKey } = await generateKeyPair();
    const input = {
      kind: 'client' as const,
      subject: { givenName: ' ', surname: 'Martin', serialNumber: '7' },
      publicKey,
      issuer: authority.issuing,
      urls: pkiUrls('https://sandbox.example'),
      at: new Date(),
    };
    await assert.rejects(makeMemberCertificate(input), { code: 'subject_incomplete' });
  });

  test('serials are positive, 16 octets, and as read back from the certificate', async () => {
    const serials = new Set(Array.from({ length: 200 }, randomSerial));
    assert.equal(serials.size, 200);
    for (const serial of serials) assert.match(serial, /^[4-7][0-9a-f]{31}$/u);
  });

  test('what is no certificate is told', () => {
    assert.throws(() => readCertificate(Uint8Array.of(0x30, 0x03, 1, 2, 3)), { code: 'certificate_malformed' });
    assert.throws(() => readCertificate(new Uint8Array()), { code: 'certificate_malformed' });
  });
});
