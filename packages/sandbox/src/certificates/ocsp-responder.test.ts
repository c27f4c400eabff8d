import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeTestAuthority, type TestAuthority } from './authority.harness.ts';
import { readCertificate } from './certificate-details.ts';
import { missing, pem, withWorkbench } from './external-tools.harness.ts';
import { type CertificateStatus, respondToOcspRequest } from './ocsp-responder.ts';
import type { RemoteSigner } from './signer.ts';

let authority: TestAuthority;
let member: RemoteSigner;
before(async () => {
  authority = await makeTestAuthority();
  member = await authority.signer('expert', 'Jean Dupont');
});

/** The responder's answer to openssl's request, and openssl's opinion of it (nonce and signature checked). */
async function ask(status: CertificateStatus, hash = '-sha1', issuer = authority.issuing.certificate): Promise<string> {
  return withWorkbench(async (bench) => {
    bench.write('root.pem', pem(authority.root.certificate));
    bench.write('issuing.pem', pem(authority.issuing.certificate));
    bench.write('issuer.pem', pem(issuer));
    bench.write('member.pem', pem(member.certificate));
    bench.run('openssl', 'ocsp', '-issuer', 'issuer.pem', hash, '-cert', 'member.pem', '-reqout', 'request.der');
    const response = await respondToOcspRequest(bench.read('request.der'), {
      signer: authority.ocspSigner,
      at: new Date(),
      lookup: async (serial) => {
        assert.equal(serial, readCertificate(member.certificate).serial);
        return status;
      },
    });
    bench.write('response.der', response);
    const trust = ['-CAfile', 'root.pem', '-verify_other', 'issuing.pem'];
    return bench.run('openssl', 'ocsp', '-reqin', 'request.der', '-respin', 'response.der', ...trust, '-resp_text')
      .output;
  });
}

describe('OCSP responder, against openssl ocsp', { skip: missing('openssl') }, () => {
  for (const hash of ['-sha1', '-sha256']) {
    test(`good, certificate named by ${hash.slice(1)}`, async () => {
      const output = await ask({ status: 'good' }, hash);
      assert.match(output, /Response verify OK/u);
      assert.match(output, /Cert Status: good/u);
      assert.match(output, /OCSP Nonce/u);
      assert.doesNotMatch(output, /Nonce Verify error|no nonce/u);
    });
  }

  test('revoked, with time and reason', async () => {
    const output = await ask({
      status: 'revoked',
      at: new Date('2026-03-01T09:30:15.900Z'),
      reason: 'affiliationChanged',
    });
    assert.match(output, /Response verify OK/u);
    assert.match(output, /Cert Status: revoked\s+Revocation Time: Mar {2}1 09:30:15 2026 GMT/u);
    assert.match(output, /affiliationChanged/u);
  });

  test('unknown to the table, or of another issuer', async () => {
    assert.match(await ask({ status: 'unknown' }), /Cert Status: unknown/u);
    assert.match(await ask({ status: 'good' }, '-sha1', authority.root.certificate), /Cert Status: unknown/u);
  });

  test('garbage is malformedRequest', async () => {
    await withWorkbench(async (bench) => {
      const lookup = async (): Promise<CertificateStatus> => ({ status: 'good' });
      const options = { signer: authority.ocspSigner, at: new Date(), lookup };
      bench.write('response.der', await respondToOcspRequest(new Uint8Array([1, 2, 3]), options));
      const { output } = bench.run('openssl', 'ocsp', '-respin', 'response.der', '-noverify', '-text');
      assert.match(output, /malformedrequest/iu);
    });
  });
});
