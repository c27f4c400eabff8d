import type { wire } from '@jse/sdk/contract';
import { deadlines, otpRules } from '@jse/sdk/rules';
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

/** Reads a ceremony of the calling session; nobody else sees it. */
export async function findCeremony(db: Database, actor: Actor, id: string, lock = false): Promise<Ceremony> {
  const query = db
    .selectFrom('ceremonies')
    .selectAll()
    .where('id', '=', id)
    .where('session_hash', '=', actor.session?.hash ?? '');
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such ceremony');
  const items = await db
    .selectFrom('ceremony_items')
    .selectAll()
    .where('ceremony_id', '=', id)
    .orderBy('ord')
    .execute();
  return { row, items };
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
