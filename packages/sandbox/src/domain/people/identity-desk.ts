import { identityRules } from '@jse/sdk/rules';
import { toBase64 } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Row } from '../../store/tables.ts';
import { imageName } from './identity.ts';
import { examineImage } from './identity-image.ts';

/** A check as the registration authority sees it on its desk. */
export interface DeskEntry {
  readonly id: string;
  readonly state: Row<'identity_checks'>['state'];
  readonly signer: { readonly name: string; readonly email: string };
  readonly collection: { readonly id: string; readonly title: string; readonly firm: string };
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  /** Whether the images are still there. */
  readonly images: boolean;
}

/** An image to look at: its type and its bytes in base64. */
export interface DeskImage {
  readonly type: (typeof identityRules.types)[number];
  readonly base64: string;
}

/** The checks, those that wait first, oldest first; at most a hundred. */
export async function listChecks(
  { db }: Pick<Dependencies, 'db'>,
  state?: Row<'identity_checks'>['state'],
): Promise<DeskEntry[]> {
  let query = select(db)
    .orderBy((row) => row.case().when('identity_checks.state', '=', 'pending').then(0).else(1).end())
    .orderBy('submitted_at')
    .orderBy('identity_checks.id')
    .limit(100);
  if (state !== undefined) query = query.where('identity_checks.state', '=', state);
  // What was given up before a decision is nobody's to decide any more.
  if (state === 'pending') query = query.where('erased_at', 'is', null);
  return (await query.execute()).map(toEntry);
}

/** One check with its images, while they are there. */
export async function readCheck(
  deps: Dependencies,
  id: string,
): Promise<DeskEntry & { readonly front: DeskImage | null; readonly back: DeskImage | null }> {
  const row = await select(deps.db).where('identity_checks.id', '=', id).executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such identity check');
  const image = async (side: 'front' | 'back', blob: string): Promise<DeskImage | null> => {
    const sealed = row.erased_at ? undefined : await deps.blobs.get(blob);
    if (!sealed) return null;
    const bytes = await deps.identitySealer.open(imageName(id, side), sealed);
    return { type: examineImage(bytes, side).type, base64: toBase64(bytes) };
  };
  const [front, back] = [await image('front', row.front_blob), await image('back', row.back_blob)];
  return { ...toEntry(row), front, back };
}

const select = (db: Dependencies['db']) =>
  db
    .selectFrom('identity_checks')
    .innerJoin('signers', 'signers.id', 'identity_checks.signer_id')
    .innerJoin('collections', 'collections.id', 'identity_checks.collection_id')
    .innerJoin('firms', 'firms.id', 'collections.firm_id')
    .selectAll('identity_checks')
    .select(['first_name', 'last_name', 'email', 'settings', 'firms.name as firm']);

type Found = Awaited<ReturnType<ReturnType<typeof select>['executeTakeFirstOrThrow']>>;

const toEntry = (row: Found): DeskEntry => ({
  id: row.id,
  state: row.state,
  signer: { name: `${row.first_name} ${row.last_name}`, email: row.email },
  collection: { id: row.collection_id, title: row.settings.object, firm: row.firm },
  submittedAt: row.submitted_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decided_by,
  reason: row.reason,
  images: row.erased_at === null,
});
