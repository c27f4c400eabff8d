import type { wire } from '@jse/sdk/contract';
import type * as z from 'zod/mini';
import { newId } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Actor, requireDelegation } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import { toJson } from '../store/tables.ts';
import { actorName } from './actor-name.ts';
import { appendEvidence } from './evidence.ts';

type Settings = z.infer<typeof wire.TransactionCreate>;

/** A collection that was made, or that was there with this `externalId` and these settings. */
export interface Made {
  readonly id: string;
  readonly existed: boolean;
}

/** Makes an empty collection in draft and returns its id. */
export async function createCollection(deps: Dependencies, actor: Actor, settings: Settings): Promise<string> {
  const { id } = await deps.db.transaction().execute((db) => insertCollection(db, deps, actor, settings));
  return id;
}

/**
 * Writes a collection in draft. The vendor's `externalId` is unique in the firm: with the same settings it names the
 * collection that is there, with others it is refused.
 */
export async function insertCollection(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  settings: Settings,
  templateId: string | null = null,
): Promise<Made> {
  const preparer = requireDelegation(actor.member, 'prepare');
  if (settings.isHandwrittenSignatureActive) {
    throw new Refusal('validation_failed', 'Drawn signatures are not offered: the visible signature is a cartouche', {
      errors: [{ pointer: '/isHandwrittenSignatureActive', code: 'unsupported', detail: 'Only false' }],
    });
  }
  const id = newId('col');
  const inserted = await db
    .insertInto('collections')
    .values({
      id,
      firm_id: preparer.firmId,
      editor: actor.editor.shortcut,
      external_id: settings.externalId ?? null,
      template_id: templateId,
      state: 'draft',
      version: 1,
      settings: toJson(settings),
      preparer_id: preparer.id,
      created_at: deps.clock.now(),
    })
    .onConflict((conflict) => conflict.columns(['firm_id', 'external_id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!inserted) return existing(db, preparer.firmId, actor.editor.shortcut, settings, templateId);
  await appendEvidence(db, deps.clock, id, 'collection.created', actorName(actor), {
    object: settings.object,
    ...(templateId === null ? {} : { templateId }),
  });
  return { id, existed: false };
}

async function existing(
  db: Database,
  firmId: string,
  editor: string,
  settings: Settings,
  templateId: string | null,
): Promise<Made> {
  const row = await db
    .selectFrom('collections')
    .selectAll()
    .where('firm_id', '=', firmId)
    .where('external_id', '=', settings.externalId ?? '')
    .executeTakeFirstOrThrow();
  const entries = Object.entries(settings);
  const same = entries.every(([name, value]) => sameJson(row.settings[name as keyof Settings], value));
  if (row.editor === editor && row.template_id === templateId && same) return { id: row.id, existed: true };
  throw new Refusal('state_conflict', `Another collection of the firm has this externalId: ${row.id}`);
}

const sameJson = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** As text that does not depend on the order of an object's members: the database has an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) =>
    member !== null && typeof member === 'object' && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([one], [other]) => (one < other ? -1 : 1)))
      : member,
  );
