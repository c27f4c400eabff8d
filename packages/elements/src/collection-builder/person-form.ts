import type { FieldError, SignerChanges } from '@jse/sdk/browser';
import type { SignatureLevel } from '@jse/sdk/rules';
import { mobileNumber } from './phone-number.ts';

/** A client as he is typed in. `phone` as written; empty when an existing signer keeps his. */
export interface PersonForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly level: Exclude<SignatureLevel, 'seal'>;
}

/** A field of {@link PersonForm}. */
export type PersonField = keyof PersonForm;
/** Why a field is not taken; `refused` carries the platform's own words. */
export type FieldFault = 'required' | 'email' | 'phone' | 'refused';
/** The faults by field. */
export type PersonFaults = Readonly<
  Partial<Record<PersonField, { readonly fault: FieldFault; readonly detail?: string }>>
>;

/** A blank form. */
export const blankPerson: PersonForm = { firstName: '', lastName: '', email: '', phone: '', level: 'simple' };

/** Whether something typed has the shape of a mail address; the platform checks the rest. */
export function isMailAddress(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed);
}

/** What the platform gets, or what is wrong; `keepsPhone` lets an existing signer's number be left alone. */
export async function checkPerson(
  form: PersonForm,
  keepsPhone: boolean,
): Promise<{ readonly person: SignerChanges; readonly faults: PersonFaults }> {
  const [firstName, lastName, email] = [form.firstName.trim(), form.lastName.trim(), form.email.trim()];
  const written = form.phone.trim();
  const phone = written === '' ? undefined : await mobileNumber(written);
  const faults: Partial<Record<PersonField, { fault: FieldFault }>> = {};
  if (firstName === '') faults.firstName = { fault: 'required' };
  if (lastName === '') faults.lastName = { fault: 'required' };
  if (email === '') faults.email = { fault: 'required' };
  else if (!isMailAddress(email)) faults.email = { fault: 'email' };
  if (written === '' && !keepsPhone) faults.phone = { fault: 'required' };
  else if (written !== '' && phone === undefined) faults.phone = { fault: 'phone' };
  return { person: { firstName, lastName, email, level: form.level, ...(phone && { phone }) }, faults };
}

/** The platform's refusal by field; what belongs to no field of the form is left to the message above it. */
export function faultsOf(errors: readonly FieldError[]): PersonFaults {
  const faults: Partial<Record<PersonField, { fault: FieldFault; detail?: string }>> = {};
  for (const { pointer, code, detail } of errors) {
    const field = pointer.split('/').at(-1) ?? '';
    if (!(field in blankPerson)) continue;
    faults[field as PersonField] = code === 'required' ? { fault: 'required' } : { fault: 'refused', detail };
  }
  return faults;
}
