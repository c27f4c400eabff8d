import * as z from 'zod/mini';
import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const prepares = { source: 'ours', auth: 'member', purposes: [], delegation: 'prepare' } as const;

/** The ready templates and the firm's own that are not archived. */
export const listTemplates = operation({
  id: 'listTemplates',
  method: 'GET',
  path: '/template',
  summary: 'List templates',
  source: 'ours',
  auth: 'office',
  purposes: [],
  response: wire.listOf(wire.Template),
  status: 200,
  errors: [],
});

/** Reads a template. */
export const getTemplate = operation({
  id: 'getTemplate',
  method: 'GET',
  path: '/template/{templateId}',
  summary: 'Read a template',
  source: 'ours',
  auth: 'office',
  purposes: [],
  response: wire.Template,
  status: 200,
  errors: [],
});

/** Makes a template of the firm's own. */
export const createTemplate = operation({
  ...prepares,
  id: 'createTemplate',
  method: 'POST',
  path: '/template',
  summary: 'Create a template',
  body: wire.TemplateCreate,
  response: wire.Template,
  status: 201,
  errors: ['delegation_missing'],
});

/** Defines a template of the firm's anew; collections made from it before keep what they had. */
export const replaceTemplate = operation({
  ...prepares,
  id: 'replaceTemplate',
  method: 'PUT',
  path: '/template/{templateId}',
  summary: 'Change a template',
  body: wire.TemplateReplace,
  response: wire.Template,
  status: 200,
  errors: ['delegation_missing', 'precondition_failed', 'state_conflict', 'placement_out_of_page'],
});

/** Archives a template: no further collection is made from it. */
export const deleteTemplate = operation({
  ...prepares,
  id: 'deleteTemplate',
  method: 'DELETE',
  path: '/template/{templateId}',
  summary: 'Archive a template',
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing', 'precondition_failed', 'state_conflict'],
});

/** Uploads (or replaces) a document of a template; checked like one of a collection. */
export const uploadTemplateFile = operation({
  ...prepares,
  id: 'uploadTemplateFile',
  method: 'PUT',
  path: '/template/{templateId}/uploadFile/{order}',
  summary: 'Upload a document of a template',
  multipart: z.object({ file: z.file() }),
  response: wire.Template,
  status: 200,
  errors: [
    'delegation_missing',
    'precondition_failed',
    'state_conflict',
    'pdf_invalid',
    'pdf_too_large',
    'pdf_encrypted',
    'pdf_damaged',
    'pdf_has_xfa',
    'pdf_has_javascript',
    'pdf_certified',
    'pdf_ambiguous',
    'pdf_too_complex',
  ],
});

const use = [
  'delegation_missing',
  'state_conflict',
  'collection_incomplete',
  'certificate_missing',
  'placement_out_of_page',
] as const;

/** Makes a collection from a template, in one go: documents, signers, visible signatures. */
export const createFromTemplate = operation({
  ...prepares,
  id: 'createFromTemplate',
  method: 'POST',
  path: '/template/{templateId}/transaction',
  summary: 'Create a collection from a template',
  body: wire.TemplateUse,
  response: wire.Created,
  status: 201,
  errors: [...use],
});

/** Makes a collection a line, for example a contact; a line that can't be spoils only itself. */
export const createBulk = operation({
  ...prepares,
  id: 'createBulk',
  method: 'POST',
  path: '/template/{templateId}/bulk',
  summary: 'Create collections in bulk',
  body: wire.TemplateBulk,
  response: wire.TemplateBulkResult,
  status: 200,
  errors: ['delegation_missing', 'state_conflict'],
});
