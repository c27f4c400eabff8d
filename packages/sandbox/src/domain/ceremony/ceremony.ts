import type { wire } from '@jse/sdk/contract';
import { type CeremonyState, deadlines, otpRules } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { maskPhone } from '../collection.ts';

/** A ceremony with its documents, in order. */
export interface Ceremony {
  readonly row: Row<'ceremonies'>;
  readonly items: readonly Row<'ceremony_items'>[];
}

/** Whose ceremony a session may carry on: the member who acts in it, else the signer it was opened for. */
export function personKey(actor: Actor): string {
  if (actor.member) return `member:${actor.member.id}`;
  return `signer:${actor.session?.access.signerId ?? ''}`;
}

/**
 * Reads a ceremony of the person in the calling session, also one that he began in a session before; nobody else sees it,
 * and a session for one collection sees no ceremony that goes beyond it.
 */
export async function findCeremony(db: Database, actor: Actor, id: string, lock = false): Promise<Ceremony> {
  const access = actor.session?.access;
  const query = db
    .selectFrom('ceremonies')
    .selectAll()
    .where('id', '=', id)
    .where('firm_id', '=', access?.firmId ?? '')
    .where('editor', '=', actor.editor.shortcut)
    .where('signer_key', '=', personKey(actor));
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  const items = await db
    .selectFrom('ceremony_items')
    .selectAll()
    .where('ceremony_id', '=', id)
    .orderBy('ord')
    .execute();
  const within = access?.purpose === 'parapheur' || items.every((item) => item.collection_id === access?.collectionId);
  if (!row || !within) throw new Refusal('not_found', 'No such ceremony');
  return { row, items };
}

/** Where a ceremony stands after its documents: over once none is pending. */
export function settledState(items: readonly Pick<Row<'ceremony_items'>, 'status'>[]): CeremonyState | undefined {
  if (items.some(({ status }) => status === 'pending')) return undefined;
  const signed = items.filter(({ status }) => status === 'signed').length;
  if (signed === items.length) return 'signed';
  return signed > 0 ? 'partly-signed' : 'failed';
}

/** Writes where a ceremony stands, in the transaction that settled some of its documents. */
export async function settle(db: Database, ceremonyId: string): Promise<void> {
  const items = await db.selectFrom('ceremony_items').select('status').where('ceremony_id', '=', ceremonyId).execute();
  const state = settledState(items);
  if (state) await db.updateTable('ceremonies').set({ state }).where('id', '=', ceremonyId).execute();
}

/** The ceremony on the wire; one whose code has run out shows as expired. */
export function toCeremony(deps: Dependencies, { row, items }: Ceremony) {
  const now = deps.clock.now();
  const expired = row.state === 'code-sent' && row.code_expires_at !== null && row.code_expires_at <= now;
  const resendAt = row.code_sent_at ? new Date(row.code_sent_at.getTime() + deadlines.otpResendAfter) : null;
  return {
    id: row.id,
    state: expired ? ('expired' as const) : row.state,
    reference: row.reference,
    phone: maskPhone(row.phone),
    codeSentAt: row.code_sent_at?.toISOString() ?? null,
    codeExpiresAt: row.code_expires_at?.toISOString() ?? null,
    resendAt: resendAt?.toISOString() ?? null,
    triesLeft: Math.max(0, otpRules.triesPerCode - row.tries),
    results: items.map((item) => ({
      transactionId: item.collection_id,
      fileId: item.document_id,
      status: item.status,
      code: item.code,
      sha256: item.sha256,
    })),
  } satisfies z.infer<typeof wire.Ceremony>;
}
