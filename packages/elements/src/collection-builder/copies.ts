import type { Collection } from '@jse/sdk/browser';
import { isMailAddress } from './person-form.ts';

/** Why a copy's address is not taken. */
export type CopyFault = 'required' | 'emailFault' | 'copyTwice';
type Recipients = Collection['copyRecipients'];

/** Who gets the signed documents without signing, while one more is typed in. */
export class CopyEntry {
  /** As typed. */
  email = '';
  /** As typed; may stay empty. */
  name = '';
  /** Why it was not taken. */
  fault: CopyFault | undefined;

  /** The recipients with the one typed in, or undefined and a fault. */
  addTo(recipients: Recipients): Recipients | undefined {
    const [email, name] = [this.email.trim(), this.name.trim()];
    const known = recipients.some((recipient) => recipient.email.toLowerCase() === email.toLowerCase());
    if (email === '') this.fault = 'required';
    else if (!isMailAddress(email)) this.fault = 'emailFault';
    else this.fault = known ? 'copyTwice' : undefined;
    return this.fault ? undefined : [...recipients, { email, name }];
  }
}
