import * as z from 'zod/mini';
import { BulkResultCodec, definitionOf, TemplateCodec, useOf } from '../codecs/template.ts';
import * as wire from '../contract/wire/index.ts';
import type { ChangeOptions, RequestOptions, Send } from '../http/request.ts';
import { type UploadFile, uploadForm } from '../http/upload.ts';
import type { UploadOptions } from './documents.ts';
import type { BulkResult, NewTemplate, Template, TemplateUse } from '../schemas/template.ts';
import { encode } from './encode.ts';

/** Templates, ready ones and the firm's own, and the collections made from them. */
export interface Templates {
  /**
   * The ready templates, then the firm's own by name.
   * @example
   * const [template] = await jse.templates.list();
   */
  list(options?: RequestOptions): Promise<Template[]>;
  /**
   * Reads a template. Errors: `not_found`.
   * @example
   * const { roles } = await jse.templates.get(templateId);
   */
  get(id: string, options?: RequestOptions): Promise<Template>;
  /**
   * Makes a template of the firm's own. Errors: `validation_failed`, `delegation_missing` (`prepare`).
   * @example
   * const { id } = await jse.templates.create({
   *   name: 'Mission sociale',
   *   title: 'Lettre de mission sociale',
   *   roles: [{ role: 'client', label: 'Client', party: 'client', level: 'simple' }],
   * });
   */
  create(template: NewTemplate, options?: RequestOptions): Promise<Template>;
  /**
   * Defines it anew; its documents stay. Errors: `state_conflict` (a ready one), `precondition_failed`,
   * `delegation_missing`, `placement_out_of_page`.
   * @example
   * const { name, title, roles } = await jse.templates.get(templateId);
   * await jse.templates.replace(templateId, { name, title, roles, reminderEveryDays: 3 });
   */
  replace(id: string, template: NewTemplate, options?: ChangeOptions): Promise<Template>;
  /**
   * Archives it: no further collection is made from it. Errors: `state_conflict` (a ready one), `not_found`,
   * `delegation_missing`.
   * @example
   * await jse.templates.archive(templateId);
   */
  archive(id: string, options?: ChangeOptions): Promise<void>;
  /**
   * Uploads (or replaces) the PDF at an order; collections begin with it. Errors: those of `documents.upload`,
   * `delegation_missing`, `state_conflict`, `pdf_invalid`, `pdf_too_large`, `pdf_encrypted`, `pdf_damaged`,
   * `pdf_has_xfa`, `pdf_has_javascript`, `pdf_certified`, `pdf_ambiguous`, `pdf_too_complex`.
   * @example
   * await jse.templates.upload(templateId, 1, bytes, { name: 'mission.pdf' });
   */
  upload(id: string, order: number, file: UploadFile, options?: Omit<UploadOptions, 'signFields'>): Promise<Template>;
  /**
   * Makes a collection: documents, signers at their pinned levels, visible signatures, in one go. Errors:
   * `validation_failed` (a role unfilled or filled wrongly), `state_conflict` (the externalId names another one),
   * `delegation_missing`, `collection_incomplete`, `certificate_missing`, `placement_out_of_page`.
   * @example
   * const client = { firstName: 'Claire', lastName: 'Durand', email: 'claire@client.example', phone: '+33639980055' };
   * const { id } = await jse.templates.use(templateId, { roles: [{ role: 'client', ...client }] });
   */
  use(id: string, use: TemplateUse, options?: RequestOptions): Promise<{ id: string }>;
  /**
   * Makes one collection a line, at most 500; a line that can't be made spoils only itself. Errors: `not_found`,
   * `delegation_missing`, `state_conflict`.
   * @example
   * const client = { firstName: 'Claire', lastName: 'Durand', email: 'claire@client.example', phone: '+33639980055' };
   * const { created, refused } = await jse.templates.bulk(templateId, [
   *   { roles: [{ role: 'client', ...client }], externalId: 'letter-1' },
   * ]);
   */
  bulk(id: string, lines: readonly TemplateUse[], options?: RequestOptions): Promise<BulkResult>;
}

/** Templates over a way to the platform. */
export const templates = (send: Send): Templates => ({
  async list(options) {
    return (await send('GET', '/template', { answer: z.object({ data: z.array(TemplateCodec) }), options })).data;
  },
  async get(id, options) {
    return send('GET', '/template/{templateId}', { params: { templateId: id }, answer: TemplateCodec, options });
  },
  async create(template, options) {
    const body = encode(wire.TemplateCreate, definitionOf(template));
    return send('POST', '/template', { body, answer: TemplateCodec, options });
  },
  async replace(id, template, options) {
    const body = encode(wire.TemplateReplace, definitionOf(template));
    return send('PUT', '/template/{templateId}', { params: { templateId: id }, body, answer: TemplateCodec, options });
  },
  async archive(id, options) {
    await send('DELETE', '/template/{templateId}', { params: { templateId: id }, answer: wire.Done, options });
  },
  async upload(id, order, file, { name, onProgress, ...options } = {}) {
    return send('PUT', '/template/{templateId}/uploadFile/{order}', {
      params: { templateId: id, order: String(order) },
      form: await uploadForm(file, { name, onProgress, signal: options.signal }),
      answer: TemplateCodec,
      options,
    });
  },
  async use(id, use, options) {
    const body = encode(wire.TemplateUse, useOf(use));
    const params = { templateId: id };
    return send('POST', '/template/{templateId}/transaction', { params, body, answer: wire.Created, options });
  },
  async bulk(id, lines, options) {
    const body = encode(wire.TemplateBulk, { lines: lines.map(useOf) });
    const params = { templateId: id };
    return send('POST', '/template/{templateId}/bulk', { params, body, answer: BulkResultCodec, options });
  },
});
