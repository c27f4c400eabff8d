import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import type { Collection } from './collection.ts';
import { signerName } from './letters.ts';

/** Refuses a collection without documents or signers, naming all that is missing. */
export function requireComplete({ documents, signers }: Collection): void {
  const errors = [
    ...(documents.length === 0 ? [{ pointer: '/files', code: 'required', detail: 'Aucun document' }] : []),
    ...(signers.length === 0 ? [{ pointer: '/signatories', code: 'required', detail: 'Aucun signataire' }] : []),
  ];
  if (errors.length > 0) throw new Refusal('collection_incomplete', undefined, { errors });
}

/** Refuses where somebody could not sign when his turn comes: members who have left, no releaser of a seal, no certificate. */
export async function requireSignersReady(deps: Dependencies, { row, signers }: Collection): Promise<void> {
  for (const signer of signers) await requireSignerReady(deps, row.firm_id, signer);
  if (signers.some(({ level }) => level === 'seal')) await requireSealReleaser(deps.db, row.firm_id);
}

/** Refuses a signer who could not sign when his turn comes. */
export async function requireSignerReady(deps: Dependencies, firmId: string, signer: Row<'signers'>): Promise<void> {
  const member = signer.member_id
    ? await deps.db
        .selectFrom('members')
        .select(['person_id', 'left_at'])
        .where('id', '=', signer.member_id)
        .executeTakeFirst()
    : undefined;
  if (member?.left_at) throw incomplete(`${signerName(signer)} a quitté le cabinet`);
  const owner = { personId: member?.person_id ?? null, firmId };
  if (!(await deps.pki.signerFor(signer.level, owner))) {
    throw new Refusal('certificate_missing', `${signerName(signer)} n'a pas encore de certificat`);
  }
}

async function requireSealReleaser(db: Database, firmId: string): Promise<void> {
  const members = await db
    .selectFrom('members')
    .select('delegations')
    .where('firm_id', '=', firmId)
    .where('left_at', 'is', null)
    .execute();
  if (members.some(({ delegations }) => delegations.includes('seal'))) return;
  throw incomplete('Personne au cabinet n’a la délégation « sceller »');
}

const incomplete = (detail: string) =>
  new Refusal('collection_incomplete', detail, { errors: [{ pointer: '/signatories', code: 'unable', detail }] });
