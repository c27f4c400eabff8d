import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import { canonicalJson } from '../canonical-json.ts';
import { newId, sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { appendEvidence } from './evidence.ts';

type Settings = z.infer<typeof wire.TransactionCreate>;

/** A collection that was made, or that was there with this `externalId`, asked for in the same way. */
export interface Made {
  readonly id: string;
  readonly existed: boolean;
}

/** Where a collection comes from, beside its settings. */
export interface Origin {
  readonly templateId: string | null;
  /** All that was asked for; told again with the same `externalId`, it names the same collection. */
  readonly asked: unknown;
  /** The same for each repetition of the call that makes it; null where a repetition can't be told. */
  readonly creationKey: string | null;
}

/** Makes an empty collection in draft and returns its id. */
export async function createCollection(deps: Dependencies, actor: Actor, settings: Settings): Promise<string> {
  const { id } = await deps.db.transaction().execute((db) => insertCollection(db, deps, actor, settings));
  return id;
}

/**
 * Writes a collection in draft. The vendor's `externalId` is unique in the firm: asked for in the same way it names the
 * collection that is there, whatever was edited since; otherwise it is refused.
 */
export async function insertCollection(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  settings: Settings,
  { templateId, asked, creationKey }: Origin = { templateId: null, asked: settings, creationKey: null },
): Promise<Made> {
  const preparer = requireDelegation(actor.member, 'prepare');
  if (settings.isHandwrittenSignatureActive) {
    throw new Refusal('validation_failed', 'Drawn signatures are not offered: the visible signature is a cartouche', {
      errors: [{ pointer: '/isHandwrittenSignatureActive', code: 'unsupported', detail: 'Only false' }],
    });
  }
  const id = newId('col');
  const creation_sha256 = await sha256Hex(canonicalJson([actor.editor.shortcut, templateId, asked]));
  const inserted = await db
    .insertInto('collections')
    .values({
      id,
      firm_id: preparer.firmId,
      editor: actor.editor.shortcut,
      external_id: settings.externalId ?? null,
      template_id: templateId,
      creation_sha256,
      creation_key: creationKey,
      state: 'draft',
      version: 1,
      settings: toJson(settings),
      preparer_id: preparer.id,
      created_at: deps.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['firm_id', 'external_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return existing(db, preparer.firmId, settings.externalId ?? '', creation_sha256);
  await appendEvidence(db, deps.clock, id, 'collection.created', actorName(actor), {
    object: settings.object,
    ...(templateId === null ? {} : { templateId }),
  });
  return { id, existed: false };
}

async function existing(db: Database, firmId: string, externalId: string, creationSha256: string): Promise<Made> {
  const row = await db
    .selectFrom('collections')
    .select(['id', 'creation_sha256'])
    .where('firm_id', '=', firmId)
    .where('external_id', '=', externalId)
    .executeTakeFirstOrThrow();
  if (row.creation_sha256 === creationSha256) return { id: row.id, existed: true };
  const refused = 'Another collection of the firm has this externalId';
  throw new Refusal('state_conflict', refused, { existingId: row.id });
}
