import { otpRules } from '@jse/sdk/rules';
import { equalInConstantTime, hmacHex, randomDigits } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { enqueue } from '../../outbox/jobs.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow, loadCollection, maskPhone, ownerEmail } from '../collection.ts';
import { appendEvidence, type EvidenceType } from '../evidence.ts';
import { codeMessage, lockedLetter, signerName, wrongCodesLetter } from '../letters.ts';
import { lockCollections } from '../lock-collections.ts';
import { type Ceremony, findCeremony } from './ceremony.ts';
import { isLocked, lockCounters, noteCode, requireSendAllowed, requireUnlocked } from './counters.ts';
import { requireIsolationOf } from './isolation.ts';
import { phoneDigest } from './phone-digest.ts';

/** Sends a fresh code by SMS to a signer whose turn it is; the one before is void, the counters run on. */
export async function sendCode(deps: Dependencies, actor: Actor, id: string): Promise<Ceremony> {
  return deps.db.transaction().execute(async (db) => {
    const ceremony = await lockCeremony(db, actor, id);
    const { row } = ceremony;
    if (row.state !== 'opened' && row.state !== 'code-sent')
      throw new Refusal('state_conflict', 'This ceremony is over');
    const holder = { signerKey: row.signer_key, phone: row.phone, firmId: row.firm_id };
    await lockCounters(db, holder);
    await requireUnlocked(db, deps, holder);
    await requireSomethingToSign(db, deps, ceremony);
    await requireSendAllowed(db, deps, holder);
    const now = deps.clock.now();
    const code = randomDigits(otpRules.digits);
    await db
      .updateTable('ceremonies')
      .set({
        state: 'code-sent',
        code_mac: await codeMac(deps, ceremony, code),
        code_sent_at: now,
        code_expires_at: new Date(now.getTime() + deps.settings.otpValidity),
        tries: 0,
      })
      .where('id', '=', id)
      .execute();
    await noteCode(db, deps, holder, 'sent');
    const text = await smsText(db, deps, actor, ceremony, code);
    await enqueue(db, deps, { kind: 'sms', firmId: row.firm_id, to: row.phone, text });
    const data = { phone: maskPhone(row.phone), phoneDigest: await phoneDigest(deps, row.phone) };
    await note(db, deps, actor, ceremony, 'code.sent', { ...data, reference: row.reference });
    return findCeremony(db, actor, id);
  });
}

/**
 * Checks a code and uses it up. A wrong one is counted in this same transaction, before anything is answered; the
 * counters stay when the answer is a refusal, so the refusal is returned and thrown after the commit.
 */
export async function useCode(deps: Dependencies, actor: Actor, id: string, code: string): Promise<Ceremony> {
  const outcome = await deps.db.transaction().execute(async (db): Promise<Ceremony | Refusal> => {
    const ceremony = await lockCeremony(db, actor, id);
    const { row } = ceremony;
    if (row.state !== 'code-sent') return new Refusal('state_conflict', 'No code was sent for this ceremony');
    const holder = { signerKey: row.signer_key, phone: row.phone, firmId: row.firm_id };
    await lockCounters(db, holder);
    await requireUnlocked(db, deps, holder);
    // Computed in every case: a refusal takes its time whatever was wrong.
    const given = await codeMac(deps, ceremony, code);
    if (!row.code_mac || !row.code_expires_at || row.code_expires_at <= deps.clock.now())
      return new Refusal('code_expired');
    if (row.tries >= otpRules.triesPerCode) return new Refusal('code_tries_exceeded', undefined, { triesLeft: 0 });
    if (equalInConstantTime(row.code_mac, given)) {
      await db.updateTable('ceremonies').set({ code_mac: null }).where('id', '=', id).execute();
      await noteCode(db, deps, holder, 'used');
      return ceremony;
    }
    const tries = row.tries + 1;
    await db.updateTable('ceremonies').set({ tries }).where('id', '=', id).execute();
    await noteCode(db, deps, holder, 'wrong');
    await note(db, deps, actor, ceremony, 'code.wrong', { tries });
    if (await isLocked(db, deps, holder)) {
      await noteCode(db, deps, holder, 'locked');
      await lockSigners(db, deps, actor, ceremony);
    }
    const triesLeft = otpRules.triesPerCode - tries;
    return new Refusal(triesLeft > 0 ? 'code_wrong' : 'code_tries_exceeded', undefined, { triesLeft });
  });
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}

