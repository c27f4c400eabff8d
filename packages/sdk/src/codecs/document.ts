import * as z from 'zod/mini';
import * as wire from '../contract/wire/index.ts';
import type { Document } from '../schemas/document.ts';
import { noun } from './noun.ts';

/** A document: the wire's file bears the same names. */
export const DocumentCodec = z.codec(wire.File, noun<Document>(), {
  decode: (file) => file,
  encode: (document) => document,
});
