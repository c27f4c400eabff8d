import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { serveSandbox } from '../src/node.ts';
import { type Database, openDatabase } from '../src/store/database.ts';
import { appendOnlyTables } from '../src/store/platform-role.ts';
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
});

describe('a data folder', () => {
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

  test('of a process that was killed is taken over', async () => {
    await writeFile(join(folder, 'in-use-by'), '4194305\n');
    const server = await serveSandbox({ dataDir: folder, port: 0 });
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

  test('is asked for beside a database server', async () => {
    await assert.rejects(serveSandbox({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', port: 0 }), /data folder/);
  });
});
