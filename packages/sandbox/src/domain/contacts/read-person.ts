import { wire } from '@jse/sdk/contract';
import parsePhoneNumber from 'libphonenumber-js/min';
import type * as z from 'zod/mini';
import { formula } from '../../csv.ts';
import type { Values } from './directory.ts';

type Person = z.infer<typeof wire.ContactCreate>;
type Fault = z.infer<typeof wire.ContactImport>['lines'][number]['errors'][number];

/** The person of a line, and what is wrong with it by field. */
export function readPerson(values: Readonly<Values>): { readonly person?: Person; readonly errors: Fault[] } {
  const errors: Fault[] = [];
  for (const field of ['name', 'firstName', 'email', 'phone'] as const)
    if (!values[field]) errors.push({ field, code: 'required' });
  for (const [field, value] of Object.entries(values)) {
    // One that an export has neutralised with an apostrophe is still one.
    if (field !== 'phone' && formula.test(value.replace(/^'/, ''))) errors.push({ field, code: 'formula' });
    else if (/\p{Cc}/u.test(value)) errors.push({ field, code: 'invalid' });
  }
  const parsed = wire.ContactCreate.safeParse({
    ...values,
    phone: readPhone(values.phone ?? ''),
    externalId: values.externalId === undefined || values.externalId === '' ? null : values.externalId,
  });
  for (const { path, code } of parsed.success ? [] : parsed.error.issues) {
    const field = String(path[0]);
    if (!errors.some((fault) => fault.field === field))
      errors.push({ field, code: code === 'too_big' ? 'too_long' : 'invalid' });
  }
  return parsed.success ? { person: parsed.data, errors } : { errors };
}

/** A phone as people type it, French unless it says otherwise, in E.164; what is none stays as it is and is refused. */
function readPhone(typed: string): string {
  const parsed = parsePhoneNumber(typed.replace(/^00/, '+'), 'FR');
  return parsed?.isPossible() ? parsed.number : typed;
}
