import { groupBy } from '../../group-by.ts';
import type { Row } from '../../store/tables.ts';

/** What of a contact tells whether a line means it. */
export type Named = Pick<Row<'contacts'>, 'external_id' | 'email' | 'last_name' | 'first_name' | 'company'>;
type Stored = Named & Pick<Row<'contacts'>, 'id'>;

/** The contacts that a line may mean, found by the vendor's reference, or by e-mail and name. */
export interface KnownContacts<T> {
  /** The one that is meant, none, or that several could be. */
  find(person: Named): T | 'ambiguous' | undefined;
  /** From now on this one is found too. */
  add(contact: T): void;
}

/**
 * Finds by reference first; where nobody has it, a contact of the same person that has none yet: under another reference
 * he is another client (one manager, two companies). A line without reference means the only contact of that person. Of
 * several, the only one in that company.
 */
export function knownContacts<T extends Stored>(contacts: readonly T[]): KnownContacts<T> {
  const byReference = new Map<string, T>();
  for (const contact of contacts) if (contact.external_id !== null) byReference.set(contact.external_id, contact);
  const byPerson = groupBy(contacts, personKey);
  return {
    find(person) {
      const reference = person.external_id;
      const same = byPerson.get(personKey(person)) ?? [];
      const meant = reference === null ? same : same.filter(({ external_id }) => external_id === null);
      const named = reference === null ? undefined : byReference.get(reference);
      if (named || meant.length < 2) return named ?? meant[0];
      const [first, second] = meant.filter(({ company }) => company === person.company);
      return first && !second ? first : 'ambiguous';
    },
    add(contact) {
      if (contact.external_id !== null) byReference.set(contact.external_id, contact);
      const key = personKey(contact);
      byPerson.set(key, [...(byPerson.get(key) ?? []).filter(({ id }) => id !== contact.id), contact]);
    },
  };
}

const personKey = ({ email, last_name, first_name }: Named): string =>
  [email, last_name, first_name].map((part) => part.toLowerCase()).join('\n');
