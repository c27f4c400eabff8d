import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { masterKeyOf } from '../src/adapters/master-key.ts';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createClock } from '../src/clock.ts';
import { createTextSealer, deriveKey, randomBytes } from '../src/crypto.ts';
import { createSandbox } from '../src/index.ts';
import { serveSandbox } from '../src/node.ts';
import { claimJob, enqueue } from '../src/outbox/jobs.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { appendOnlyTables, emptyTables } from '../src/store/platform-role.ts';
import { freePort, kill, start } from './kill-rig.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';

const server = process.env['JSE_TEST_DATABASE_URL'];

describe('the platform’s database role', () => {
  let db: Database;
  let url: string | undefined;
  before(async () => {
    url = server === undefined ? undefined : await createDatabase(server);
    db = await openDatabase(url === undefined ? undefined : createPostgresServer({ url }));
  });
  after(async () => {
    await db.destroy();
    if (server !== undefined && url !== undefined) await dropDatabase(server, url);
  });

  for (const table of appendOnlyTables) {
    for (const [verb, statement] of [
      ['changed', `update ${table} set at = now()`],
      ['deleted from', `delete from ${table}`],
      ['emptied', `truncate ${table}`],
      ['dropped', `drop table ${table}`],
    ] as const) {
      test(`${table} can’t be ${verb}`, async () => {
        const text = table === 'evidence' ? statement.replace('at = now()', 'seq = 1') : statement;
        await assert.rejects(sql.raw(text).execute(db), /permission denied|must be owner/);
      });
    }
    test(`the right to take from ${table} can’t be had`, async () => {
      await sql.raw(`grant delete on ${table} to jse_platform`).execute(db);
      await assert.rejects(sql.raw(`delete from ${table}`).execute(db), /permission denied/);
    });
  }

  test('the owner of the schema is refused as well', async () => {
    await db.connection().execute(async (owner) => {
      await sql`set role none`.execute(owner);
      try {
        for (const table of appendOnlyTables) {
          const column = table === 'evidence' ? 'seq' : 'at';
          for (const statement of [
            `update ${table} set ${column} = ${column}`,
            `delete from ${table}`,
            `truncate ${table}`,
          ])
            await assert.rejects(sql.raw(statement).execute(owner), new RegExp(`table ${table} only grows`), statement);
        }
      } finally {
        await sql`set role jse_platform`.execute(owner);
      }
    });
  });

  test('a reset empties them, and they only grow again', async () => {
    const entry = sql`insert into ledger (id, firm_id, kind, amount_cents, at) values ('led_1', 'firm_1', 'top-up', 1, now())`;
    await sql`insert into firms (id, name, siren, created_at) values ('firm_1', 'Cabinet', '100000009', now())`.execute(
      db,
    );
    await entry.execute(db);
    await emptyTables(db, ['ledger']);
    assert.equal((await db.selectFrom('ledger').selectAll().execute()).length, 0);
    await entry.execute(db);
    await assert.rejects(sql`delete from ledger`.execute(db), /permission denied/);
    await db.connection().execute(async (owner) => {
      await sql`set role none`.execute(owner);
      await assert.rejects(sql`delete from ledger`.execute(owner), /only grows/);
      await sql`set role jse_platform`.execute(owner);
    });
  });

  test(
    'a user who is not the owner works as that role, and has no other rights to go back to',
    { skip: server ? false : 'the embedded database has one user' },
    async () => {
      const ownerUrl = url ?? '';
      await db.connection().execute(async (owner) => {
        await sql`set role none`.execute(owner);
        await sql`do $$ begin create role jse_login login in role jse_platform;
        exception when duplicate_object or unique_violation then null; end $$`.execute(owner);
        await sql`set role jse_platform`.execute(owner);
      });
      const address = new URL(ownerUrl);
      address.username = 'jse_login';
      const platform = await openDatabase(createPostgresServer({ url: address.href, ownerUrl }));
      try {
        assert.deepEqual(await platform.selectFrom('editors').selectAll().execute(), []);
        await platform.connection().execute(async (connection) => {
          await sql`set role none`.execute(connection);
          await assert.rejects(sql`delete from ledger`.execute(connection), /permission denied/);
          await assert.rejects(sql`alter table ledger disable trigger only_grows`.execute(connection), /must be owner/);
          await sql`set role jse_platform`.execute(connection);
        });
        await assert.rejects(emptyTables(platform, ['ledger']), /must be owner|permission denied/);
      } finally {
        await platform.destroy();
      }
    },
  );

  test(
    'a user who may not work as that role is told so at once',
    { skip: server ? false : 'the embedded database has one user' },
    async () => {
      const own = await createDatabase(server ?? '');
      await db.connection().execute(async (owner) => {
        await sql`set role none`.execute(owner);
        await sql`do $$ begin create role jse_stranger login;
        exception when duplicate_object or unique_violation then null; end $$`.execute(owner);
        await sql.raw(`alter database ${new URL(own).pathname.slice(1)} owner to jse_stranger`).execute(owner);
        await sql`set role jse_platform`.execute(owner);
      });
      const stranger = new URL(own);
      stranger.username = 'jse_stranger';
      await assert.rejects(
        createSandbox({ database: createPostgresServer({ url: stranger.href }) }),
        /permission denied to set role "jse_platform"/,
      );
      await dropDatabase(server ?? '', own);
    },
  );
});