/** Reads a ceremony under lock, after its collections: whoever signs or appends to their logs locks them in this order. */
async function lockCeremony(db: Database, actor: Actor, id: string): Promise<Ceremony> {
  const { row, items } = await findCeremony(db, actor, id);
  requireIsolationOf(actor, row);
  await lockCollections(
    db,
    items.map(({ collection_id }) => collection_id),
  );
  return findCeremony(db, actor, id, true);
}

/** Marks the signers of a ceremony as locked, tells the person and the collectors, once. */
async function lockSigners(db: Database, deps: Dependencies, actor: Actor, ceremony: Ceremony): Promise<void> {
  await note(db, deps, actor, ceremony, 'code.locked', {});
  const locked = await db
    .updateTable('signers')
    .set({ locked_at: deps.clock.now() })
    .where(
      'id',
      'in',
      ceremony.items.map(({ signer_id }) => signer_id),
    )
    .where('locked_at', 'is', null)
    .returningAll()
    .execute();
  for (const signer of locked) {
    const row = await collectionRow(db, signer.collection_id);
    if (!row) continue;
    const collection = await loadCollection(db, row);
    const collector = await ownerEmail(db, collection);
    await enqueue(db, deps, { kind: 'email', firmId: row.firm_id, to: collector, ...lockedLetter(collection, signer) });
    if (signer.level !== 'seal')
      await enqueue(db, deps, {
        kind: 'email',
        firmId: row.firm_id,
        to: signer.email,
        ...wrongCodesLetter(collection),
      });
  }
}

/** No code goes out for nothing: of the collections still pending at least one must be running, and it his turn. */
async function requireSomethingToSign(db: Database, deps: Dependencies, { items }: Ceremony): Promise<void> {
  const pending = items.filter(({ status }) => status === 'pending');
  const rows = await db
    .selectFrom('signers')
    .innerJoin('collections', 'collections.id', 'signers.collection_id')
    .select(['signers.state as signer', 'collections.state', 'expires_at'])
    .where(
      'signers.id',
      'in',
      pending.map(({ signer_id }) => signer_id),
    )
    .where('replaced_at', 'is', null)
    .execute();
  const running = rows.filter(
    ({ state, expires_at }) => state === 'ongoing' && (!expires_at || expires_at > deps.clock.now()),
  );
  if (running.length === 0) throw new Refusal('state_conflict', 'Nothing of this ceremony is running any more');
  if (!running.some(({ signer }) => signer === 'invited')) throw new Refusal('not_your_turn');
}

/** The code as stored: an HMAC under a key outside the database, over the ceremony, what was read, and the code. */
async function codeMac(deps: Dependencies, { row, items }: Ceremony, code: string): Promise<string> {
  const reviewed = items.map(({ document_id, reviewed_sha256 }) => `${document_id}:${reviewed_sha256}`).join(',');
  return hmacHex(deps.codeKey, `${row.id}\n${reviewed}\n${code}`);
}

async function smsText(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  { row, items }: Ceremony,
  code: string,
): Promise<string> {
  const signer = await db
    .selectFrom('signers')
    .selectAll()
    .where('id', '=', items[0]?.signer_id ?? '')
    .executeTakeFirstOrThrow();
  const name = actor.member ? `${actor.member.firstName} ${actor.member.lastName}` : signerName(signer);
  const hosts = (await originsOf(db, actor)).map((origin) => new URL(origin).hostname);
  return codeMessage({
    code,
    signer: name,
    documents: items.length,
    firm: actor.firm?.name ?? '',
    reference: row.reference,
    hosts: hosts.length > 0 ? hosts : [new URL(deps.settings.baseUrl).hostname],
  });
}

/** The page in which he waits for the code, the session's own, not that of the one in which he began; around a frame first. */
async function originsOf(db: Database, { session }: Actor): Promise<string[]> {
  const query = db
    .selectFrom('sessions')
    .select('origin')
    .where('hash', '=', session?.hash ?? '');
  const own = (await query.executeTakeFirst())?.origin;
  return [session?.access.embedder, own].filter((origin) => origin !== undefined);
}

async function note(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  { row, items }: Ceremony,
  type: EvidenceType,
  data: Record<string, unknown>,
): Promise<void> {
  // The log is a chain: whoever appends holds the collection's row, as `lockCeremony` does.
  for (const collectionId of new Set(items.map(({ collection_id }) => collection_id))) {
    await appendEvidence(db, deps.clock, collectionId, type, actorName(actor), { ceremonyId: row.id, ...data });
  }
}
