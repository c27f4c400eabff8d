import { PersonalDataCodec } from '../codecs/people.ts';
import * as wire from '../contract/wire/index.ts';
import type { RequestOptions, Send } from '../http/request.ts';
import type { ErasedPersonalData, PersonalDataExport } from '../schemas/people.ts';

/** What the firm holds about a person, for his rights under the GDPR; for the expert only. */
export interface PersonalDataResource {
  /**
   * Everything by category, with why and how long (article 15). Errors: `delegation_missing`.
   * @example
   * const everything = await jse.personalData.export('claire@client.example');
   */
  export(email: string, options?: RequestOptions): Promise<PersonalDataExport>;
  /**
   * Erases it within what evidence must keep (article 17(3)); what is kept is named with the reason. Errors:
   * `delegation_missing`.
   * @example
   * const { kept } = await jse.personalData.erase('claire@client.example');
   */
  erase(email: string, options?: RequestOptions): Promise<ErasedPersonalData>;
}

/** Personal data over a way to the platform. */
export const personalData = (send: Send): PersonalDataResource => ({
  async export(email, options) {
    return send('GET', '/personal-data', { query: { email }, answer: PersonalDataCodec, options });
  },
  async erase(email, options) {
    return send('DELETE', '/personal-data', { query: { email }, answer: wire.PersonalDataErased, options });
  },
});
