import { wire } from '@jse/sdk/contract';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import * as z from 'zod/mini';
import { randomDigits } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { createCollection } from '../domain/create-collection.ts';
import { cancelCollection, refuseCollection } from '../domain/end-collection.ts';
import { launchCollection, prepareCollection } from '../domain/launch.ts';
import { addSigner } from '../domain/signers.ts';
import { uploadDocument } from '../domain/upload.ts';
import { type Actor, activeMember } from '../middleware/actor.ts';
import { Refusal } from '../problem.ts';
import { issueTokens, type SeededFirm, seedFirm } from './seed.ts';

/** The firm of a seed with many collections; its credit covers them. */
const busyFirm = {
  name: 'Cabinet Très Occupé',
  siren: '400000006',
  creditCents: 100_000,
  members: [
    {
      firstName: 'Dominique',
      lastName: 'Occupé',
      email: 'expert@occupe.example',
      phone: '+33639980041',
      role: 'expert' as const,
    },
    {
      firstName: 'Charlie',
      lastName: 'Assistant',
      email: 'charlie@occupe.example',
      phone: '+33639980042',
      role: 'collaborator' as const,
      delegations: ['prepare', 'launch'] as const,
    },
  ],
};

const titles = [
  'Lettre de mission',
  'Mandat bancaire',
  'Comptes annuels',
  'Attestation de rémunération',
  "Procès-verbal d'assemblée",
  'Bail commercial',
];
/** Fates in turn; of ten collections, six end up waiting for somebody. */
const fates = [
  'ongoing',
  'draft',
  'ongoing',
  'ongoing',
  'prepared',
  'ongoing',
  'refused',
  'ongoing',
  'cancelled',
  'draft',
];

/** Founds the busy firm, its expert with a certificate. */
export async function seedBusyFirm(deps: Dependencies, editor: string): Promise<SeededFirm> {
  const firm = await seedFirm(deps, busyFirm);
  await issueTokens(deps, editor, firm.members[0]?.id ?? '');
  return firm;
}

/** Adds this many collections to a firm, numbered from `first`, by the very calls that a vendor's software makes. */
export async function seedCollections(
  deps: Dependencies,
  target: { readonly editor: string; readonly firmId: string; readonly first: number; readonly count: number },
): Promise<void> {
  const actor = await expertOf(deps, target.editor, target.firmId);
  for (let at = target.first; at < target.first + target.count; at++) await seedCollection(deps, actor, at);
}

async function expertOf(deps: Dependencies, shortcut: string, firmId: string): Promise<Actor> {
  const { db } = deps;
  const editor = await db.selectFrom('editors').selectAll().where('shortcut', '=', shortcut).executeTakeFirst();
  const firm = await db.selectFrom('firms').select(['id', 'name']).where('id', '=', firmId).executeTakeFirst();
  const expert = await db
    .selectFrom('members')
    .select('id')
    .where('firm_id', '=', firmId)
    .where('role', '=', 'expert')
    .where('left_at', 'is', null)
    .executeTakeFirst();
  if (!editor || !firm || !expert) throw new Refusal('not_found', 'No such software, firm or expert');
  return { editor, firm, member: await activeMember(deps, expert.id), session: null, signedInAt: null };
}

async function seedCollection(deps: Dependencies, actor: Actor, at: number): Promise<void> {
  const object = `${titles[at % titles.length]} n° ${at + 1}`;
  const id = await createCollection(deps, actor, z.parse(wire.TransactionCreate, { object, notification: 'NONE' }));
  const file = new File([new Uint8Array(await letter(object))], `${object}.pdf`, { type: 'application/pdf' });
  await uploadDocument(deps, actor, { collectionId: id, order: 1, file, signFields: undefined, ifMatch: null });
  const client = {
    level: 1,
    firstName: 'Client',
    name: `Numéro ${at + 1}`,
    email: `client-${at + 1}@client.example`,
    phone: `+336399${randomDigits(5)}`,
  };
  const signerId = await addSigner(deps, actor, id, z.parse(wire.SignatoryCreate, client), null);
  const own = { level: 2, signatureLevel: 'advanced', memberId: actor.member?.id };
  if (at % 3 === 0) await addSigner(deps, actor, id, z.parse(wire.SignatoryCreate, own), null);
  const fate = fates[at % fates.length];
  if (fate === 'draft') return;
  if (fate === 'prepared') {
    await prepareCollection(deps, actor, id, null);
    return;
  }
  await launchCollection(deps, actor, id, null);
  if (fate === 'cancelled') await cancelCollection(deps, actor, id, null);
  if (fate === 'refused') await refuseCollection(deps, asSigner(actor, id, signerId), id, 'Montant à revoir');
}

/** The client himself, as he comes by his invitation. */
function asSigner({ editor, firm }: Actor, collectionId: string, signerId: string): Actor {
  const access = {
    purpose: 'sign' as const,
    editor: editor.shortcut,
    firmId: firm?.id ?? '',
    collectionId,
    signerId,
    memberId: null,
    origins: editor.origins,
    via: 'invitation' as const,
    mintedBy: null,
  };
  return { editor, firm, member: null, session: { hash: '', jkt: '', access }, signedInAt: null };
}

async function letter(title: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([595, 842]);
  page.drawText(title, { x: 60, y: 760, size: 18, font });
  page.drawText('Document du bac à sable, sans valeur.', { x: 60, y: 730, size: 11, font });
  return pdf.save();
}
