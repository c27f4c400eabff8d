import { sql } from 'kysely';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import type { App } from '../route.ts';
import { migrationProvider } from '../store/migrations/index.ts';

/** A worker that is later than this, in milliseconds, is not keeping up. */
const longestLag = 5 * 60_000;
const day = 86_400_000;

/** Whether the platform lives, whether it can serve, and where to report a weakness (RFC 9116). */
export function healthRoutes(app: App, deps: Dependencies): void {
  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/ready', async (context) => {
    const checks = await readiness(deps);
    const ready = Object.values(checks).every(({ ok }) => ok);
    return context.json({ status: ready ? 'ready' : 'not-ready', checks }, ready ? 200 : 503);
  });
  app.get('/.well-known/security.txt', () => {
    const { settings, clock } = deps;
    const expires = new Date(clock.real().getTime() + 180 * day).toISOString();
    const lines = [
      `Contact: mailto:${settings.support.email}`,
      `Expires: ${expires}`,
      'Preferred-Languages: fr, en',
      `Canonical: ${settings.baseUrl}/.well-known/security.txt`,
    ];
    return new Response(`${lines.join('\n')}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } });
  });
}

interface Check {
  readonly ok: boolean;
  readonly [detail: string]: boolean | number;
}

async function readiness(deps: Dependencies): Promise<Record<'database' | 'migrations' | 'blobs' | 'worker', Check>> {
  return {
    database: await tried(async () => {
      await sql`select 1`.execute(deps.db);
      return { ok: true };
    }),
    migrations: await tried(async () => {
      const known = Object.keys(await migrationProvider.getMigrations());
      const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(deps.db);
      const missing = known.filter((name) => !rows.some((row) => row.name === name)).length;
      return { ok: missing === 0, missing };
    }),
    blobs: await tried(async () => {
      const probe = new TextEncoder().encode(`ready ${deps.clock.real().getTime()}`);
      const sha256 = await sha256Hex(probe);
      await deps.blobs.put(sha256, probe);
      const kept = await deps.blobs.get(sha256);
      await deps.blobs.delete(sha256);
      return { ok: kept?.length === probe.length };
    }),
    worker: await tried(async () => {
      const now = deps.clock.now();
      const oldest = await deps.db
        .selectFrom('jobs')
        .select('run_at')
        .where('done_at', 'is', null)
        .where('dead_at', 'is', null)
        .where('run_at', '<=', now)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst();
      const lag = oldest ? now.getTime() - oldest.run_at.getTime() : 0;
      return { ok: lag <= longestLag, lagSeconds: Math.round(lag / 1000) };
    }),
  };
}

const tried = (check: () => Promise<Check>): Promise<Check> => check().catch(() => ({ ok: false }));
