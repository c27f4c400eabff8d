import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { consent } from '@jse/sdk/rules';
import { createBrowserClient } from '@jse/sdk/browser';
import { type Client as SdkClient, createClient, isJseError } from '@jse/sdk/server';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { Client } from 'pg';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createMemoryBlobStore, createSandbox, defaultFirm, type Sandbox, type SandboxOptions } from '../src/index.ts';
import { callerOf, send } from './api.ts';
import {
  baseUrl,
  codeOf,
  draft,
  editor,
  invitationOf,
  makePdf,
  openCeremony,
  origin,
  type Platform,
  startPlatform,
  visitor,
} from './platform.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';

/** On PostgreSQL two platforms share a database, as two processes would; the embedded one is one process's. */
const server = process.env['JSE_TEST_DATABASE_URL'];

/** `signed`, another state, or the code of the refusal; anything else is an error of the platform's. */
const outcome = (promise: Promise<{ readonly state: string }>): Promise<string> =>
  promise.then(
    ({ state }) => state,
    (error: unknown) => {
      if (isJseError(error) && error.status !== undefined && error.status < 500) return error.code;
      throw error;
    },
  );

describe('many at once', () => {
  let url: string | undefined;
  let first: Platform;
  let second: Platform;
  const started: Sandbox[] = [];
  before(async () => {
    url = server === undefined ? undefined : await createDatabase(server);
    const blobs = createMemoryBlobStore();
    const options = (): SandboxOptions => ({
      blobs,
      masterKey: new Uint8Array(32).fill(7),
      settings: { baseUrl, padesLevel: 'B-T', rateLimits: null },
      ...(url === undefined ? {} : { database: createPostgresServer({ url, connections: 5 }) }),
    });
    first = await startPlatform(options(), 100_000);
    started.push(first.sandbox);
    second = first;
    if (url === undefined) return;
    const sandbox = await createSandbox(options());
    started.push(sandbox);
    const clientOf = async (at: number) => {
      const tokens = await sandbox.seed.tokens(editor.shortcut, first.firm.members[at]?.id ?? '');
      return createClient({ baseUrl, editor: editor.shortcut, fetch: (request) => sandbox.fetch(request), ...tokens });
    };
    second = { ...first, sandbox, expert: await clientOf(0), launcher: await clientOf(2) };
  });
  after(async () => {
    for (const sandbox of started) await sandbox.close();
    if (server !== undefined && url !== undefined) await dropDatabase(server, url);
  });
  const platforms = () => [first, second];

  async function requireWholeEvidence(id: string): Promise<EvidenceBundle> {
    const bundle = EvidenceBundle.parse(await first.expert.collections.evidence(id));
    assert.deepEqual((await checkEvidenceLog(bundle)).findings, []);
    return bundle;
  }

  test('twelve signers of one document, in parallel, at the same moment: all of them sign', async () => {
    const count = 12;
    const { id } = await first.expert.collections.create({ title: 'Procès-verbal', order: 'parallel' });
    await first.expert.documents.upload(id, 1, await makePdf(1));
    const emails = Array.from({ length: count }, (_, at) => `associe-${at}@client.example`);
    for (const [at, email] of emails.entries()) {
      const person = { firstName: 'Associé', lastName: `N° ${at}`, email, phone: `+3363998${2000 + at}` };
      await first.expert.signers.add(id, { order: at + 1, level: 'simple', ...person });
    }
    await first.expert.collections.launch(id);
    const ready = [];
    for (const [at, email] of emails.entries()) {
      const platform = platforms()[at % 2] ?? first;
      const page = visitor(platform, await invitationOf(platform, email));
      const { id: ceremony, reference } = await openCeremony(page, id);
      ready.push({ page, ceremony, code: await codeOf(platform, reference) });
    }
    const states = await Promise.all(
      ready.map(({ page, ceremony, code }) => outcome(page.ceremonies.sign(ceremony, code))),
    );
    assert.deepEqual(states, new Array<string>(count).fill('signed'));
    assert.equal((await first.expert.collections.get(id)).state, 'completed');
    const { entries } = await requireWholeEvidence(id);
    assert.equal(entries.filter(({ type }) => type === 'signer.signed').length, count);
    assert.equal(entries.filter(({ type }) => type === 'collection.completed').length, 1);
  });

  test('reminders, orders, refusals and signatures of one collection at once: no error, one end, a whole log', async () => {
    for (let round = 0; round < 4; round++) {
      const id = await draft(first, ['first', 'second'], { order: 'parallel' });
      await first.expert.collections.launch(id);
      const { signers } = await first.expert.collections.get(id);
      const page = visitor(first, await invitationOf(first, 'camille@client.example'));
      const refusing = visitor(second, await invitationOf(second, 'dominique@client.example'));
      await refusing.collections.get(id);
      const { id: ceremony, reference } = await openCeremony(page, id);
      const code = await codeOf(first, reference);
      const order = signers.map((signer) => signer.id);
      const states = await Promise.all([
        outcome(page.ceremonies.sign(ceremony, code)),
        outcome(first.expert.collections.remind(id)),
        outcome(second.expert.collections.remind(id)),
        outcome(first.expert.collections.reorder(id, order).then(() => ({ state: 'done' }))),
        outcome(second.expert.collections.reorder(id, order.toReversed()).then(() => ({ state: 'done' }))),
        outcome(refusing.collections.refuse(id, 'Non')),
        outcome(second.launcher.collections.cancel(id)),
      ]);
      const { state } = await first.expert.collections.get(id);
      assert.ok(['refused', 'cancelled'].includes(state), `${state}: ${states.join()}`);
      const { entries } = await requireWholeEvidence(id);
      const ends = entries.filter(({ type }) => /^collection\.(refused|cancelled|completed|expired)$/.test(type));
      assert.equal(ends.length, 1, ends.map(({ type }) => type).join());
      first.sandbox.clock.advance(3_600_000);
      if (second !== first) second.sandbox.clock.set(first.sandbox.clock.now());
    }
  });

  test('two members with batches over the same collections, in opposite orders: both sign them all', async () => {
    const ids: string[] = [];
    for (let at = 0; at < 4; at++) ids.push(await draft(first, ['expert', 'seal'], { order: 'parallel' }));
    for (const id of ids) await first.expert.collections.launch(id);
    const batchOf = async (platform: Platform, member: SdkClient, order: readonly string[]) => {
      const getEmbedCode = async () =>
        (await member.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
      const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
      const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
      const collections: { collectionId: string; documents: { id: string; sha256: string }[] }[] = [];
      for (const collectionId of order) {
        const documents: { id: string; sha256: string }[] = [];
        for (const { id } of (await page.collections.get(collectionId)).documents)
          documents.push({ id, sha256: (await page.documents.download(collectionId, id)).sha256 });
        collections.push({ collectionId, documents });
      }
      return { page, collections };
    };
    // The expert has both delegations: each one's batch holds what his session finds first.
    const batches = [await batchOf(first, first.expert, ids), await batchOf(second, second.launcher, ids.toReversed())];
    const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
    const opened = await Promise.all(
      batches.map(async ({ page, collections }) => ({
        page,
        ceremony: await page.ceremonies.open({ collections, consent: accepted }),
      })),
    );
    const sent = await Promise.all(
      opened.map(async ({ page, ceremony }) => ({ page, ceremony: await page.ceremonies.sendCode(ceremony.id) })),
    );
    const coded = [];
    for (const { page, ceremony } of sent)
      coded.push({ page, id: ceremony.id, code: await codeOf(first, ceremony.reference) });
    const states = await Promise.all(coded.map(({ page, id, code }) => outcome(page.ceremonies.sign(id, code))));
    assert.deepEqual(states, ['signed', 'signed']);
    for (const id of ids) {
      assert.equal((await first.expert.collections.get(id)).state, 'completed');
      await requireWholeEvidence(id);
    }
  });

  test('one payment reported ten times is booked once', async () => {
    const before = (await first.expert.me()).firm.creditCents;
    const callers = await Promise.all(platforms().map((platform) => callerOf(platform)));
    const body = { amountCents: 1234, reference: 'Virement 1' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) =>
        send(platforms()[at % 2] ?? first, operations.createTopUp, { as: callers[at % 2] ?? {}, body }),
      ),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    const booked = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id));
    assert.equal(new Set(booked).size, 1);
    assert.equal((await first.expert.me()).firm.creditCents, before + 1234);
  });

  test('a legacy key handed in for two firms at once is credited to one', async () => {
    const other = await first.sandbox.seed.firm({ ...defaultFirm, siren: '400000006' });
    const callers = [await callerOf(first), await callerOf({ ...second, firm: other })];
    const credits: number[] = [];
    for (let round = 0; round < 5; round++) {
      const body = { keyNumber: `SXP-${round}`, priceCents: 9900, boughtDays: 1095, unusedDays: 100 };
      const answers = await Promise.all(
        callers.map((as, at) => send(platforms()[at] ?? first, operations.createCreditNote, { as, body })),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409]);
      credits.push(answers.findIndex(({ status }) => status === 201));
    }
    assert.equal(credits.length, 5);
  });

  test('a member leaves while clients sign what he has launched: all goes on in the expert’s name', async () => {
    const own = platforms();
    const ids: string[] = [];
    const ready: { page: ReturnType<typeof visitor>; ceremony: string; code: string }[] = [];
    for (let at = 0; at < 6; at++) {
      const { id } = await first.launcher.collections.create({ title: `Départ ${at}`, order: 'parallel' });
      await first.launcher.documents.upload(id, 1, await makePdf(1));
      for (const [place, name] of ['a', 'b'].entries()) {
        const email = `depart-${at}-${name}@client.example`;
        const person = { firstName: 'Client', lastName: name, email, phone: `+3363998${3000 + 2 * at + place}` };
        await first.launcher.signers.add(id, { order: place + 1, level: 'simple', ...person });
      }
      await first.launcher.collections.launch(id);
      ids.push(id);
      const platform = own[at % 2] ?? first;
      const page = visitor(platform, await invitationOf(platform, `depart-${at}-a@client.example`));
      const { id: ceremony, reference } = await openCeremony(page, id);
      ready.push({ page, ceremony, code: await codeOf(platform, reference) });
    }
    const memberId = first.firm.members[2]?.id ?? '';
    const signing = ready.map(({ page, ceremony, code }) => outcome(page.ceremonies.sign(ceremony, code)));
    const leaving = send(second, operations.removeMember, { as: await callerOf(second), params: { memberId } });
    assert.deepEqual(await Promise.all(signing), new Array<string>(ready.length).fill('signed'));
    assert.equal((await leaving).status, 200);
    for (const id of ids) {
      const { entries } = await requireWholeEvidence(id);
      assert.equal(entries.filter(({ type }) => type === 'signer.signed').length, 1);
      assert.equal(entries.filter(({ type }) => (type as string) === 'collection.handed-over').length, 1);
    }
  });
});

