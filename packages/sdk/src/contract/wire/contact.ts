import * as z from 'zod/mini';
import { Email, Id, Phone, Time } from './common.ts';
import { text } from './checked.ts';

const name = text(100, 1);
const person = {
  externalId: z.nullable(text(100)),
  name,
  firstName: name,
  email: Email,
  phone: Phone,
  company: text(150),
};

/** A client of the firm. `externalId` is the vendor's own, unique in the firm; `version` is also its ETag. */
export const Contact = z.object({ id: Id, ...person, version: z.int(), createdAt: Time, updatedAt: Time });
/** Body of `POST /contact`. */
export const ContactCreate = z.object({
  ...person,
  externalId: z._default(person.externalId, null),
  company: z._default(person.company, ''),
});
/** Body of `PATCH /contact/{contactId}`: only what changes. */
export const ContactUpdate = z.partial(z.object(person));

/**
 * Why a value of an imported line was not taken: `duplicate` of an earlier line, `ambiguous` where several contacts are
 * meant, `malformed` where the line cannot be read (its field is then `line`).
 */
export const importFaults = [
  'required',
  'invalid',
  'too_long',
  'formula',
  'duplicate',
  'ambiguous',
  'malformed',
] as const;

/**
 * What an import did (or would do: `dryRun`), line by line. `columns` tells how each heading of a CSV file was read; a
 * line that is refused changes nothing, the others stand.
 */
export const ContactImport = z.object({
  dryRun: z.boolean(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  columns: z.array(z.object({ heading: z.string(), field: z.nullable(z.string()) })),
  lines: z.array(
    z.object({
      line: z.int(),
      outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
      contactId: z.nullable(Id),
      errors: z.array(z.object({ field: z.string(), code: z.enum(importFaults) })),
    }),
  ),
});
