import type { wire } from '@jse/sdk/contract';
import { costOf } from '@jse/sdk/rules';
import type { Dependencies } from '../dependencies.ts';
import type { Actor } from '../middleware/actor.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import { type Collection, maskPhone } from './collection.ts';
import { phoneFlags, phonesOfMembers } from './phone-flags.ts';

type Reading = Pick<Dependencies, 'db' | 'settings'>;

/** The collection on the wire, as the caller may see it. */
export async function toTransaction(deps: Reading, collection: Collection, actor: Actor): Promise<wire.Transaction> {
  const [transaction] = await toTransactions(deps, [collection], actor);
  if (!transaction) throw new TypeError('One collection in, one out');
  return transaction;
}

/**
 * Collections on the wire, phones masked, with one query a kind however many they are. A client in his signing session
 * sees his own address and the names of the others, not theirs, and nothing of who else may see the collection.
 */
export async function toTransactions(
  { db, settings: { billingUnit } }: Reading,
  collections: readonly Collection[],
  actor: Actor,
): Promise<wire.Transaction[]> {
  const firms = await firmNames(db, collections);
  const members = await memberNames(db, collections);
  const firmPhones = await phonesOfMembers(db, [...firms.keys()]);
  return collections.map((collection) => {
    const { row, documents, signers } = collection;
    const { externalId: _, ...settings } = row.settings;
    const person = (id: string) => ({ name: members.get(id) ?? '' });
    const transaction: wire.Transaction = {
      id: row.id,
      externalId: row.external_id,
      templateId: row.template_id,
      state: row.state,
      version: row.version,
      ...settings,
      office: { id: row.firm_id, name: firms.get(row.firm_id) ?? '' },
      preparer: person(row.preparer_id),
      collector: row.collector_id ? person(row.collector_id) : null,
      files: documents.map(toFile),
      signatories: signers.map((signer) => toSignatory(collection, signer, firmPhones)),
      cost: costOf(
        documents.length,
        signers.map(({ level }) => level),
        billingUnit,
      ),
      refusal: row.refusal,
      createdAt: row.created_at.toISOString(),
      launchedAt: time(row.launched_at),
      expiresAt: time(row.expires_at),
      completedAt: time(row.completed_at),
      purgeAt: time(row.purge_at),
    };
    return actor.session && !actor.member ? asClientSees(transaction, actor.session.access.signerId) : transaction;
  });
}

function asClientSees(transaction: wire.Transaction, signerId: string | null): wire.Transaction {
  return {
    ...transaction,
    externalId: null,
    confidentiality: [],
    copyRecipients: [],
    signatories: transaction.signatories.map((signatory) =>
      signatory.id === signerId
        ? { ...signatory, phoneFlags: [] }
        : { ...signatory, email: '', phone: '', memberId: null, phoneFlags: [], locked: false },
    ),
  };
}

/** A document on the wire. */
export function toFile(row: Row<'documents'>): wire.Transaction['files'][number] {
  return {
    id: row.id,
    order: row.ord,
    name: row.name,
    size: row.size,
    sha256: row.original_sha256,
    currentSha256: row.head_sha256,
    pages: row.pages,
    findings: row.findings,
    signatureFields: row.signature_fields,
  };
}

/** A signer on the wire; `firmPhones` are the phones of his firm's members. */
export function toSignatory(
  collection: Collection,
  row: Row<'signers'>,
  firmPhones: ReadonlyMap<string, ReadonlySet<string>>,
): wire.Transaction['signatories'][number] {
  return {
    id: row.id,
    level: row.ord,
    signatureLevel: row.level,
    memberId: row.member_id,
    name: row.last_name,
    firstName: row.first_name,
    email: row.email,
    phone: maskPhone(row.phone),
    phoneFlags: phoneFlags(collection, row, firmPhones),
    locked: row.locked_at !== null,
    state: row.state,
    positions: collection.placements
      .filter(({ signer_id }) => signer_id === row.id)
      .map(({ document_id, page, x, y, field }) => ({
        fileId: document_id,
        page,
        positionX: x,
        positionY: y,
        ...(field === null ? {} : { field }),
      })),
    invitedAt: time(row.invited_at),
    viewedAt: time(row.viewed_at),
    signedAt: time(row.signed_at),
  };
}

async function firmNames(db: Database, collections: readonly Collection[]): Promise<Map<string, string>> {
  const ids = [...new Set(collections.map(({ row }) => row.firm_id))];
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('firms').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** First and last names of preparers and collectors, also of those who have left. */
async function memberNames(db: Database, collections: readonly Collection[]): Promise<Map<string, string>> {
  const ids = collections.flatMap(({ row }) => [row.preparer_id, ...(row.collector_id ? [row.collector_id] : [])]);
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('members')
    .innerJoin('people', 'people.id', 'members.person_id')
    .select(['members.id', 'first_name', 'last_name'])
    .where('members.id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, first_name, last_name }) => [id, `${first_name} ${last_name}`]));
}

function time(at: Date | null): string | null {
  return at ? at.toISOString() : null;
}
