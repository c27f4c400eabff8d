import { fileKinds, operations } from '@jse/sdk/contract';
import { fromHex } from '../certificates/bytes.ts';
import { sha256Hex, toBase64 } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import {
  createContact,
  deleteContact,
  exportContacts,
  findContact,
  firmOf,
  listContacts,
  toContact,
  updateContact,
} from '../domain/contacts/contacts.ts';
import { importContacts } from '../domain/contacts/import.ts';
import { type App, route } from '../route.ts';

/** The clients of the firm. */
export function contactRoutes(app: App, platform: Dependencies): void {
  route(app, platform, operations.exportContacts, async ({ deps, actor }) =>
    csvAnswer(await exportContacts(deps, actor), 'annuaire.csv'),
  );
  route(app, platform, operations.importContacts, async ({ deps, actor, form }) =>
    importContacts(deps, actor, form.file, form.dryRun === 'true'),
  );
  route(app, platform, operations.listContacts, async ({ deps, actor, query }) => listContacts(deps, actor, query));
  route(app, platform, operations.createContact, async ({ deps, actor, body }) => createContact(deps, actor, body));
  route(app, platform, operations.getContact, async ({ deps, actor, params }) =>
    toContact(await findContact(deps.db, firmOf(actor), params.contactId)),
  );
  route(app, platform, operations.updateContact, async ({ deps, actor, params, body, ifMatch }) =>
    updateContact(deps, actor, params.contactId, body, ifMatch),
  );
  route(app, platform, operations.deleteContact, async ({ deps, actor, params, ifMatch }) => {
    await deleteContact(deps, actor, params.contactId, ifMatch);
    return { ok: true as const };
  });
}

/** A CSV file as an answer, with its digest (RFC 9530). */
export async function csvAnswer(csv: string, name: string): Promise<Response> {
  return new Response(csv, {
    headers: {
      'content-type': `${fileKinds.csv}; charset=utf-8; header=present`,
      'content-disposition': `attachment; filename="${name}"`,
      'repr-digest': `sha-256=:${toBase64(fromHex(await sha256Hex(csv)))}:`,
    },
  });
}
