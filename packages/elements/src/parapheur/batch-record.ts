import type { PrintedRecord } from '../record/record-pdf.ts';
import { type Outcome, peopleOf } from './parapheur-model.ts';

/** The sections of a batch's record: what was signed, document by document, with the hash that the platform gave. */
export function recordSections(
  outcomes: readonly Outcome[],
  hashes: ReadonlyMap<string, string | null>,
  words: (outcome: Outcome) => string,
): PrintedRecord['sections'] {
  const documents = outcomes.flatMap((outcome) => {
    const { collection } = outcome.row;
    const people = peopleOf(collection).join(', ');
    return collection.documents.map(({ id, name }) => {
      const sha256 = hashes.get(id);
      const result = sha256 ? `${words(outcome)} · SHA-256 ${sha256}` : words(outcome);
      return { name: `${collection.title} · ${name}`, texts: people ? [people, result] : [result] };
    });
  });
  return documents.map(({ name, texts }, at) => ({ name: `${at + 1}. ${name}`, texts }));
}
