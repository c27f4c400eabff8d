import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { complete, freePort, inspect, kill, passResendTime, prepareVictim, signAndKill, start } from './kill-rig.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';

/** `scripts/kill.ts` does the same a hundred times over. */
const kills = 5;

test(
  'a process killed in the middle of a signature leaves the collection exactly before or exactly after it',
  { timeout: 280_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jse-kill-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const server = process.env['JSE_TEST_DATABASE_URL'];
    const databaseUrl = server === undefined ? undefined : await createDatabase(server);
    const ground = { folder, port: await freePort(), padesLevel: 'B-T' as const, ...(databaseUrl && { databaseUrl }) };
    let running = await start(ground);
    t.after(async () => {
      await kill(running);
      if (server !== undefined && databaseUrl !== undefined) await dropDatabase(server, databaseUrl);
    });

    // How long an undisturbed one takes in a process as fresh as those that are killed.
    const first = await prepareVictim(running, 0);
    const started = performance.now();
    await first.page.ceremonies.sign(first.ceremonyId, first.code);
    const window = performance.now() - started;
    assert.equal((await inspect(running, first)).state, 'after');
    await kill(running);
    running = await start(ground);

    const found = { before: 0, after: 0 };
    for (let at = 1; at <= kills; at++) {
      const victim = await prepareVictim(running, at);
      await signAndKill(running, victim, ((at - Math.random()) / kills) * window);
      running = await start(ground);
      const { state } = await inspect(running, victim);
      found[state] += 1;
      if (state === 'before') await passResendTime(running);
      await complete(running, victim);
    }
    t.diagnostic(`${found.before} kills left it before the signature, ${found.after} after it`);
  },
);
