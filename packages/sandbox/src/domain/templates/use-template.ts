import type { wire } from '@jse/sdk/contract';
import { moveCollection, type TemplateRole } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import type { Row } from '../../store/tables.ts';
import { actorName } from '../actor-name.ts';
import { collectionRow, loadCollection } from '../collection.ts';
import { firmOf } from '../contacts/contacts.ts';
import { insertCollection, type Made } from '../create-collection.ts';
import { appendEvidence } from '../evidence.ts';
import { documentOf, writeDocument } from '../examine-document.ts';
import { requireComplete } from '../launch-requirements.ts';
import { keepPlacement, placeOn } from '../placement.ts';
import { insertSigner } from '../signers.ts';
import { type Definition, findTemplate, type Template } from './templates.ts';

type Use = z.infer<typeof wire.TemplateUse>;
type BulkResult = z.infer<typeof wire.TemplateBulkResult>;

/** Makes a collection from a template in one transaction: documents, signers at their pinned levels, visible signatures. */
export async function createFromTemplate(deps: Dependencies, actor: Actor, id: string, use: Use): Promise<Made> {
  const template = await findTemplate(deps.db, firmOf(actor), id);
  return deps.db.transaction().execute((db) => make(db, deps, actor, template, use, null));
}

/**
 * Makes one collection a line, each in a transaction of its own: a line that can't be made spoils only itself. A repetition
 * of the call finds what it has made before; without a key for that, an `externalId` a line does the same.
 */
export async function createBulk(
  deps: Dependencies,
  actor: Actor,
  id: string,
  lines: readonly Use[],
  repetition: string | null,
): Promise<BulkResult> {
  const template = await findTemplate(deps.db, firmOf(actor), id);
  const results: BulkResult['lines'] = [];
  for (const [at, use] of lines.entries()) {
    try {
      const key = repetition && `${repetition}:${at}`;
      const made = await deps.db.transaction().execute((db) => make(db, deps, actor, template, use, key));
      const outcome = made.existed ? 'existing' : 'created';
      results.push({ line: at + 1, outcome, transactionId: made.id, code: null, detail: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, message } = error;
      results.push({ line: at + 1, outcome: 'refused', transactionId: null, code, detail: message });
    }
  }
  const count = (outcome: BulkResult['lines'][number]['outcome']) =>
    results.filter((line) => line.outcome === outcome).length;
  return { created: count('created'), existing: count('existing'), refused: count('refused'), lines: results };
}

async function make(
  db: Database,
  deps: Dependencies,
  actor: Actor,
  template: Template,
  use: Use,
  creationKey: string | null,
): Promise<Made> {
  const before = creationKey === null ? undefined : await madeBefore(db, creationKey);
  if (before) return before;
  const { definition } = template;
  requireRoles(definition.roles, use.roles);
  const made = await insertCollection(db, deps, actor, settingsOf(definition, use), {
    templateId: template.id,
    asked: use,
    creationKey,
  });
  if (made.existed) return made;
  const row = await collectionRow(db, made.id, true);
  if (!row) throw new TypeError('The collection was just written');
  const documents: Row<'documents'>[] = [];
  for (const file of template.files) {
    const { template_id: _, ord, ...examined } = file;
    const document = documentOf(made.id, ord, examined);
    await writeDocument(db, deps, actor, document);
    documents.push(document);
  }
  const collection = { row, documents, signers: [], placements: [] };
  for (const [at, { role, signatureLevel }] of definition.roles.entries()) {
    const id = newId('sig');
    const person = use.roles.find((filled) => filled.role === role) ?? {};
    await insertSigner(db, collection, { id, order: at + 1, level: signatureLevel }, person);
    for (const position of definition.positions.filter((one) => one.role === role)) {
      const document = documents.find(({ ord }) => ord === position.order);
      if (!document) throw new Refusal('placement_out_of_page', `The template has no document ${position.order}`);
      await keepPlacement(db, { signer_id: id, document_id: document.id, ...placeOn(document, position) });
    }
  }
  if (use.prepare) await prepare(db, deps, actor, row);
  return made;
}

/** What this very line has made in an earlier attempt of the call. */
async function madeBefore(db: Database, creationKey: string): Promise<Made | undefined> {
  const query = db.selectFrom('collections').select('id').where('creation_key', '=', creationKey);
  const row = await query.executeTakeFirst();
  return row && { id: row.id, existed: false };
}

async function prepare(db: Database, deps: Dependencies, actor: Actor, row: Row<'collections'>): Promise<void> {
  const state = moveCollection(row.state, 'prepare');
  if (!state) throw new Refusal('state_conflict');
  requireComplete(await loadCollection(db, row));
  await db
    .updateTable('collections')
    .set({ state, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  await appendEvidence(db, deps.clock, row.id, 'collection.prepared', actorName(actor), {});
}

function settingsOf(definition: Definition, use: Use): z.infer<typeof wire.TransactionCreate> {
  const { object, message, mailSubject, invitationMode, reminderEveryDays } = definition;
  return {
    object: use.object ?? object,
    message: use.message ?? message,
    mailSubject,
    invitationMode,
    reminderEveryDays,
    mailSender: '',
    notification: 'ALL',
    locked: false,
    isHandwrittenSignatureActive: false,
    signatureRequirementMode: 'ALL',
    confidentiality: [],
    copyRecipients: [],
    ...(use.externalId === undefined ? {} : { externalId: use.externalId }),
  };
}

/** Every role is filled once, by whom the template wants there, and nobody else is named. */
function requireRoles(roles: readonly TemplateRole[], filled: Use['roles']): void {
  const errors: { pointer: string; code: string; detail: string }[] = [];
  for (const [at, { role, memberId, contactId, email }] of filled.entries()) {
    const wanted = roles.find((one) => one.role === role);
    const twice = filled.findIndex((one) => one.role === role) < at;
    const pointer = `/roles/${at}/role`;
    if (!wanted || twice) errors.push({ pointer, code: twice ? 'duplicate' : 'unknown', detail: 'One of each role' });
    else if (wanted.party === 'member' && memberId === undefined)
      errors.push({ pointer, code: 'member_required', detail: 'A member of the firm fills this role' });
    else if (wanted.party === 'client' && (memberId !== undefined || (contactId ?? email) === undefined))
      errors.push({ pointer, code: 'client_required', detail: 'A contact, or a person typed in, fills this role' });
  }
  for (const { role, party, label } of roles) {
    if (party === 'seal' || filled.some((one) => one.role === role)) continue;
    errors.push({ pointer: '/roles', code: 'required', detail: `Nobody is named for “${label}”` });
  }
  if (errors.length > 0) throw new Refusal('validation_failed', undefined, { errors });
}
