import type { Dependencies } from '../dependencies.ts';
import { activeMember, type Actor } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { signField } from '../signing/index.ts';
import type { Row } from '../store/tables.ts';
import { keepBytes } from './blobs.ts';
import type { Collection } from './collection.ts';
import { signerName } from './letters.ts';
import { certificateHolder, requireCertificate } from './people/certificate-holder.ts';
import { asRefusal, type Providers } from './providers.ts';
import { fieldName } from './preparation.ts';

interface Act {
  readonly collection: Collection;
  readonly document: Row<'documents'>;
  readonly signer: Row<'signers'>;
  readonly at: Date;
  readonly actor: Actor;
  /** Those of the ceremony: its documents share their answers. */
  readonly providers: Providers;
}

/** Signs the head revision of a document in the signer's field, stores the bytes and returns their SHA-256. */
export async function makeSignature(deps: Dependencies, act: Act): Promise<string> {
  const { collection, document, signer, at } = act;
  const bytes = await deps.blobs.get(document.head_sha256);
  if (!bytes) throw new Refusal('internal', `The bytes of document ${document.id} are missing`);
  const remote = await remoteSigner(deps, collection.row.firm_id, signer);
  const name = signerName(signer);
  const signed = await signField({
    bytes,
    fieldName: fieldName(collection, document, signer),
    appearance: { kind: signer.level, name, at, ...(await releasedBy(deps, act)) },
    name,
    reason: signer.level === 'seal' ? 'Cachet du cabinet' : collection.row.settings.object,
    at,
    signer: remote,
    level: deps.settings.padesLevel,
    ...act.providers,
  }).catch((error: unknown) => {
    throw asRefusal(error);
  });
  return keepBytes(deps, signed);
}

/** The key that signs: it is reached in here alone, inside a ceremony whose code was right. */
async function remoteSigner(deps: Dependencies, firmId: string, signer: Row<'signers'>) {
  const holder = await certificateHolder(deps.db, deps, firmId, signer);
  const remote = await deps.pki.signerFor(deps.db, signer.level, holder);
  if (remote) return remote;
  await requireCertificate(deps.db, deps, firmId, signer);
  throw new Refusal('certificate_missing');
}

/** A seal shows who released it. */
async function releasedBy(deps: Dependencies, { signer, actor }: Act): Promise<{ detail?: string }> {
  if (signer.level !== 'seal' || !actor.member) return {};
  const { firstName, lastName } = await activeMember(deps, actor.member.id);
  return { detail: `apposé par ${firstName} ${lastName}` };
}