if (server !== undefined) {
  test('platforms that start together on an empty database found one authority', async () => {
    const url = await createDatabase(server);
    const masterKey = new Uint8Array(32).fill(9);
    const start = () => createSandbox({ masterKey, database: createPostgresServer({ url }), settings: { baseUrl } });
    const sandboxes = await Promise.all([start(), start(), start()]);
    assert.equal(new Set(sandboxes.map(({ rootCertificate }) => Buffer.from(rootCertificate).toString('hex'))).size, 1);
    for (const sandbox of sandboxes) await sandbox.close();
    await dropDatabase(server, url);
  });

  test('connections that the server ends are replaced; who was cut off is told to come again, nothing else', async () => {
    const url = await createDatabase(server);
    const lost: unknown[] = [];
    const connections = 5;
    const database = createPostgresServer({ url, connections, onLost: (error) => lost.push(error) });
    const own = await startPlatform({ database, settings: { rateLimits: null } });
    const as = await callerOf(own);
    const administrator = new Client({ connectionString: url });
    await administrator.connect();
    const others = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`;
    const statuses: number[] = [];
    let titles = 0;
    for (let round = 0; round < 10; round++) {
      const calls = Array.from({ length: 8 }, async (_, at) => {
        const body = { object: `Coupure ${round}-${at}` };
        const { status } = await send(own, operations.createTransaction, { as, body });
        statuses.push(status);
        if (status === 201) titles += 1;
      });
      await new Promise((done) => setTimeout(done, round * 3));
      await administrator.query(others);
      await Promise.all(calls);
    }
    // Idle ones are lost without a call that would tell.
    await send(own, operations.createTransaction, { as, body: { object: 'Avant' } });
    const before = lost.length;
    const { rowCount } = await administrator.query(others);
    assert.ok(rowCount);
    // One that the worker is just using is told to the worker's query instead.
    for (let attempt = 0; lost.length === before && attempt < 1000; attempt++)
      await new Promise((done) => setTimeout(done, 10));
    await administrator.end();
    assert.ok(lost.length > before, 'the host hears of connections that broke while idle');
    assert.deepEqual(
      [...new Set(statuses)].filter((status) => status !== 201 && status !== 503),
      [],
    );
    assert.ok(titles > 0 && titles < statuses.length, `${titles} of ${statuses.length}`);
    // Each of the others may be found dead by one call yet.
    const after: number[] = [];
    while (after.at(-1) !== 201 && after.length <= connections)
      after.push((await send(own, operations.createTransaction, { as, body: { object: 'Après' } })).status);
    assert.equal(after.at(-1), 201, after.join());
    assert.deepEqual(
      after.filter((status) => status !== 201 && status !== 503),
      [],
    );
    await own.sandbox.close();
    await dropDatabase(server, url);
  });
}
