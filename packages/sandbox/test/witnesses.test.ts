import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type SandboxServer, serveSandbox } from '../src/node.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** What we serve over HTTP, asked by a tool that we did not write. */
describe('the authority’s services, by openssl', { skip: hasOpenssl ? false : 'openssl is not installed' }, () => {
  let server: SandboxServer;
  let folder: string;
  before(async () => {
    server = await serveSandbox({ port: 0 });
    folder = await mkdtemp(join(tmpdir(), 'jse-pki-'));
    for (const [name, path] of [
      ['root.pem', 'root.cer'],
      ['issuing.pem', 'issuing.cer'],
    ] as const) {
      const der = new Uint8Array(await (await fetch(`${server.url}/pki/${path}`)).arrayBuffer());
      const pem = spawnSync('openssl', ['x509', '-inform', 'DER'], { input: der });
      await writeFile(join(folder, name), pem.stdout);
    }
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const openssl = (...args: string[]) => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });

  test('the issuing authority verifies under the root', () => {
    assert.match(openssl('verify', '-x509_strict', '-CAfile', 'root.pem', 'issuing.pem').stdout, /issuing\.pem: OK/);
  });

  test('a timestamp over HTTP verifies', async () => {
    await writeFile(join(folder, 'data.txt'), 'Lettre de mission');
    openssl('ts', '-query', '-data', 'data.txt', '-sha256', '-cert', '-out', 'query.tsq');

    const body = await readFile(join(folder, 'query.tsq'));
    const answer = await fetch(`${server.url}/pki/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body,
    });
    assert.equal(answer.headers.get('content-type'), 'application/timestamp-reply');
    await writeFile(join(folder, 'reply.tsr'), new Uint8Array(await answer.arrayBuffer()));
    const verified = openssl(
      'ts',
      '-verify',
      '-in',
      'reply.tsr',
      '-queryfile',
      'query.tsq',
      '-CAfile',
      'root.pem',
      '-untrusted',
      'issuing.pem',
    );
    assert.match(verified.stdout + verified.stderr, /Verification: OK/);
  });

  test('a CRL is signed by its authority', async () => {
    await writeFile(
      join(folder, 'issuing.crl'),
      new Uint8Array(await (await fetch(`${server.url}/pki/issuing.crl`)).arrayBuffer()),
    );
    const { stderr } = openssl('crl', '-inform', 'DER', '-in', 'issuing.crl', '-CAfile', 'issuing.pem', '-noout');
    assert.match(stderr, /verify OK/);
  });

  test('the wrong content type is refused', async () => {
    const answer = await fetch(`${server.url}/pki/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: 'x',
    });
    assert.equal(answer.status, 415);
  });
});
