import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { issueCertificate, type Identity } from '../../../test/certificates.ts';
import { issueOcsp } from '../../../test/ocsp.ts';
import { parseCertificate } from '../certificate.ts';
import { validatePath } from '../index.ts';

/** OpenSSL answers, we judge; and the other way about, so that the tests' own responses are what others read too. */
describe('OCSP responses and OpenSSL', () => {
  let folder: string;
  let root: Identity;
  let leaf: Identity;
  let responder: Identity;
  let gone: Identity;

  const pem = (label: string, der: Uint8Array): string =>
    `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END ${label}-----\n`;
  const write = async (name: string, { certificate, privateKey }: Identity): Promise<void> => {
    const key = new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey));
    writeFileSync(join(folder, `${name}.pem`), pem('CERTIFICATE', certificate));
    writeFileSync(join(folder, `${name}.key`), pem('PRIVATE KEY', key));
  };
  const openssl = (...args: string[]): string =>
    execFileSync('openssl', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jse-ocsp-'));
    root = await issueCertificate({ commonName: 'Root', ca: true });
    leaf = await issueCertificate({ commonName: 'Leaf', issuer: root });
    gone = await issueCertificate({ commonName: 'Gone', issuer: root });
    responder = await issueCertificate({
      commonName: 'Responder',
      issuer: root,
      keyUsage: 1,
      extendedKeyUsage: ['1.3.6.1.5.5.7.3.9'],
      extensions: [],
    });
    for (const [name, identity] of Object.entries({ root, leaf, gone, responder })) await write(name, identity);
    const serial = ({ certificate }: Identity) => parseCertificate(certificate).serialNumber.toUpperCase();
    // OpenSSL's own database: state, end, revocation with its reason, serial number, file, subject.
    const lines = [
      ['V', '490101000000Z', '', serial(leaf), 'unknown', '/CN=Leaf'],
      ['R', '490101000000Z', '260110000000Z,keyCompromise', serial(gone), 'unknown', '/CN=Gone'],
    ];
    writeFileSync(join(folder, 'index.txt'), lines.map((line) => `${line.join('\t')}\n`).join(''));
  });
  after(() => rmSync(folder, { recursive: true }));

  const answer = (of: string, ...options: string[]): Uint8Array => {
    const asked = ['ocsp', '-index', 'index.txt', '-CA', 'root.pem', '-issuer', 'root.pem', '-ndays', '7', '-noverify'];
    openssl(...asked, ...options, '-cert', `${of}.pem`, '-respout', 'answer.der');
    return readFileSync(join(folder, 'answer.der'));
  };
  const byRoot = ['-rsigner', 'root.pem', '-rkey', 'root.key'];
  const judge = async ({ certificate }: Identity, ocspResponse: Uint8Array, at: Date): Promise<string> => {
    const { reasons } = await validatePath({
      leaf: certificate,
      intermediates: [],
      trustAnchors: [root.certificate],
      at,
      ocspResponses: [ocspResponse],
    });
    return reasons.map(({ code, detail }) => [code, detail].filter(Boolean).join(' ')).join();
  };
  // The answers are of this very second.
  const soon = () => new Date(Date.now() + 60_000);

  test('its answers are read: named by name or key, certId by SHA-1 or SHA-256, good or revoked', async () => {
    for (const key of [[], ['-resp_key_id']]) {
      for (const hash of ['-sha1', '-sha256']) {
        const options = [...byRoot, ...key, hash];
        assert.equal(await judge(leaf, answer('leaf', ...options), soon()), '', options.join(' '));
        const revoked = await judge(gone, answer('gone', ...options), soon());
        assert.equal(revoked, 'REVOKED 2026-01-10T00:00:00.000Z', options.join(' '));
      }
    }
    assert.equal(
      await judge(leaf, answer('leaf', ...byRoot), new Date(Date.now() + 8 * 86_400_000)),
      'REVOCATION_UNKNOWN',
    );
    assert.equal(await judge(leaf, answer('gone', ...byRoot), soon()), 'REVOCATION_UNKNOWN');
  });

  test('a delegated responder without nocheck is not taken at its word', async () => {
    const delegated = ['-rsigner', 'responder.pem', '-rkey', 'responder.key'];
    assert.equal(await judge(leaf, answer('leaf', ...delegated), soon()), 'REVOCATION_UNKNOWN');
  });

  test('what the tests make, OpenSSL verifies, and refuses where we do', async () => {
    const verifies = async (signer: Identity, certificates: readonly Identity[]): Promise<boolean> => {
      const thisUpdate = new Date(Math.floor(Date.now() / 1000) * 1000);
      const singles = [{ of: leaf.certificate, issuer: root, thisUpdate, nextUpdate: soon() }];
      writeFileSync(join(folder, 'ours.der'), await issueOcsp({ responder: signer, singles, certificates }));
      try {
        const args = ['-issuer', 'root.pem', '-cert', 'leaf.pem', '-no_nonce', '-CAfile', 'root.pem'];
        return openssl('ocsp', '-respin', 'ours.der', ...args).includes('leaf.pem: good');
      } catch {
        return false;
      }
    };
    assert.equal(await verifies(root, []), true);
    assert.equal(await verifies(responder, [responder]), true);
    assert.equal(await verifies(gone, [gone]), false);
  });
});
