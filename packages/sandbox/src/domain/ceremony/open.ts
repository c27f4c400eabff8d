import type { wire } from '@jse/sdk/contract';
import { consent, openTurn } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId, randomDigits } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { activeMember, type Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { type Collection, findCollection } from '../collection.ts';
import { priceOf, requireCredit } from '../credit.ts';
import { appendEvidence } from '../evidence.ts';
import { requireActRight } from '../people/act-right.ts';
import { requireSigningMeans } from '../people/signing-means.ts';
import { wasSignable } from '../revisions.ts';
import { type Ceremony, findCeremony, personKey } from './ceremony.ts';
import { type CodeHolder, requireUnlocked } from './counters.ts';
import { requireIsolationFor } from './isolation.ts';

type Wanted = z.infer<typeof wire.CeremonyCreate>;
interface Act {
  readonly collection: Collection;
  readonly signer: Row<'signers'>;
  readonly reviewed: readonly Reviewed[];
}
interface Reviewed {
  readonly documentId: string;
  readonly sha256: string;
  /** How it was read, as the page says. */
  readonly reading?: z.infer<typeof wire.Reading>;
}

/** Opens a ceremony: whose turn it is, what was read and that he consented are checked and written down. */
export async function openCeremony(deps: Dependencies, actor: Actor, wanted: Wanted): Promise<Ceremony> {
  const session = actor.session;
  if (!session) throw new Refusal('unauthenticated');
  const { embedder } = session.access;
  requireConsent(wanted.consent);
  if (new Set(wanted.transactions.map(({ transactionId }) => transactionId)).size !== wanted.transactions.length) {
    throw new Refusal('validation_failed', 'A collection is named twice');
  }
  const id = newId('cer');
  return deps.db.transaction().execute(async (db) => {
    const acts: Act[] = [];
    // In the order of their ids, as everybody locks them; the ceremony keeps the order in which they were asked for.
    const byId = [...wanted.transactions].sort((one, other) => (one.transactionId < other.transactionId ? -1 : 1));
    for (const reviewed of byId) acts.push(await actOf(db, deps, actor, reviewed));
    const rank = new Map(wanted.transactions.map(({ transactionId }, at) => [transactionId, at]));
    acts.sort((one, other) => (rank.get(one.collection.row.id) ?? 0) - (rank.get(other.collection.row.id) ?? 0));
    requireIsolationFor(
      actor,
      acts.map(({ signer }) => signer.level),
    );
    const holder = await holderOf(db, actor, acts);
    if (holder.signerKey !== personKey(actor)) throw new Refusal('scope_missing', 'A ceremony is one person’s');
    await requireUnlocked(db, deps, holder);
    const firmId = session.access.firmId;
    const cents = acts.reduce(
      (sum, { collection, signer }) => sum + actsOf(deps, collection) * priceOf(signer.level),
      0,
    );
    await requireCredit(db, firmId, cents);
    await db
      .insertInto('ceremonies')
      .values({
        id,
        firm_id: firmId,
        editor: actor.editor.shortcut,
        signer_key: holder.signerKey,
        session_hash: session.hash,
        phone: holder.phone,
        reference: randomDigits(6).replace(/^(...)(...)$/, 'JSE-$1-$2'),
        consent: toJson(wanted.consent),
        state: 'opened',
        tries: 0,
        created_at: deps.clock.now(),
        isolated: embedder !== undefined,
      })
      .execute();
    await writeItems(db, id, acts);
    for (const { collection, signer, reviewed } of acts) {
      const { text, version, language } = wanted.consent;
      const data = {
        signerId: signer.id,
        ceremonyId: id,
        consent: { text, version, language },
        reviewed,
        via: session.access.via,
        mintedBy: session.access.mintedBy,
        ...(embedder !== undefined && { isolated: true, embedder }),
      };
      await appendEvidence(db, deps.clock, collection.row.id, 'signer.consented', actorName(actor), data);
    }
    return findCeremony(db, actor, id);
  });
}

function requireConsent(given: Wanted['consent']): void {
  const said = given.accepted && given.version === consent.version && given.text === consent[given.language];
  if (!said) throw new Refusal('consent_missing', 'The consent must be given in the platform’s words, in full');
}

/** The signer of the session in this collection, whose turn it must be, and what he read of each document. */
async function actOf(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  { transactionId, signatoryId, files }: Wanted['transactions'][number],
): Promise<Act> {
  const collection = await findCollection(db, actor, transactionId, true);
  const signer = signerInSession(actor, collection, signatoryId);
  if (signer.state === 'signed') throw new Refusal('already_signed');
  const { state, expires_at } = collection.row;
  if (state !== 'ongoing' || (expires_at && expires_at <= deps.clock.now())) {
    throw new Refusal('state_conflict', `The collection is ${state === 'ongoing' ? 'expired' : state}`);
  }
  if (openTurn(signer.state)) await requireSigningMeans(db, deps, collection.row.firm_id, signer);
  if (signer.state !== 'invited') throw new Refusal('not_your_turn');
  const reviewed: Reviewed[] = [];
  for (const document of collection.documents) {
    const { sha256, reading } = files.find(({ id }) => id === document.id) ?? {};
    if (!sha256 || !(await wasSignable(db, document.id, sha256))) {
      throw new Refusal('reviewed_other_bytes', `Document “${document.name}” was not read as it stands`);
    }
    reviewed.push({ documentId: document.id, sha256, ...(reading && { reading }) });
  }
  return { collection, signer, reviewed };
}

/** The session's signer; of a member's several acts in a collection the one named, else his own signature before a seal. */
function signerInSession({ session, member }: Actor, { signers }: Collection, named?: string): Row<'signers'> {
  const { signerId } = session?.access ?? {};
  const wanted = signerId ?? named;
  const invited = signers.filter(({ state }) => state === 'invited');
  const signer = wanted
    ? signers.find(({ id }) => id === wanted && id === (named ?? id))
    : (invited.find(({ member_id }) => member_id !== null && member_id === member?.id) ??
      invited.find(({ level }) => level === 'seal' && member?.delegations.includes('seal')));
  if (!signer) throw new Refusal('not_your_turn', 'You have nothing to sign in this collection');
  requireActRight(member, signer);
  if (signer.member_id && signer.member_id !== member?.id) {
    throw new Refusal('delegation_missing', 'A member signs for himself only');
  }
  return signer;
}

/** Whose phone gets the code: the signer's own, a member's for his signatures and seals. One ceremony is one person's. */
async function holderOf(db: Database, actor: Actor, acts: readonly Act[]): Promise<CodeHolder> {
  const members = new Set(
    acts.map(({ signer }) => (signer.level === 'seal' ? actor.member?.id : signer.member_id) ?? null),
  );
  const [memberId] = members;
  if (members.size !== 1) throw new Refusal('scope_missing', 'A ceremony is one person’s');
  const firmId = actor.session?.access.firmId ?? '';
  if (memberId) return { signerKey: `member:${memberId}`, phone: (await activeMember({ db }, memberId)).phone, firmId };
  const signer = acts[0]?.signer;
  if (!signer || signer.level === 'seal' || acts.length > 1)
    throw new Refusal('scope_missing', 'A client signs one collection at a time');
  return { signerKey: `signer:${signer.id}`, phone: signer.phone, firmId };
}

/** How many times a signer's act is billed in a collection. */
const actsOf = (deps: Dependencies, { documents }: Collection): number =>
  deps.settings.billingUnit === 'signer' ? 1 : documents.length;

async function writeItems(db: Database, ceremonyId: string, acts: readonly Act[]): Promise<void> {
  const items = acts.flatMap(({ collection, signer, reviewed }) =>
    reviewed.map(({ documentId, sha256 }) => ({
      ceremony_id: ceremonyId,
      collection_id: collection.row.id,
      document_id: documentId,
      signer_id: signer.id,
      reviewed_sha256: sha256,
      status: 'pending' as const,
    })),
  );
  await db
    .insertInto('ceremony_items')
    .values(items.map((item, ord) => ({ ...item, ord })))
    .execute();
}
