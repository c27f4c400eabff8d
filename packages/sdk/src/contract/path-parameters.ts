import * as z from 'zod/mini';
import { Id, Sha256 } from './wire/common.ts';

/** What stands in the braces of a path: an id unless it is named here. */
const named: Readonly<Record<string, z.ZodMiniType<string>>> = {
  order: z.string().check(z.regex(/^[1-9]\d{0,5}$/)),
  idRequest: z.string().check(z.regex(/^[A-Za-z0-9]{30}$/)),
  hmac: Sha256,
};

/** The shape of a parameter of a path. */
export const pathParameter = (name: string): z.ZodMiniType<string> => named[name] ?? Id;
