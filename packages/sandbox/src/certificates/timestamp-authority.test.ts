import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { makeTestAuthority, type TestAuthority } from './authority.harness.ts';
import { missing, pem, withWorkbench, type Workbench } from './external-tools.harness.ts';

let authority: TestAuthority;
before(async () => {
  authority = await makeTestAuthority();
});

function query(bench: Workbench, ...parameters: string[]): Uint8Array {
  bench.write('data', new TextEncoder().encode('bonjour'));
  bench.run('openssl', 'ts', '-query', '-data', 'data', ...parameters, '-out', 'query.tsq');
  return bench.read('query.tsq');
}

describe('timestamp authority, against openssl ts', { skip: missing('openssl') }, () => {
  for (const [name, parameters] of [
    ['SHA-256 with certificate and nonce', ['-sha256', '-cert']],
    ['SHA-512 without nonce', ['-sha512', '-cert', '-no_nonce']],
    ['SHA-384 without certificate', ['-sha384']],
  ] as const) {
    test(`${name} verifies`, async () => {
      await withWorkbench(async (bench) => {
        bench.write('reply.tsr', await authority.timestamp(query(bench, ...parameters)));
        bench.write('root.pem', pem(authority.root.certificate));
        const untrusted = new Uint8Array([
          ...pem(authority.issuing.certificate),
          ...pem(authority.timestampSigner.certificate),
        ]);
        bench.write('chain.pem', untrusted);
        const files = ['-in', 'reply.tsr', '-queryfile', 'query.tsq', '-CAfile', 'root.pem', '-untrusted', 'chain.pem'];
        const { status, output } = bench.run('openssl', 'ts', '-verify', ...files);
        assert.match(output, /Verification: OK/u);
        assert.equal(status, 0);
      });
    });
  }

  test('a token for other data does not verify', async () => {
    await withWorkbench(async (bench) => {
      bench.write('reply.tsr', await authority.timestamp(query(bench, '-sha256', '-cert')));
      bench.write('root.pem', pem(authority.root.certificate));
      bench.write('other', new TextEncoder().encode('au revoir'));
      const { output } = bench.run(
        'openssl',
        'ts',
        '-verify',
        '-in',
        'reply.tsr',
        '-data',
        'other',
        '-CAfile',
        'root.pem',
      );
      assert.match(output, /Verification: FAILED/u);
    });
  });

  for (const [parameters, reason] of [
    [['-sha1'], /unrecognized or unsupported algorithm/u],
    [['-sha256', '-tspolicy', '1.2.3.4'], /requested TSA policy is not supported/u],
  ] as const) {
    test(`${parameters.join(' ')} is rejected with the standard's reason`, async () => {
      await withWorkbench(async (bench) => {
        bench.write('reply.tsr', await authority.timestamp(query(bench, ...parameters)));
        const { output } = bench.run('openssl', 'ts', '-reply', '-in', 'reply.tsr', '-text');
        assert.match(output, /Status: Rejected/u);
        assert.match(output, reason);
      });
    });
  }

  test('garbage is rejected as bad data, not thrown', async () => {
    await withWorkbench(async (bench) => {
      bench.write('reply.tsr', await authority.timestamp(new TextEncoder().encode('not DER')));
      const { output } = bench.run('openssl', 'ts', '-reply', '-in', 'reply.tsr', '-text');
      assert.match(output, /the data submitted has the wrong format/u);
    });
  });
});
