import { multipart } from '../http/multipart.ts';
import { ContactCodec } from '../codecs/contact.ts';
import * as wire from '../contract/wire/index.ts';
import { type List, listOf } from '../http/pagination.ts';
import type { ChangeOptions, Download, RequestOptions, Send } from '../http/request.ts';
import type { Contact, ContactImport, NewContact } from '../schemas/contact.ts';
import { encode } from './encode.ts';

/** Which contacts to list; `search` looks in names, e-mail and company. `limit` is the size of a page (1–100). */
export interface ContactFilter {
  readonly search?: string | undefined;
  readonly externalId?: string | undefined;
  readonly limit?: number | undefined;
}

/** The clients of the firm. */
export interface Contacts {
  /**
   * Contacts by name. Errors: `cursor_invalid`.
   * @example
   * for await (const { id, company } of jse.contacts.list({ search: 'durand' })) show(`${id} ${company}`);
   */
  list(filter?: ContactFilter, options?: RequestOptions): List<Contact>;
  /**
   * Enters a contact. Errors: `validation_failed`, `state_conflict` (the externalId is taken), `delegation_missing`.
   * @example
   * const contact = await jse.contacts.create({
   *   firstName: 'Claire',
   *   lastName: 'Durand',
   *   email: 'claire.durand@client.example',
   *   phone: '+33639980055',
   * });
   */
  create(contact: NewContact, options?: RequestOptions): Promise<Contact>;
  /**
   * Reads a contact. Errors: `not_found`.
   * @example
   * const { company, version } = await jse.contacts.get(contactId);
   */
  get(id: string, options?: RequestOptions): Promise<Contact>;
  /**
   * Changes a contact; collections made before keep what they had. Errors: `precondition_failed`, `not_found`,
   * `delegation_missing`, `state_conflict`.
   * @example
   * await jse.contacts.update(contactId, { phone: '+33639980056' });
   */
  update(id: string, changes: Partial<NewContact>, options?: ChangeOptions): Promise<Contact>;
  /**
   * Removes a contact; collections made before keep what they had. Errors: `not_found`, `delegation_missing`.
   * @example
   * await jse.contacts.remove(contactId);
   */
  remove(id: string, options?: ChangeOptions): Promise<void>;
  /**
   * Imports a directory file (CSV or vCard, at most 5 MB) and reports line by line; a dry run writes nothing. Errors:
   * `validation_failed` (no directory), `delegation_missing`.
   * @example
   * const csv = 'nom;prenom;email;mobile\nDurand;Luc;luc@client.example;0639980057\n';
   * const { lines } = await jse.contacts.importFile(new File([csv], 'clients.csv'), { dryRun: true });
   */
  importFile(file: Blob, options?: RequestOptions & { readonly dryRun?: boolean | undefined }): Promise<ContactImport>;
  /**
   * The directory as CSV, which comes in again unchanged.
   * @example
   * const { bytes } = await jse.contacts.exportCsv();
   */
  exportCsv(options?: RequestOptions): Promise<Download>;
}

/** Contacts over a way to the platform. */
export const contacts = (send: Send): Contacts => ({
  list({ search, externalId, limit } = {}, options) {
    const answer = wire.pageOf(ContactCodec);
    const query = { q: search, externalId, limit: limit?.toString() };
    return listOf((cursor) => send('GET', '/contact', { query: { ...query, cursor }, answer, options }));
  },
  async create({ lastName, ...rest }, options) {
    const { externalId = null, company = '', ...person } = rest;
    const body = encode(wire.ContactCreate, { ...person, externalId, company, name: lastName });
    return send('POST', '/contact', { body, answer: ContactCodec, options });
  },
  async get(id, options) {
    return send('GET', '/contact/{contactId}', { params: { contactId: id }, answer: ContactCodec, options });
  },
  async update(id, { lastName, ...rest }, options) {
    const body = encode(wire.ContactUpdate, { ...rest, name: lastName });
    return send('PATCH', '/contact/{contactId}', { params: { contactId: id }, body, answer: ContactCodec, options });
  },
  async remove(id, options) {
    await send('DELETE', '/contact/{contactId}', { params: { contactId: id }, answer: wire.Done, options });
  },
  async importFile(file, { dryRun, ...options } = {}) {
    const name = file instanceof File ? file.name : 'contacts';
    const body = multipart({ file: { file, name }, dryRun: dryRun ? 'true' : undefined });
    return send('POST', '/contact/import', { form: { body }, answer: wire.ContactImport, options });
  },
  async exportCsv(options) {
    return send.file('/contact/export', { options });
  },
});
