import type { wire } from '@jse/sdk/contract';
import { limits, type ReadyTemplate, readyTemplates } from '@jse/sdk/rules';
import type * as z from 'zod/mini';
import { newId } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';
import type { Actor } from '../../middleware/actor.ts';
import { Refusal } from '../../problem.ts';
import type { Database } from '../../store/database.ts';
import { type Row, toJson } from '../../store/tables.ts';
import { firmOf } from '../contacts/contacts.ts';
import { examineDocument } from '../examine-document.ts';
import { checkPlacement } from '../placement.ts';

/** What a template says: roles, words, visible signatures. */
export type Definition = z.infer<typeof wire.TemplateCreate>;

/** A template, the platform's or the firm's own, with the documents that its collections begin with. */
export interface Template {
  readonly id: string;
  readonly ready: boolean;
  readonly definition: Definition;
  readonly version: number;
  readonly createdAt: Date | null;
  readonly files: readonly Row<'template_documents'>[];
}

/** The ready templates, then the firm's own by name. */
export async function listTemplates(deps: Dependencies, actor: Actor): Promise<z.infer<typeof wire.Template>[]> {
  const rows = await deps.db
    .selectFrom('templates')
    .selectAll()
    .where('firm_id', '=', firmOf(actor))
    .where('archived_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const own = await Promise.all(rows.map((row) => withFiles(deps.db, row)));
  return [...readyTemplates.map(readyTemplate), ...own].map(toTemplate);
}

/** A template that the caller's firm may use, or `not_found`. */
export async function findTemplate(db: Database, firmId: string, id: string): Promise<Template> {
  const ready = readyTemplates.find((template) => template.id === id);
  return ready ? readyTemplate(ready) : withFiles(db, await ownTemplate(db, firmId, id));
}

/** Makes a template of the firm's own. */
export async function createTemplate(deps: Dependencies, actor: Actor, definition: Definition): Promise<Template> {
  checkDefinition(definition);
  const row = {
    id: newId('tpl'),
    firm_id: firmOf(actor),
    name: definition.name,
    definition: toJson(definition),
    version: 1,
    created_at: deps.clock.now(),
  };
  await deps.db.transaction().execute((db) => db.insertInto('templates').values(row).execute());
  return findTemplate(deps.db, row.firm_id, row.id);
}

/** Defines a template anew; collections made from it before keep what they had. */
export async function replaceTemplate(
  deps: Dependencies,
  actor: Actor,
  id: string,
  definition: Definition,
  ifMatch: number | null,
): Promise<Template> {
  checkDefinition(definition);
  return changeTemplate(deps, actor, id, ifMatch, async (db, template) => {
    for (const { order, page, positionX: x, positionY: y } of definition.positions) {
      const file = template.files.find(({ ord }) => ord === order);
      if (file) checkPlacement(file.pages, { page, x, y });
    }
    const change = { name: definition.name, definition: toJson(definition) };
    await db.updateTable('templates').set(change).where('id', '=', id).execute();
  });
}

/** Archives a template: no further collection is made from it. */
export async function archiveTemplate(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
): Promise<void> {
  await changeTemplate(deps, actor, id, ifMatch, async (db) => {
    await db.updateTable('templates').set({ archived_at: deps.clock.now() }).where('id', '=', id).execute();
  });
}

/** Takes a PDF at an order of a template, replacing the one there. */
export async function uploadTemplateFile(
  deps: Dependencies,
  actor: Actor,
  upload: { readonly templateId: string; readonly order: number; readonly file: File; readonly ifMatch: number | null },
): Promise<Template> {
  const { templateId, order, file, ifMatch } = upload;
  if (order < 1 || order > limits.documentsPerCollection) {
    throw new Refusal('validation_failed', `The order runs from 1 to ${limits.documentsPerCollection}`);
  }
  await findOwn(deps.db, actor, templateId);
  const examined = await examineDocument(deps, file);
  return changeTemplate(deps, actor, templateId, ifMatch, async (db) => {
    const { pages, findings, signature_fields, ...rest } = examined;
    const json = { pages: toJson(pages), findings: toJson(findings), signature_fields: toJson(signature_fields) };
    await db.deleteFrom('template_documents').where('template_id', '=', templateId).where('ord', '=', order).execute();
    await db
      .insertInto('template_documents')
      .values({ template_id: templateId, ord: order, ...rest, ...json })
      .execute();
  });
}

/** A template on the wire. */
export function toTemplate({ id, ready, definition, version, createdAt, files }: Template) {
  return {
    id,
    ready,
    version,
    createdAt: createdAt?.toISOString() ?? null,
    ...definition,
    files: files.map(({ ord, name, size, sha256, pages }) => ({ order: ord, name, size, sha256, pages })),
  } satisfies z.infer<typeof wire.Template>;
}

async function changeTemplate(
  deps: Dependencies,
  actor: Actor,
  id: string,
  ifMatch: number | null,
  run: (db: Database, template: Template) => Promise<void>,
): Promise<Template> {
  return deps.db.transaction().execute(async (db) => {
    await db.selectFrom('templates').select('id').where('id', '=', id).forUpdate().execute();
    const template = await findOwn(db, actor, id);
    const { version } = template;
    if (ifMatch !== null && ifMatch !== version) {
      throw new Refusal('precondition_failed', `The template is at version ${version}`, { currentVersion: version });
    }
    await run(db, template);
    const next = await db
      .updateTable('templates')
      .set({ version: version + 1 })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return withFiles(db, next);
  });
}

async function findOwn(db: Database, actor: Actor, id: string): Promise<Template> {
  const template = await findTemplate(db, firmOf(actor), id);
  if (template.ready) throw new Refusal('state_conflict', 'A ready template is the platform’s: make one of your own');
  return template;
}

async function ownTemplate(db: Database, firmId: string, id: string): Promise<Row<'templates'>> {
  const row = await db
    .selectFrom('templates')
    .selectAll()
    .where('id', '=', id)
    .where('firm_id', '=', firmId)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  if (!row) throw new Refusal('not_found', 'No such template');
  return row;
}

async function withFiles(db: Database, row: Row<'templates'>): Promise<Template> {
  const files = await db
    .selectFrom('template_documents')
    .selectAll()
    .where('template_id', '=', row.id)
    .orderBy('ord')
    .execute();
  const { id, definition, version, created_at: createdAt } = row;
  return { id, ready: false, definition, version, createdAt, files };
}

function readyTemplate({ id, name, object, message, roles }: ReadyTemplate): Template {
  const words = { name, object, message, mailSubject: '', reminderEveryDays: null };
  const definition = { ...words, invitationMode: 'sequential' as const, roles: [...roles], positions: [] };
  return { id, ready: true, definition, version: 1, createdAt: null, files: [] };
}

/** Refuses roles that are named twice or do not fit their party, and positions of roles that are not there. */
function checkDefinition({ roles, positions }: Definition): void {
  const names = roles.map(({ role }) => role);
  const faults = [
    ...(new Set(names).size < names.length ? [['/roles', 'duplicate', 'Each role has a name of its own']] : []),
    ...roles.flatMap(({ party, signatureLevel }, at) =>
      (party === 'seal') === (signatureLevel === 'seal')
        ? []
        : [[`/roles/${at}/signatureLevel`, 'mismatch', 'A seal is the seal’s, and nothing else is']],
    ),
    ...positions.flatMap(({ role }, at) =>
      names.includes(role) ? [] : [[`/positions/${at}/role`, 'unknown', 'No such role']],
    ),
  ];
  if (faults.length === 0) return;
  const errors = faults.map(([pointer = '', code = '', detail = '']) => ({ pointer, code, detail }));
  throw new Refusal('validation_failed', undefined, { errors });
}
