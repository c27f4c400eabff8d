import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Contact } from '../schemas/contact.ts';
import { noun } from './noun.ts';

/** A client of the firm. */
export const ContactCodec = z.codec(wire.Contact, noun<Contact>(), {
  decode: ({ name, ...rest }) => ({ ...rest, lastName: name }),
  encode: ({ lastName, ...rest }) => ({ ...rest, name: lastName }),
});
