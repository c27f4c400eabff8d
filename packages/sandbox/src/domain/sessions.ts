import type { wire } from '@jse/sdk/contract';
import { deadlines } from '@jse/sdk/rules';
import { sql } from 'kysely';
import type * as z from 'zod/mini';
import { newSecret, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { checkProof } from '../middleware/dpop.ts';
import { Refusal } from '../problem.ts';
import { type Access, toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { collectionRow, findCollection } from './collection.ts';
import { emitSignerEvent } from './events.ts';
import { isolationOfAccess } from './ceremony/isolation.ts';
import { appendEvidence } from './evidence.ts';
import { requireActRight } from './people/act-right.ts';
import { signerOf } from './signers.ts';

/** Mints a one-time embed code for a purpose that the caller himself has a right to. */
export async function mintEmbedCode(deps: Dependencies, actor: Actor, wanted: z.infer<typeof wire.EmbedCreate>) {
  const { editor, firm, member } = actor;
  if (!firm) throw new Refusal('unauthenticated');
  if (!wanted.origins.every((origin) => editor.origins.includes(origin))) throw new Refusal('origin_not_allowed');
  const access = await ownAccess(deps, actor, {
    purpose: wanted.purpose,
    editor: editor.shortcut,
    firmId: firm.id,
    collectionId: wanted.transactionId ?? null,
    signerId: wanted.signatoryId ?? null,
    memberId: member?.id ?? null,
    origins: wanted.origins,
    via: 'embed',
    mintedBy: actorName(actor),
  });
  await requireRight(deps, actor, access);
  return keepCode(deps, access);
}

/** A session in which a client signs is the client's alone: whoever had the code minted does not act in it. */
async function ownAccess(deps: Dependencies, actor: Actor, access: Access): Promise<Access> {
  const { purpose, collectionId, signerId } = access;
  if (purpose !== 'sign' || !collectionId || !signerId) return access;
  const signer = signerOf(await findCollection(deps.db, actor, collectionId), signerId);
  return signer.level === 'seal' || signer.member_id ? access : { ...access, memberId: null };
}

/**
 * Mints the code with which the platform's own frame, in the page that calls, opens a session of its own: for the same
 * acts of the same person, from the platform's origin alone, with the page's origin noted.
 */
export async function mintFrameCode(deps: Dependencies, { editor, session }: Actor, origin: string | null) {
  if (!session || session.access.embedder !== undefined) throw new Refusal('scope_missing');
  const { baseUrl } = deps.settings;
  const own = new URL(baseUrl).origin;
  // A page of the same origin reads the frame: it would only look isolated.
  if (deps.codeFrame === null || origin === null || origin === own) throw new Refusal('isolation_unavailable');
  const minted = await keepCode(deps, { ...session.access, origins: [own], embedder: origin, opener: session.hash });
  return { url: `${baseUrl}/code-frame/${editor.shortcut}`, ...minted };
}

async function keepCode(deps: Dependencies, access: Access): Promise<{ code: string; expiresAt: string }> {
  const code = newSecret();
  const expires_at = new Date(deps.clock.now().getTime() + deadlines.embedCode);
  await deps.db
    .insertInto('embed_codes')
    .values({ hash: await sha256Hex(code), access: toJson(access), expires_at })
    .execute();
  return { code, expiresAt: expires_at.toISOString() };
}

async function requireRight(deps: Dependencies, actor: Actor, access: Access): Promise<void> {
  if (access.purpose === 'parapheur') {
    if (!actor.member) throw new Refusal('unauthenticated', 'A parapheur belongs to a member: a user token is needed');
    if (access.collectionId ?? access.signerId) {
      throw new Refusal('validation_failed', 'A parapheur holds all that waits: name no collection and no signer');
    }
    return;
  }
  if (!access.collectionId) throw new Refusal('validation_failed', 'This purpose needs a transactionId');
  const collection = await findCollection(deps.db, actor, access.collectionId);
  if (access.purpose === 'prepare' || access.purpose === 'place') requireDelegation(actor.member, 'prepare');
  if (access.purpose !== 'sign') return;
  if (!access.signerId) throw new Refusal('validation_failed', 'The purpose sign needs a signatoryId');
  const signer = signerOf(collection, access.signerId);
  requireActRight(actor.member, signer);
  if (signer.member_id && signer.member_id !== actor.member?.id) {
    throw new Refusal('delegation_missing', 'A member signs for himself only');
  }
}

/** Redeems an embed code or an invitation for a session bound to the proof's key and the page's origin. */
export async function openSession(
  deps: Dependencies,
  { editor }: Actor,
  request: Request,
  origin: string | null,
  given: z.infer<typeof wire.SessionCreate>,
) {
  if ((given.code === undefined) === (given.invitation === undefined)) {
    throw new Refusal('validation_failed', 'Give either a code or an invitation');
  }
  const { jkt } = await checkProof(deps, request, null);
  const access =
    given.code === undefined
      ? await redeemInvitation(deps, given.invitation ?? '')
      : await redeemCode(deps, given.code);
  if (access.editor !== editor.shortcut) throw new Refusal('embed_code_invalid');
  if (origin === null || !access.origins.includes(origin)) throw new Refusal('origin_not_allowed');
  const accessToken = newSecret();
  const expires_at = new Date(deps.clock.now().getTime() + deadlines.session);
  const hash = await sha256Hex(accessToken);
  await deps.db
    .insertInto('sessions')
    .values({ hash, jkt, origin, access: toJson(access), expires_at })
    .execute();
  if (access.embedder === undefined) await recordView(deps, access);
  return {
    accessToken,
    tokenType: 'DPoP' as const,
    expiresAt: expires_at.toISOString(),
    purpose: access.purpose,
    transactionId: access.collectionId,
    signatoryId: access.signerId,
    memberId: access.memberId,
    isolation: await isolationOfAccess(deps.db, { editor }, access),
    embedder: access.embedder ?? null,
  };
}

/** Ends a session, and with it the frame's that it had opened. */
export async function endSession(deps: Dependencies, { session }: Actor): Promise<void> {
  const hash = session?.hash ?? '';
  const at = deps.clock.now();
  const opened = sql<boolean>`access->>'opener' = ${hash}`;
  await deps.db.transaction().execute(async (db) => {
    await db.updateTable('embed_codes').set({ used_at: at }).where(opened).where('used_at', 'is', null).execute();
    await db
      .updateTable('sessions')
      .set({ ended_at: at })
      .where(({ or, eb }) => or([eb('hash', '=', hash), opened]))
      .where('ended_at', 'is', null)
      .execute();
  });
}

async function redeemCode(deps: Dependencies, code: string): Promise<Access> {
  const now = deps.clock.now();
  const row = await deps.db
    .updateTable('embed_codes')
    .set({ used_at: now })
    .where('hash', '=', await sha256Hex(code))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('access')
    .executeTakeFirst();
  if (!row) throw new Refusal('embed_code_invalid');
  return row.access;
}

async function redeemInvitation(deps: Dependencies, token: string): Promise<Access> {
  const row = await deps.db
    .selectFrom('invitations')
    .innerJoin('signers', 'signers.id', 'invitations.signer_id')
    .innerJoin('collections', 'collections.id', 'signers.collection_id')
    .innerJoin('editors', 'editors.shortcut', 'collections.editor')
    .select([
      'signers.id as signerId',
      'invitations.member_id as memberId',
      'collections.id as collectionId',
      'collections.firm_id as firmId',
      'editors.shortcut as editor',
      'editors.origins',
    ])
    .where('invitations.hash', '=', await sha256Hex(token))
    .where('invitations.dead_at', 'is', null)
    // Whether or not the expiry has been worked off yet.
    .where('collections.expires_at', '>', deps.clock.now())
    .executeTakeFirst();
  if (!row) throw new Refusal('invitation_invalid');
  return { ...row, purpose: 'sign', via: 'invitation', mintedBy: null };
}

/** Opening a signing session is the signer's first view; it goes into the evidence once. */
async function recordView(deps: Dependencies, access: Access): Promise<void> {
  const { purpose, signerId, collectionId } = access;
  if (purpose !== 'sign' || !signerId || !collectionId) return;
  await deps.db.transaction().execute(async (db) => {
    const row = await collectionRow(db, collectionId, true);
    const first = await db
      .updateTable('signers')
      .set({ viewed_at: deps.clock.now() })
      .where('id', '=', signerId)
      .where('viewed_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!row || !first) return;
    await appendEvidence(db, deps.clock, collectionId, 'signer.viewed', `signer:${signerId}`, {
      signerId,
      via: access.via,
      mintedBy: access.mintedBy,
    });
    await emitSignerEvent(db, deps, row, first, 'signer.viewed');
  });
}
