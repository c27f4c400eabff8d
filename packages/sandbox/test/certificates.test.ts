import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { operations } from '@jse/sdk/contract';
import { Client } from 'pg';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createSandbox } from '../src/index.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';
import { createHandshake } from '@jse/sdk/server';
import { call, type Caller, callerOf, problem } from './api.ts';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  openCeremony,
  origin,
  type Platform,
  signBy,
  startPlatform,
} from './platform.ts';
import { readCrl } from './read-crl.ts';
import { createBrowserClient } from '@jse/sdk/browser';

const execute = promisify(execFile);
const day = 86_400_000;

describe('certificates', () => {
  let platform: Platform;
  let expert: Caller;
  before(async () => {
    platform = await startPlatform();
    expert = await callerOf(platform);
  });
  after(() => platform.sandbox.close());

  const list = async (as: Caller) => (await call(platform, operations.listCertificates, { as })).data;
  const own = async (as: Caller) => (await list(as)).filter(({ memberId }) => memberId === platform.expertId);
  const revoke = (as: Caller, serial: string, reason: 'keyCompromise' | 'superseded' = 'superseded') =>
    call(platform, operations.revokeCertificate, { as, params: { serial }, body: { reason } });

  /** What `openssl ocsp` is told of a certificate now, by the responder that the certificate names. */
  async function ocsp(serial: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'jse-ocsp-'));
    const file = (name: string) => join(folder, name);
    const fetched = async (name: string) => {
      const response = await platform.sandbox.fetch(new Request(`${baseUrl}/pki/${name}.cer`));
      await writeFile(file(`${name}.cer`), new Uint8Array(await response.arrayBuffer()));
      await execute('openssl', ['x509', '-inform', 'DER', '-in', file(`${name}.cer`), '-out', file(`${name}.pem`)]);
    };
    await fetched('root');
    await fetched('issuing');
    await execute('openssl', [
      'ocsp',
      '-issuer',
      file('issuing.pem'),
      '-serial',
      `0x${serial}`,
      '-reqout',
      file('query'),
      '-no_nonce',
    ]);
    const answer = await platform.sandbox.fetch(
      new Request(`${baseUrl}/pki/ocsp`, {
        method: 'POST',
        headers: { 'content-type': 'application/ocsp-request' },
        body: new Uint8Array(await readFile(file('query'))),
      }),
    );
    await writeFile(file('answer'), new Uint8Array(await answer.arrayBuffer()));
    const { stdout } = await execute('openssl', ['ocsp', '-respin', file('answer'), '-text', '-noverify']);
    await rm(folder, { recursive: true });
    return /Cert Status: (\w+)/.exec(stdout)?.[1] ?? stdout;
  }
  async function signIn(memberId: string) {
    const fetch = (request: Request) => platform.sandbox.fetch(request);
    const handshake = createHandshake({ baseUrl, editor: editor.shortcut, secret: editor.secret, fetch });
    const { url, idRequest } = await handshake.start({ successUrl: `${origin}/back` });
    const answer = await fetch(new Request(url, { method: 'POST', body: new URLSearchParams({ member: memberId }) }));
    assert.equal(answer.status, 303);
    const { office, user } = await handshake.fetch(idRequest);
    return { 'jse-editor-token-office': office.token, 'jse-editor-token-user': user.token };
  }

  test('asked for by many at once, one is made, with its key', async () => {
    const person = {
      firstName: 'Une',
      lastName: 'Seule',
      email: 'une@cabinet.example',
      phone: '+33639980501',
      role: 'expert' as const,
    };
    const firm = await platform.sandbox.seed.firm({
      name: 'Cabinet double',
      siren: '600000004',
      creditCents: 0,
      members: [person],
    });
    const id = firm.members[0]?.id ?? '';
    await Promise.all(Array.from({ length: 8 }, () => signIn(id)));
    const all = (await list(await signIn(id))).filter(({ kind }) => kind === 'member');
    assert.equal(all.length, 1);
  });

  test('two processes that begin together on one database found one authority and make one certificate', async (context) => {
    const server = process.env['JSE_TEST_DATABASE_URL'];
    if (server === undefined) return context.skip('the embedded database is one process’s');
    const url = await createDatabase(server);
    const masterKey = new Uint8Array(32).fill(7);
    const open = () => createSandbox({ database: createPostgresServer({ url }), masterKey, settings: { baseUrl } });
    const [one, two] = await Promise.all([open(), open()]);
    try {
      assert.deepEqual(one.rootCertificate, two.rootCertificate);
      await one.seed.editor(editor);
      const person = {
        firstName: 'Une',
        lastName: 'Seule',
        email: 'une@cabinet.example',
        phone: '+33639980501',
        role: 'expert' as const,
      };
      const firm = await one.seed.firm({
        name: 'Cabinet double',
        siren: '600000004',
        creditCents: 0,
        members: [person],
      });
      const id = firm.members[0]?.id ?? '';
      await Promise.all([one, two, one, two].map((sandbox) => sandbox.seed.tokens(editor.shortcut, id)));
      const client = new Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query<{ kind: string; certificates: string; keys: string }>(
        `select kind, count(*) as certificates, count(keys.id) as keys from certificates left join keys on keys.id = key_id group by kind order by kind`,
      );
      const { rows: stray } = await client.query(
        'select id from keys where id not in (select key_id from certificates)',
      );
      await client.end();
      assert.deepEqual(
        rows.map(({ kind, certificates, keys }) => [kind, Number(certificates), Number(keys)]),
        ['expert', 'firm', 'issuing', 'ocsp', 'platform', 'root', 'timestamp'].map((kind) => [kind, 1, 1]),
      );
      assert.deepEqual(stray, []);
    } finally {
      await Promise.all([one.close(), two.close()]);
      await dropDatabase(server, url);
    }
  });

  test('the expert sees all of the firm, others their own and the seal’s', async () => {
    const all = await list(expert);
    assert.deepEqual(all.map(({ kind, holder, state }) => [kind, holder, state]).toSorted(), [
      ['member', 'Alix Expert', 'valid'],
      ['seal', 'Cabinet Exemple', 'valid'],
    ]);
    const mine = all.find(({ kind }) => kind === 'member');
    assert.equal(new Date(mine?.notAfter ?? 0).getUTCFullYear() - new Date(mine?.notBefore ?? 0).getUTCFullYear(), 3);
    assert.deepEqual(
      (await list(await callerOf(platform, 1))).map(({ kind }) => kind),
      ['seal'],
    );
  });

  test('revoked: OCSP and CRL say so at once, nothing is signed or launched with it, the next sign-in replaces it', async () => {
    const [before] = await own(expert);
    const serial = before?.serial ?? '';
    assert.equal(await ocsp(serial), 'good');
    const running = await draft(platform, ['expert']);
    await platform.expert.collections.launch(running);
    const getEmbedCode = async () =>
      (await platform.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    const ceremony = await openCeremony(page, running);
    const other = await problem(platform, operations.revokeCertificate, {
      as: await callerOf(platform, 1),
      params: { serial },
      body: { reason: 'superseded' },
    });
    assert.equal(other.code, 'delegation_missing');
    const revoked = await revoke(expert, serial, 'keyCompromise');
    assert.deepEqual([revoked.state, revoked.reason], ['revoked', 'keyCompromise']);
    assert.equal(await ocsp(serial), 'revoked');
    assert.equal(await readCrl(platform, serial), 'keyCompromise');
    assert.equal((await revoke(expert, serial)).reason, 'keyCompromise', 'a revocation stays as it was');
    const code = await codeOf(platform, ceremony.reference);
    const failed: unknown = await page.ceremonies.sign(ceremony.id, code).catch((error: unknown) => error);
    assert.equal((failed as { code?: string }).code, 'certificate_missing');
    assert.equal((await platform.expert.collections.get(running)).signers[0]?.state, 'invited');
    const id = await draft(platform, ['expert']);
    const refused = await problem(platform, operations.sendTransaction, { as: expert, params: { transactionId: id } });
    assert.equal(refused.code, 'certificate_missing');
    assert.match(refused.detail ?? '', /révoqué le .*prochaine connexion Comptexpert/);
    const mails = await platform.sandbox.outbox.messages({ to: 'expert@cabinet.example', channel: 'email' });
    assert.ok(mails.some(({ subject }) => subject === 'Certificat de signature révoqué'));

    await signIn(platform.expertId);
    assert.deepEqual((await own(expert)).map(({ state }) => state).toSorted(), ['revoked', 'valid']);
    assert.equal((await platform.expert.collections.launch(id)).state, 'ongoing');
    platform.sandbox.clock.advance(60_000);
    const next = await openCeremony(page, running);
    assert.equal((await page.ceremonies.sign(next.id, await codeOf(platform, next.reference))).state, 'signed');
  });

  test('one that ends within 30 days is told of once; once over it signs nothing, and the next sign-in replaces it', async () => {
    const valid = (await own(expert)).find(({ state }) => state === 'valid');
    const until = Date.parse(valid?.notAfter ?? '');
    const { clock, outbox } = platform.sandbox;
    const told = async () => {
      const as = await callerOf(platform, 2);
      const { data } = await call(platform, operations.listEvents, { as, query: { limit: '100' } });
      return data
        .filter(({ type }) => type === 'certificate.expiring')
        .map(({ data: body }) => body as Record<string, unknown>);
    };
    clock.set(new Date(until - 31 * day));
    await outbox.drain();
    clock.set(new Date(until - 29.5 * day));
    await outbox.drain();
    const once = (await told()).filter(({ serial }) => serial === valid?.serial);
    assert.deepEqual(once, [
      { serial: valid?.serial, kind: 'member', memberId: platform.expertId, notAfter: valid?.notAfter },
    ]);
    clock.advance(2 * day);
    await outbox.drain();
    assert.equal((await told()).filter(({ serial }) => serial === valid?.serial).length, 1);
    const mails = await outbox.messages({ to: 'expert@cabinet.example', channel: 'email' });
    assert.equal(
      mails.filter(({ subject }) => subject.startsWith('Certificat : fin de validité')).length,
      2,
      'his own, and the seal’s',
    );

    clock.set(new Date(until + day));
    const late = await callerOf(platform, 2);
    const there = { ...platform, expert: platform.expert.with({ userToken: late['jse-editor-token-user'] ?? '' }) };
    const id = await draft(there, ['first', 'expert']);
    const refused = await problem(platform, operations.sendTransaction, { as: late, params: { transactionId: id } });
    assert.equal(refused.code, 'certificate_missing');
    assert.match(refused.detail ?? '', /a expiré le .*prochaine connexion/);
    const sealed = await draft(there, ['seal']);
    assert.match(
      (await problem(platform, operations.sendTransaction, { as: late, params: { transactionId: sealed } })).detail ??
        '',
      /Le certificat du cachet a expiré/,
    );
    const signedIn = await signIn(platform.expertId);
    assert.deepEqual((await own(signedIn)).map(({ state }) => state).toSorted(), ['expired', 'revoked', 'valid']);
    const again = { ...platform, expert: platform.expert.with({ userToken: signedIn['jse-editor-token-user'] }) };
    assert.equal((await again.expert.collections.launch(id)).state, 'ongoing');
    assert.equal((await again.expert.collections.launch(sealed)).state, 'ongoing');
    await signBy(again, clients.first.email, id);
  });
});
