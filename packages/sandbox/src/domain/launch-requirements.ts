import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import type { Collection } from './collection.ts';
import { signerName } from './letters.ts';
import { requireCertificate } from './people/certificate-holder.ts';

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
  if (signer.member_id !== null) {
    const member = await deps.db
      .selectFrom('members')
      .select(['left_at', 'delegations'])
      .where('id', '=', signer.member_id)
      .executeTakeFirstOrThrow();
    if (member.left_at) throw incomplete(`${signerName(signer)} a quitté le cabinet`);
    if (signer.level === 'advanced' && !member.delegations.includes('sign'))
      throw incomplete(`${signerName(signer)} n'a pas la délégation « signer »`);
  }
  // A client's comes when his identity is accepted, in his own session.
  if (signer.level === 'advanced' && signer.member_id === null) return;
  await requireCertificate(deps.db, deps, firmId, signer);
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
