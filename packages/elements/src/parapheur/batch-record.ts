import type { PrintedRecord } from '../record/record-pdf.ts';
import type { Outcome } from './parapheur-model.ts';

/** The sections of a batch's record: what was signed, document by document, with the hash that the platform gave. */
export function recordSections(
  outcomes: readonly Outcome[],
  hashes: ReadonlyMap<string, string | null>,
  words: (outcome: Outcome) => string,
): PrintedRecord['sections'] {
  const documents = outcomes.flatMap((outcome) =>
    outcome.row.collection.documents.map(({ id, name }) => {
      const sha256 = hashes.get(id);
      const result = sha256 ? `${words(outcome)} · SHA-256 ${sha256}` : words(outcome);
      return { name: `${outcome.row.collection.title} · ${name}`, result };
    }),
  );
  return documents.map(({ name, result }, at) => ({ name: `${at + 1}. ${name}`, texts: [result] }));
}
