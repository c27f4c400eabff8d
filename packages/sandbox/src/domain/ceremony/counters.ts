import { otpRules } from '@jse/sdk/rules';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';

/** Whom the counters of codes follow: the person where he is a member, else the signer, and always the phone. */
export interface CodeHolder {
  readonly signerKey: string;
  readonly phone: string;
}

const hour = 3_600_000;

/** Notes that a code was sent to, or entered wrongly by, somebody. */
export async function noteCode(
  db: Database,
  deps: Dependencies,
  holder: CodeHolder,
  kind: 'sent' | 'wrong' | 'unlocked',
): Promise<void> {
  const row = { id: newId('cev'), kind, signer_key: holder.signerKey, phone: holder.phone, at: deps.clock.now() };
  await db.insertInto('code_events').values(row).execute();
}

/** Whether a signer, or his phone, had too many wrong codes: 10 within 24 h, or 20 since the last unlocking. */
export async function isLocked(db: Database, deps: Dependencies, holder: CodeHolder): Promise<boolean> {
  for (const [column, value] of [
    ['signer_key', holder.signerKey],
    ['phone', holder.phone],
  ] as const) {
    const { at } = (await db
      .selectFrom('code_events')
      .select((row) => row.fn.max('at').as('at'))
      .where(column, '=', value)
      .where('kind', '=', 'unlocked')
      .executeTakeFirst()) ?? { at: null };
    const since = at ?? new Date(0);
    const yesterday = new Date(deps.clock.now().getTime() - 24 * hour);
    const inAll = await wrongSince(db, column, value, since);
    const today = await wrongSince(db, column, value, since > yesterday ? since : yesterday);
    if (inAll >= otpRules.wrongInAllBeforeLock || today >= otpRules.wrongPerDayBeforeLock) return true;
  }
  return false;
}

/** Refuses a locked signer; only the collector unlocks him. */
export async function requireUnlocked(db: Database, deps: Dependencies, holder: CodeHolder): Promise<void> {
  if (await isLocked(db, deps, holder)) throw new Refusal('signer_locked');
}

async function wrongSince(db: Database, column: 'signer_key' | 'phone', value: string, since: Date): Promise<number> {
  const { count } = await db
    .selectFrom('code_events')
    .select((row) => row.fn.countAll<string | number>().as('count'))
    .where(column, '=', value)
    .where('kind', '=', 'wrong')
    .where('at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Refuses a further code to a phone or signer that had five within the hour. */
export async function requireSendAllowed(db: Database, deps: Dependencies, holder: CodeHolder): Promise<void> {
  const since = new Date(deps.clock.now().getTime() - hour);
  for (const [column, value] of [
    ['signer_key', holder.signerKey],
    ['phone', holder.phone],
  ] as const) {
    const sent = await db
      .selectFrom('code_events')
      .select('at')
      .where(column, '=', value)
      .where('kind', '=', 'sent')
      .where('at', '>', since)
      .orderBy('at')
      .execute();
    const oldest = sent[0];
    if (oldest && sent.length >= otpRules.sendsPerHour) {
      const retryAfterSeconds = Math.ceil((oldest.at.getTime() + hour - deps.clock.now().getTime()) / 1000);
      throw new Refusal('rate_limited', 'Five codes an hour at the most', { retryAfterSeconds });
    }
  }
}
