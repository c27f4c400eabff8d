import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

/** The clients of the firm by name; `q` looks in names, e-mail and company, without accents or case. */
export const listContacts = operation({
  id: 'listContacts',
  method: 'GET',
  path: '/contact',
  summary: 'List contacts',
  source: 'ours',
  auth: 'office',
  purposes: ['prepare'],
  query: z.object({
    q: z.optional(z.string().check(z.maxLength(100))),
    externalId: z.optional(z.string().check(z.maxLength(100))),
    cursor: z.optional(z.string().check(z.maxLength(500))),
    limit: z.optional(z.string().check(z.regex(/^\d{1,3}$/))),
  }),
  response: wire.pageOf(wire.Contact),
  status: 200,
  errors: ['cursor_invalid'],
});

/** Enters a contact. */
export const createContact = operation({
  id: 'createContact',
  method: 'POST',
  path: '/contact',
  summary: 'Create a contact',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  body: wire.ContactCreate,
  response: wire.Contact,
  status: 201,
  errors: ['delegation_missing', 'state_conflict'],
});

/** Reads a contact. */
export const getContact = operation({
  id: 'getContact',
  method: 'GET',
  path: '/contact/{contactId}',
  summary: 'Read a contact',
  source: 'ours',
  auth: 'office',
  purposes: ['prepare'],
  response: wire.Contact,
  status: 200,
  errors: [],
});

/** Changes a contact; collections made before keep what they had. */
export const updateContact = operation({
  id: 'updateContact',
  method: 'PATCH',
  path: '/contact/{contactId}',
  summary: 'Change a contact',
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'prepare',
  body: wire.ContactUpdate,
  response: wire.Contact,
  status: 200,
  errors: ['delegation_missing', 'precondition_failed', 'state_conflict'],
});

/** Removes a contact; collections made before keep what they had. */
export const deleteContact = operation({
  id: 'deleteContact',
  method: 'DELETE',
  path: '/contact/{contactId}',
  summary: 'Remove a contact',
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'prepare',
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing', 'precondition_failed'],
});

/** Imports a directory: CSV (comma, semicolon or tab; UTF-8 or Windows-1252) or vCard 3 and 4; at most 5,000 lines. */
export const importContacts = operation({
  id: 'importContacts',
  method: 'POST',
  path: '/contact/import',
  summary: 'Import contacts',
  source: 'ours',
  auth: 'member',
  purposes: [],
  delegation: 'prepare',
  multipart: z.object({ file: z.file(), dryRun: z.optional(z.enum(['true', 'false'])) }),
  response: wire.ContactImport,
  status: 200,
  errors: ['delegation_missing'],
});

/** The directory as CSV: semicolons, UTF-8 with a byte order mark, cells that no spreadsheet takes for a formula. */
export const exportContacts = operation({
  id: 'exportContacts',
  method: 'GET',
  path: '/contact/export',
  summary: 'Export contacts as CSV',
  source: 'ours',
  auth: 'member',
  purposes: [],
  response: 'csv',
  status: 200,
  errors: [],
});
