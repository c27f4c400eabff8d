import { isolationOf, type Isolation } from '@jse/sdk/rules';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Access, Row } from '../../store/tables.ts';

type Level = Row<'signers'>['level'];

/** Where consent and code of a session's acts are given: by its editor's registration, the levels, and whether it is a batch. */
export async function isolationOfAccess(
  db: Database,
  { editor }: Pick<Actor, 'editor'>,
  access: Access,
): Promise<Isolation> {
  const batch = access.purpose === 'parapheur';
  const signer =
    access.purpose === 'sign' && access.signerId
      ? await db.selectFrom('signers').select('level').where('id', '=', access.signerId).executeTakeFirst()
      : undefined;
  return isolationOf(editor.code_entry, { batch, simple: (signer?.level ?? 'simple') === 'simple' });
}

/** Refuses consent from a page where the platform takes it from its own frame alone. */
export function requireIsolationFor({ editor, session }: Actor, levels: readonly Level[]): void {
  const batch = session?.access.purpose === 'parapheur';
  const simple = levels.every((level) => level === 'simple');
  if (isolationOf(editor.code_entry, { batch, simple }) === 'required') requireFrame(session);
}

/** Refuses a code from a page for a ceremony that was opened in the frame: who consented there enters it there. */
export function requireIsolationOf({ session }: Actor, { isolated }: Pick<Row<'ceremonies'>, 'isolated'>): void {
  if (isolated) requireFrame(session);
}

function requireFrame(session: Actor['session']): void {
  if (session?.access.embedder === undefined) throw new Refusal('isolation_required');
}
