import { hmacHex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { type CertificateHolder, lastCertificate, validCertificate } from './issued-certificates.ts';

type Signing = Pick<Row<'signers'>, 'level' | 'member_id' | 'first_name' | 'last_name' | 'email' | 'phone'>;

/** Whose certificate a signer's act needs: the firm's for a seal, the member's person's, or the client's own. */
export async function certificateHolder(
  db: Database,
  deps: Pick<Dependencies, 'codeKey'>,
  firmId: string,
  signer: Signing,
): Promise<CertificateHolder> {
  if (signer.level === 'seal') return { kind: 'firm', owner: firmId };
  if (signer.member_id === null) return { kind: 'client', owner: await clientKey(deps, signer) };
  const { person_id } = await db
    .selectFrom('members')
    .select('person_id')
    .where('id', '=', signer.member_id)
    .executeTakeFirstOrThrow();
  return { kind: 'expert', owner: person_id };
}

/**
 * The same client has the same key: an HMAC over name, e-mail and phone, which names nobody. Whoever changes one of them
 * is another person until his identity is checked again.
 */
export async function clientKey(
  { codeKey }: Pick<Dependencies, 'codeKey'>,
  person: Pick<Signing, 'first_name' | 'last_name' | 'email' | 'phone'>,
): Promise<string> {
  const { first_name, last_name, email, phone } = person;
  const words = [first_name, last_name, email].map((text) => text.normalize('NFC').trim().toLowerCase());
  return `cli_${(await hmacHex(codeKey, ['client', ...words, phone].join('\n'))).slice(0, 40)}`;
}

/** Refuses (`certificate_missing`) an act whose certificate is missing, over or revoked, and says what helps. */
export async function requireCertificate(
  db: Database,
  deps: Pick<Dependencies, 'codeKey' | 'clock'>,
  firmId: string,
  signer: Signing,
): Promise<void> {
  if (signer.level === 'simple') return;
  const holder = await certificateHolder(db, deps, firmId, signer);
  if (await validCertificate(db, deps, holder)) return;
  const last = await lastCertificate(db, holder);
  throw new Refusal('certificate_missing', `${whatIsMissing(signer, last)} ${remedies[holder.kind] ?? ''}`.trim());
}

const remedies: Readonly<Record<string, string>> = {
  expert: 'Un nouveau certificat est créé à sa prochaine connexion Comptexpert, avec la délégation « signer ».',
  firm: 'Un nouveau certificat est créé à la prochaine connexion Comptexpert d’un expert du cabinet.',
  client: 'Une pièce d’identité lui est demandée avant de signer ; le certificat est créé quand elle est acceptée.',
};
const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' });

function whatIsMissing(signer: Signing, last: Row<'certificates'> | undefined): string {
  const whose = signer.level === 'seal' ? 'du cachet' : `de ${`${signer.first_name} ${signer.last_name}`.trim()}`;
  if (!last) return `Le certificat ${whose} n’a pas encore été créé.`;
  if (last.revoked_at) return `Le certificat ${whose} a été révoqué le ${day.format(last.revoked_at)}.`;
  return `Le certificat ${whose} a expiré le ${day.format(last.not_after)}.`;
}
