import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { certificateHolder, requireCertificate } from './certificate-holder.ts';
import { validCertificate } from './issued-certificates.ts';

/** Whether a client must still show an identity document before he signs at advanced level. */
export async function needsIdentity(
  db: Database,
  deps: Pick<Dependencies, 'codeKey' | 'clock'>,
  firmId: string,
  signer: Row<'signers'>,
): Promise<boolean> {
  if (signer.level !== 'advanced' || signer.member_id !== null) return false;
  return !(await validCertificate(db, deps, await certificateHolder(db, deps, firmId, signer)));
}

/**
 * Refuses an act before any code is sent where its certificate is missing: `identity_missing` to a client, who can mend it
 * himself, `certificate_missing` to a member or for a seal.
 */
export async function requireSigningMeans(
  db: Database,
  deps: Pick<Dependencies, 'codeKey' | 'clock'>,
  firmId: string,
  signer: Row<'signers'>,
): Promise<void> {
  if (signer.member_id !== null || signer.level !== 'advanced') return requireCertificate(db, deps, firmId, signer);
  if (await needsIdentity(db, deps, firmId, signer)) throw new Refusal('identity_missing', words[signer.state]);
}

const words: Partial<Record<Row<'signers'>['state'], string>> = {
  'identity-pending': 'Votre pièce d’identité est en cours de vérification ; un e-mail vous dira quand signer',
  'identity-rejected': 'Votre pièce d’identité n’a pas été acceptée ; envoyez-en d’autres images pour signer',
};
