import type { EvidenceBundle, EvidenceEntry } from '@jse/verify/evidence';
import { PDFDocument } from 'pdf-lib';
import type { Dependencies } from '../../dependencies.ts';
import { Refusal } from '../../problem.ts';
import { prepareDocument, signField } from '../../signing/index.ts';
import type { Row } from '../../store/tables.ts';
import { type Collection, maskPhone } from '../collection.ts';
import { signerName } from '../letters.ts';
import { asRefusal, providersOf } from '../providers.ts';
import { meaningOf, momentOf, say } from './attestation-words.ts';
import { Sheet } from './sheet.ts';

/**
 * The attestation of one signer: who, when, how he was authenticated, what he consented to, what was shown and signed, and
 * the head of the log, by which one that is cut later is found. It shows nobody else's address or phone, and is sealed
 * with the platform's certificate. French, as the interface. `state_conflict` where he has not signed.
 */
export async function makeAttestation(
  deps: Dependencies,
  collection: Collection,
  signer: Row<'signers'>,
  evidence: EvidenceBundle,
): Promise<Uint8Array> {
  if (signer.state !== 'signed') throw new Refusal('state_conflict', 'Only a signature that was made is attested');
  const name = signerName(signer);
  const pdf = await PDFDocument.create();
  pdf.setTitle(`Attestation de signature – ${name}`, { showInWindowTitleBar: true });
  pdf.setLanguage('fr-FR');
  pdf.setSubject(collection.row.settings.object);
  pdf.setProducer('Je Signe Expert (bac à sable)');
  pdf.setCreationDate(deps.clock.now());
  const own = entriesOf(evidence.entries, signer.id);
  const signed = own.find(({ type }) => type === 'signer.signed');
  const sheet = await Sheet.on(pdf);
  sheet.title('Attestation de signature électronique');
  sheet.line(
    `Collecte « ${collection.row.settings.object} », ${evidence.collection.firm}. Identifiant ${evidence.collection.id}.`,
  );
  sheet.heading('Signataire');
  sheet.line(signer.level === 'seal' ? await sealedBy(deps, name, signed) : name);
  if (signer.level !== 'seal') sheet.line(`${signer.email}, mobile ${maskPhone(signer.phone)}`);
  sheet.line(meaningOf[signer.level](name));
  sheet.heading('Ce qui s’est passé');
  sheet.line(`Cérémonie ${String(signed?.data['ceremonyId'] ?? '')}.`);
  for (const { at, type, data } of own) sheet.line(`${momentOf(at)} : ${say(type, data)}`);
  sheet.heading('Documents');
  for (const { documentId, reviewed, signed: after } of documentsOf(signed)) {
    sheet.line(collection.documents.find(({ id }) => id === documentId)?.name ?? documentId);
    sheet.line(`Lu : SHA-256 ${reviewed}`);
    sheet.line(`Signé : SHA-256 ${after}`);
  }
  sheet.heading('Vérifier');
  const { head } = evidence;
  if (head) sheet.line(`Journal de preuve, entrée ${head.seq} : SHA-256 ${head.hash}`);
  sheet.line(
    'Cette attestation est scellée par la plateforme. Le journal complet, chaîné et horodaté, est dans le faisceau de preuve ; il se vérifie avec des outils qui ne sont pas les nôtres. Il a été coupé ou récrit si l’entrée ci-dessus n’y est pas.',
  );
  return seal(deps, await pdf.save(), collection.row.settings.object);
}

/** The entries of a log that tell of one signer: his own, and the codes of his ceremonies. */
function entriesOf(log: readonly EvidenceEntry[], signerId: string): EvidenceEntry[] {
  const own = new Set(log.filter(({ data }) => data['signerId'] === signerId));
  const ceremonies = new Set([...own].map(({ data }) => data['ceremonyId']).filter((id) => typeof id === 'string'));
  return log.filter(
    (entry) => own.has(entry) || (entry.type.startsWith('code.') && ceremonies.has(String(entry.data['ceremonyId']))),
  );
}

function documentsOf(entry: EvidenceEntry | undefined) {
  return (entry?.data['documents'] ?? []) as { documentId: string; reviewed: string; signed: string }[];
}

/** A seal is somebody's act: the member's who released it. */
async function sealedBy({ db }: Dependencies, firm: string, signed: EvidenceEntry | undefined): Promise<string> {
  const member = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['people.first_name', 'people.last_name'])
    .where('members.id', '=', signed?.actor.replace(/^member:/, '') ?? '')
    .executeTakeFirst();
  return member ? `${firm}, par ${member.first_name} ${member.last_name}` : firm;
}

async function seal(deps: Dependencies, bytes: Uint8Array, reason: string): Promise<Uint8Array> {
  const signer = await deps.pki.signerFor(deps.db, 'simple', { kind: 'platform', owner: '' });
  if (!signer) throw new Refusal('certificate_missing', 'The platform has no certificate');
  const fieldName = 'JSE-attestation';
  const field = { name: fieldName, tooltip: 'Sceau de la plateforme', placement: null };
  const name = 'Je Signe Expert';
  const at = deps.clock.now();
  return signField({
    bytes: await prepareDocument(bytes, [field]),
    fieldName,
    appearance: { kind: 'seal', name, at },
    name,
    reason: `Attestation : ${reason}`,
    at,
    signer,
    level: deps.settings.padesLevel,
    ...providersOf(deps),
  }).catch((error: unknown) => {
    throw asRefusal(error);
  });
}
