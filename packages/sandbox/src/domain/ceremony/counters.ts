import { deadlines, otpRules } from '@jse/sdk/rules';
import { sql } from 'kysely';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';
import { phoneDigest } from './phone-digest.ts';

/** Whom the counters of codes follow: the person where he is a member, else the signer, and always the phone. */
export interface CodeHolder {
  readonly signerKey: string;
  readonly phone: string;
  readonly firmId: string;
}

const hour = 3_600_000;

/** Notes that a code was sent to, used or entered wrongly by somebody, that he was locked for it, or unlocked. */
export async function noteCode(
  db: Database,
  deps: Dependencies,
  holder: CodeHolder,
  kind: 'sent' | 'used' | 'wrong' | 'locked' | 'unlocked',
): Promise<void> {
  const { signerKey, firmId } = holder;
  const phone = await phoneDigest(deps, holder.phone);
  const row = { id: newId('cev'), kind, signer_key: signerKey, phone, firm_id: firmId, at: deps.clock.now() };
  await db.insertInto('code_events').values(row).execute();
}

/** Lets one transaction at a time count for a signer and for a phone, so that parallel guesses are all counted. */
export async function lockCounters(db: Database, { signerKey, phone }: CodeHolder): Promise<void> {
  for (const key of [signerKey, `phone:${phone}`].sort()) {
    await lockKey(db, key);
  }
}

/**
 * Whether a signer, or his phone, had too many wrong codes: 10 within 24 h, or 20 in all (a phone: 20 in all for this
 * firm, 10 within 24 h for all of them). Who was locked stays so, for the firm his phone too, until he is unlocked; an
 * unlocking forgets what was entered as that signer before it, and nothing else.
 */
export async function isLocked(db: Database, deps: Dependencies, holder: CodeHolder): Promise<boolean> {
  const { signerKey, firmId } = holder;
  const phone = await phoneDigest(deps, holder.phone);
  const yesterday = new Date(deps.clock.now().getTime() - 24 * hour);
  const { rows } = await sql<Record<'locks' | 'signerDay' | 'signerAll' | 'phoneDay' | 'phoneAll', string | number>>`
    with standing as (select * from code_events as event
      where event.kind in ('wrong', 'locked') and (event.signer_key = ${signerKey} or event.phone = ${phone})
        and not exists (select 1 from code_events as pardon where pardon.kind = 'unlocked' and pardon.at >= event.at
          and pardon.signer_key = event.signer_key and pardon.firm_id = event.firm_id)),
      wrong as (select * from standing where kind = 'wrong')
    select (select count(*) from standing where kind = 'locked' and (signer_key = ${signerKey} or firm_id = ${firmId})) as "locks",
      count(*) filter (where signer_key = ${signerKey} and at > ${yesterday}) as "signerDay",
      count(*) filter (where signer_key = ${signerKey}) as "signerAll",
      count(*) filter (where phone = ${phone} and at > ${yesterday}) as "phoneDay",
      count(*) filter (where phone = ${phone} and firm_id = ${firmId}) as "phoneAll"
    from wrong
  `.execute(db);
  const counted = rows[0];
  if (!counted) return false;
  const { wrongPerDayBeforeLock: perDay, wrongInAllBeforeLock: inAll } = otpRules;
  return (
    Number(counted.locks) > 0 ||
    Number(counted.signerDay) >= perDay ||
    Number(counted.phoneDay) >= perDay ||
    Number(counted.signerAll) >= inAll ||
    Number(counted.phoneAll) >= inAll
  );
}

/** Refuses a locked signer; only the collector unlocks him. */
export async function requireUnlocked(db: Database, deps: Dependencies, holder: CodeHolder): Promise<void> {
  if (await isLocked(db, deps, holder)) throw new Refusal('signer_locked');
}

/** Refuses a further code to a phone or signer that had five within the hour, or one 30 seconds ago that was not used. */
export async function requireSendAllowed(db: Database, deps: Dependencies, holder: CodeHolder): Promise<void> {
  const now = deps.clock.now().getTime();
  for (const [column, value] of [
    ['signer_key', holder.signerKey],
    ['phone', await phoneDigest(deps, holder.phone)],
  ] as const) {
    const events = await db
      .selectFrom('code_events')
      .select(['kind', 'at'])
      .where(column, '=', value)
      .where('kind', 'in', ['sent', 'used'])
      .where('at', '>', new Date(now - hour))
      .orderBy('at')
      .execute();
    const sent = events.filter(({ kind }) => kind === 'sent');
    const oldest = sent[0];
    if (oldest && sent.length >= otpRules.sendsPerHour) {
      const retryAfterSeconds = Math.ceil((oldest.at.getTime() + hour - now) / 1000);
      throw new Refusal('rate_limited', 'Five codes an hour at the most', { retryAfterSeconds });
    }
    const last = events.at(-1);
    const wait = last?.kind === 'sent' ? last.at.getTime() + deadlines.otpResendAfter - now : 0;
    if (wait > 0) throw new Refusal('code_resend_too_soon', undefined, { retryAfterSeconds: Math.ceil(wait / 1000) });
  }
}
