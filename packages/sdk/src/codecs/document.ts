import * as z from 'zod/mini';
import { wire } from '../contract/index.ts';
import { Document } from '../schemas/document.ts';

/** A document: the wire's file bears the same names. */
export const DocumentCodec = z.codec(wire.File, Document, { decode: (file) => file, encode: (document) => document });
