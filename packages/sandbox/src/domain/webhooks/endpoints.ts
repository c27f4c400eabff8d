import type { wire } from '@jse/sdk/contract';
import { type EventType, webhookRules } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import { lockKey } from '../../store/lock-key.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { newWebhookSecret, sealName } from './secrets.ts';

type Endpoint = Row<'webhook_endpoints'>;
type Reason = z.infer<typeof wire.Webhook>['disabledReason'];

/** An endpoint on the wire; never with its secret. */
export function toWebhook(row: Endpoint): z.infer<typeof wire.Webhook> {
  return {
    id: row.id,
    url: row.url,
    types: [...row.types],
    state: row.state,
    disabledReason: row.disabled_reason as Reason,
    failingSince: row.failing_since?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
  };
}

/** The endpoints of the caller's software for the firm, oldest first. */
export async function listEndpoints({ db }: Pick<Dependencies, 'db'>, actor: Actor): Promise<Endpoint[]> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('editor', '=', actor.editor.shortcut)
    .where('firm_id', '=', actor.firm?.id ?? '')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** One of them; refused as not found when it is another firm's or software's. */
export async function findEndpoint({ db }: Pick<Dependencies, 'db'>, actor: Actor, id: string): Promise<Endpoint> {
  const row = await db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('id', '=', id)
    .where('editor', '=', actor.editor.shortcut)
    .where('firm_id', '=', actor.firm?.id ?? '')
    .executeTakeFirst();
  if (!row) throw noEndpoint();
  return row;
}

const noEndpoint = () => new Refusal('not_found', 'No such webhook endpoint');

/** Registers an endpoint; its secret is shown now and never again. */
export async function createEndpoint(
  deps: Dependencies,
  actor: Actor,
  { url, types = [] }: { readonly url: string; readonly types?: readonly EventType[] | undefined },
): Promise<{ row: Endpoint; secret: string }> {
  await deps.checkTarget(url);
  const firmId = actor.firm?.id ?? '';
  const id = newId('whe');
  const secret = newWebhookSecret();
  const secret_sealed = await deps.sealer.seal(sealName(id), secret);
  const row = await deps.db.transaction().execute(async (db) => {
    // A firm's endpoints are counted by one at a time.
    await lockKey(db, `webhooks:${firmId}`);
    if ((await listEndpoints({ db }, actor)).length >= webhookRules.endpointsPerFirm) {
      throw new Refusal('state_conflict', `A firm has at most ${webhookRules.endpointsPerFirm} webhook endpoints`);
    }
    return db
      .insertInto('webhook_endpoints')
      .values({
        id,
        editor: actor.editor.shortcut,
        firm_id: firmId,
        url,
        types: toJson([...new Set(types)]),
        secret_sealed,
        state: 'enabled',
        created_at: deps.clock.now(),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  return { row, secret };
}

/** Changes an endpoint. One that is enabled again starts with a clean slate; what it missed may be replayed. */
export async function updateEndpoint(
  deps: Dependencies,
  actor: Actor,
  id: string,
  change: z.infer<typeof wire.WebhookUpdate>,
): Promise<Endpoint> {
  const before = await findEndpoint(deps, actor, id);
  if (change.url !== undefined) await deps.checkTarget(change.url);
  const state =
    change.enabled === undefined || change.enabled === (before.state === 'enabled')
      ? {}
      : change.enabled
        ? { state: 'enabled' as const, disabled_reason: null, failing_since: null }
        : { state: 'disabled' as const, disabled_reason: 'asked' };
  const values = {
    ...(change.url === undefined ? {} : { url: change.url }),
    ...(change.types === undefined ? {} : { types: toJson([...new Set(change.types)]) }),
    ...state,
  };
  if (Object.keys(values).length === 0) return before;
  const after = await deps.db
    .updateTable('webhook_endpoints')
    .set(values)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
  if (!after) throw noEndpoint();
  return after;
}

/** Removes an endpoint with its log. */
export async function deleteEndpoint(deps: Dependencies, actor: Actor, id: string): Promise<void> {
  await findEndpoint(deps, actor, id);
  await deps.db.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
}

/** Gives an endpoint a new secret; the one before it signs along for a day. */
export async function rotateSecret(
  deps: Dependencies,
  actor: Actor,
  id: string,
): Promise<{ secret: string; previousValidUntil: string }> {
  await findEndpoint(deps, actor, id);
  const secret = newWebhookSecret();
  const until = new Date(deps.clock.now().getTime() + webhookRules.secretOverlap);
  const { numUpdatedRows } = await deps.db
    .updateTable('webhook_endpoints')
    .set(({ ref }) => ({ old_secret_sealed: ref('secret_sealed'), old_secret_until: until }))
    .set({ secret_sealed: await deps.sealer.seal(sealName(id), secret) })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw noEndpoint();
  return { secret, previousValidUntil: until.toISOString() };
}
