import * as z from 'zod/mini';
import { signatureLevels } from '../../rules/index.ts';
import { integer, text } from './checked.ts';
import { Email, Id, Phone } from './common.ts';
import { Position } from './position.ts';

/**
 * Body of `POST /transaction/{id}/signatory`. `level` is the signer's order, `signatureLevel` (ours) the level of
 * signature. A member is named by `memberId` alone: name, e-mail and phone then come from Comptexpert; a client may be
 * named by `contactId`, what is given beside it goes before what the directory says.
 */
export const SignatoryCreate = z.object({
  level: integer(1),
  signatureLevel: z._default(z.enum([...signatureLevels, 'qualified']), 'simple'),
  memberId: z.optional(Id),
  contactId: z.optional(Id),
  name: z.optional(text(100, 1)),
  firstName: z.optional(text(100, 1)),
  email: z.optional(Email),
  phone: z.optional(Phone),
  positions: z._default(z.array(Position), []),
});

/** Body of `PATCH /transaction/{id}/signatory/{signatoryId}`. */
export const SignatoryUpdate = z.partial(
  z.object({
    level: integer(1),
    signatureLevel: z.enum([...signatureLevels, 'qualified']),
    name: text(100, 1),
    firstName: text(100, 1),
    email: Email,
    phone: Phone,
  }),
);

/** Body of `POST …/signatory/{signatoryId}/replacement`: the person alone; turn, level and place stay. */
export const SignatoryReplace = z.pick(SignatoryCreate, {
  memberId: true,
  contactId: true,
  name: true,
  firstName: true,
  email: true,
  phone: true,
});
