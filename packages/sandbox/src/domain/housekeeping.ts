import { deadlines } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import { enqueue } from '../outbox/jobs.ts';
import { sweepBlobs } from './blobs.ts';
import { phoneDigest } from './ceremony/phone-digest.ts';
import { eraseAbandonedImages } from './people/erase-identity.ts';
import { warnOfExpiringCertificates } from './people/warn-expiring.ts';
import { forgetPhonesOfEnded } from './personal-data/forget-phones.ts';
import { pruneEvents } from './prune-events.ts';

const day = 86_400_000;

/** Makes sure that the house is kept from now on; called at every start, by every process. */
export async function scheduleHousekeeping(deps: Dependencies): Promise<void> {
  await digestPhones(deps);
  const runAt = new Date(deps.clock.now().getTime() + day);
  await enqueue(deps.db, deps, { kind: 'housekeeping' }, { runAt, key: 'housekeeping', keep: true });
}

/** Counters that an older version has kept with phones in clear go on with their HMACs. */
async function digestPhones(deps: Dependencies): Promise<void> {
  const clear = await deps.db
    .selectFrom('code_events')
    .select('phone')
    .distinct()
    .where('phone', 'like', '+%')
    .execute();
  for (const { phone } of clear)
    await deps.db
      .updateTable('code_events')
      .set({ phone: await phoneDigest(deps, phone) })
      .where('phone', '=', phone)
      .execute();
}

/**
 * Once a day: forgets what is used up (proofs, answers kept for a replay, codes, sessions, jobs done, messages sent)
 * and sweeps bytes that nothing names. What the evidence or the ledger needs is never touched.
 */
export async function keepHouse(deps: Dependencies): Promise<void> {
  const { db } = deps;
  const now = deps.clock.now();
  const long = new Date(now.getTime() - deadlines.housekeeping);
  await db.deleteFrom('proofs').where('expires_at', '<=', deps.clock.real()).execute();
  await db.deleteFrom('turns').where('until', '<=', deps.clock.real()).execute();
  await db.deleteFrom('idempotency').where('expires_at', '<=', now).execute();
  await db.deleteFrom('embed_codes').where('expires_at', '<=', long).execute();
  await db.deleteFrom('handshakes').where('expires_at', '<=', long).execute();
  await db.deleteFrom('sessions').where('expires_at', '<=', long).execute();
  await db.deleteFrom('tokens').where('kind', '=', 'user').where('expires_at', '<=', long).execute();
  await db.deleteFrom('invitations').where('dead_at', '<=', long).execute();
  await db.deleteFrom('jobs').where('done_at', '<=', long).execute();
  await db.deleteFrom('jobs').where('dead_at', '<=', long).execute();
  await db.deleteFrom('messages').where('created_at', '<=', long).execute();
  await db.deleteFrom('download_links').where('revoked_at', '<=', long).execute();
  await db
    .deleteFrom('code_events')
    .where('kind', 'in', ['sent', 'used'])
    .where('at', '<=', new Date(now.getTime() - day))
    .execute();
  await forgetPhonesOfEnded(db);
  await db.deleteFrom('rate_counters').where('window_start', '<=', long).execute();
  await db
    .deleteFrom('requests')
    .where('at', '<=', new Date(now.getTime() - day))
    .execute();
  await warnOfExpiringCertificates(deps);
  await eraseAbandonedImages(deps);
  await pruneEvents(deps);
  await sweepBlobs(deps);
  const runAt = new Date(deps.clock.now().getTime() + day);
  await enqueue(db, deps, { kind: 'housekeeping' }, { runAt, key: 'housekeeping' });
}
