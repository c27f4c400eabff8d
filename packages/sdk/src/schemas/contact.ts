/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';

/** A client of the firm; `version` grows with each change (give it back as `ifMatch`), times RFC 3339 UTC. */
export const Contact = z.object({
  id: wire.Id,
  externalId: z.nullable(z.string()),
  lastName: z.string(),
  firstName: z.string(),
  email: z.string(),
  phone: z.string(),
  company: z.string(),
  version: z.int(),
  createdAt: wire.Time,
  updatedAt: wire.Time,
});
/** A client of the firm. */
export interface Contact extends z.infer<typeof Contact> {}

/** What `contacts.create` takes; the phone is a mobile in E.164. */
export interface NewContact {
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
  readonly phone: string;
  readonly company?: string | undefined;
  readonly externalId?: string | null | undefined;
}

/** What an import did (or would do), line by line; a line that is refused changes nothing. */
export interface ContactImport extends z.infer<typeof wire.ContactImport> {}