describe('a data folder', { skip: server === undefined ? false : 'it is the embedded database’s' }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jse-folder-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('is one process’s: a second one is told, and the first goes on', async () => {
    const first = await serveSandbox({ dataDir: folder, port: 0 });
    await assert.rejects(serveSandbox({ dataDir: folder, port: 0 }), /is in use by this very process/);
    assert.equal((await fetch(`${first.url}/health`)).status, 200);
    await first.close();
    const again = await serveSandbox({ dataDir: folder, port: 0 });
    assert.equal(await again.sandbox.firms(), 1);
    await again.close();
  });

  test('that is in use is told on the command line in a line', async () => {
    const first = await serveSandbox({ dataDir: folder, port: 0 });
    const cli = join(import.meta.dirname, '../src/cli.ts');
    const args = ['--conditions=@jse/source', cli, '--port', '0', '--data', folder];
    const failed = await promisify(execFile)(process.execPath, args).catch((error: unknown) => error);
    await first.close();
    const { code, stderr } = failed as { code: number; stderr: string };
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^jse-sandbox: .* is in use by process ${process.pid}: stop it first.*\n$`));
  });

  test('of another process is told by its number; once that one was killed, it is taken over', async () => {
    const ground = { folder, port: await freePort(), padesLevel: 'B-B' as const };
    const other = await start(ground);
    await assert.rejects(
      serveSandbox({ dataDir: folder, port: 0 }),
      new RegExp(`in use by process ${other.child.pid}:`),
    );
    await kill(other);
    const taken = await Promise.allSettled([
      serveSandbox({ dataDir: folder, port: 0 }),
      serveSandbox({ dataDir: folder, port: 0 }),
    ]);
    const [server, ...more] = taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.ok(server, String((taken[0] as PromiseRejectedResult).reason));
    assert.equal(more.length, 0, 'one of two that start together gets it');
    assert.equal(await server.sandbox.firms(), 1);
    await server.close();
  });

  test('is left alone where the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => taken.once('listening', done));
    const { port } = taken.address() as AddressInfo;
    await assert.rejects(serveSandbox({ dataDir: folder, port }), /EADDRINUSE/);
    taken.close();
    const after = await serveSandbox({ dataDir: folder, port: 0 });
    await after.close();
  });

  test('has one master key, whoever starts first, and only its owner reads it', async () => {
    const fresh = await mkdtemp(join(tmpdir(), 'jse-key-'));
    const keys = await Promise.all(Array.from({ length: 8 }, () => masterKeyOf(fresh)));
    assert.equal(new Set(keys.map((key) => Buffer.from(key).toString('hex'))).size, 1);
    assert.deepEqual(await readdir(fresh), ['master.key']);
    assert.equal((await stat(join(fresh, 'master.key'))).mode & 0o777, 0o600);
    await rm(fresh, { recursive: true });
  });

  test('is not opened with another master key, and is free again after the attempt', async () => {
    const masterKey = new Uint8Array(32).fill(1);
    await assert.rejects(serveSandbox({ dataDir: folder, port: 0, masterKey }), /cannot be opened with this vault key/);
    const server = await serveSandbox({ dataDir: folder, port: 0 });
    await server.close();
    await server.close();
  });

  test('is asked for beside a database server', async () => {
    await assert.rejects(serveSandbox({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', port: 0 }), /data folder/);
  });
});

test('what a process was sending when it died goes out as soon as the next one starts', async (t) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'jse-lease-'));
  t.after(() => rm(dataDir, { recursive: true, force: true }));
  const masterKey = randomBytes(32);
  const deps = { clock: createClock(), sealer: await createTextSealer(await deriveKey(masterKey, 'jse:texts')) };
  const db = await openDatabase(dataDir);
  await enqueue(db, deps, { kind: 'email', to: 'a@example.org', subject: 'Bonjour', text: 'Bonjour' });
  assert.ok(await claimJob({ ...deps, db }, 'email'));
  await db.destroy();
  const sandbox = await createSandbox({ dataDir, masterKey });
  try {
    assert.deepEqual(
      (await sandbox.outbox.messages()).map(({ to }) => to),
      ['a@example.org'],
    );
  } finally {
    await sandbox.close();
  }
});
