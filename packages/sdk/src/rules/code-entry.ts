/**
 * Where the signers of an editor enter their codes, as the editor is registered: `isolated`, always in the platform's own
 * page inside the vendor's; `by-level` (what is meant when nothing is said), there at every level but simple and in the
 * parapheur; `inline`, wherever the vendor's page has it: the platform trusts that page with the code.
 */
export const codeEntries = ['isolated', 'by-level', 'inline'] as const;
/** One of {@link codeEntries}. */
export type CodeEntryPlace = (typeof codeEntries)[number];

/**
 * What a session's elements do: `required`, the platform takes consent and code from its own page alone; `advised`, so
 * they do unless the vendor's page says otherwise; `optional`, they ask in the vendor's page unless it says otherwise.
 */
export const isolations = ['required', 'advised', 'optional'] as const;
/** One of {@link isolations}. */
export type Isolation = (typeof isolations)[number];

/** Whether codes matter more than usual: anything beyond a simple signature, and a whole batch. */
export function isolationOf(
  place: CodeEntryPlace,
  act: { readonly batch: boolean; readonly simple: boolean },
): Isolation {
  if (place === 'isolated') return 'required';
  if (act.simple && !act.batch) return 'optional';
  return place === 'inline' ? 'advised' : 'required';
}
