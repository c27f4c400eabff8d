import type { CeremonyResult, Collection, ParapheurEntry } from '@jse/sdk/browser';
import { prices } from '@jse/sdk/rules';

/** Why an entry deserves a second look before it is signed with the others. */
export type Exception = 'changed' | 'findings' | 'credit';

/** One act that waits, as a row of the tray. `key` tells two acts in one collection apart. */
export interface Row {
  readonly key: string;
  readonly act: ParapheurEntry['act'];
  readonly signerId: string | null;
  readonly collection: Collection;
  /** What the act takes from the credit, in cents excl. VAT; 0 for a launch, which spends nothing itself. */
  readonly costCents: number;
  readonly exceptions: readonly Exception[];
}

/** What is shown: one kind of act, or what deserves a second look. */
export const filters = ['all', 'sign', 'seal', 'launch', 'exceptions'] as const;
/** One of {@link filters}. */
export type Filter = (typeof filters)[number];

/** What an entry was when it was last looked at, by collection: see {@link fingerprint}. */
export type Seen = Readonly<Record<string, string>>;

/** What must not change unseen: title, files as uploaded, signers. It holds no name and no address. */
export function fingerprint({ title, documents, signers }: Collection): string {
  const files = documents.map(({ sha256 }) => sha256.slice(0, 12));
  return [title.length, ...files, ...signers.map(({ id }) => id)].join('.');
}

/** The rows of the tray: what deserves a second look first, then what ends soonest, then the oldest. */
export function rowsOf(entries: readonly ParapheurEntry[], seen: Seen, creditCents: number): Row[] {
  const rows = entries.map((entry): Row => {
    const { act, signerId, collection } = entry;
    const price = act === 'launch' ? 0 : act === 'seal' ? prices.seal : prices.signature;
    const costCents = price * collection.documents.length;
    const before = seen[collection.id];
    const exceptions: Exception[] = [];
    if (before !== undefined && before !== fingerprint(collection)) exceptions.push('changed');
    const found = collection.documents.some(({ findings }) => findings.some(({ severity }) => severity === 'warning'));
    if (found) exceptions.push('findings');
    if (Math.max(costCents, act === 'launch' ? collection.cost.amountCents : 0) > creditCents)
      exceptions.push('credit');
    return { key: `${collection.id}:${signerId ?? act}`, act, signerId, collection, costCents, exceptions };
  });
  const ends = ({ collection }: Row) => (collection.expiresAt === null ? Infinity : Date.parse(collection.expiresAt));
  return rows.sort(
    (one, other) =>
      Number(other.exceptions.length > 0) - Number(one.exceptions.length > 0) ||
      (ends(one) === ends(other) ? 0 : ends(one) - ends(other)) ||
      one.collection.createdAt.localeCompare(other.collection.createdAt),
  );
}

/** Who signs a collection, in their order; the firm's name for its seal. */
export const peopleOf = ({ signers }: Collection): readonly string[] =>
  signers.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim()).filter(Boolean);

/** Letters without accents and case, so that « élan » is found by "Elan". */
export const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('fr');

/** The rows that a filter and a search leave; each word of the search must occur in title, documents or signers. */
export function shown(rows: readonly Row[], filter: Filter, search: string): readonly Row[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    if (filter === 'exceptions' ? row.exceptions.length === 0 : filter !== 'all' && row.act !== filter) return false;
    if (words.length === 0) return true;
    const { title, documents } = row.collection;
    const text = folded([title, ...documents.map(({ name }) => name), ...peopleOf(row.collection)].join(' '));
    return words.every((word) => text.includes(word));
  });
}

/** What signing a choice of rows means: how many acts of which kind, what it costs, and what credit is missing. */
export interface Totals {
  readonly signatures: number;
  readonly seals: number;
  readonly launches: number;
  readonly documents: number;
  readonly costCents: number;
  readonly missingCents: number;
}

/** The totals of the chosen rows against the firm's credit, in cents. */
export function totalsOf(rows: readonly Row[], creditCents: number): Totals {
  const count = (act: Row['act']) => rows.filter((row) => row.act === act).length;
  const costCents = rows.reduce((sum, row) => sum + row.costCents, 0);
  const signing = rows.filter(isSigned);
  return {
    signatures: count('sign'),
    seals: count('seal'),
    launches: count('launch'),
    documents: signing.reduce((sum, { collection }) => sum + collection.documents.length, 0),
    costCents,
    missingCents: Math.max(0, costCents - creditCents),
  };
}

/** Whether an act is done with the code: a signature or a seal, not a launch. */
export const isSigned = ({ act }: Row): boolean => act !== 'launch';

/** What became of one row: signed, or the code of the error that kept it from it. */
export interface Outcome {
  readonly row: Row;
  readonly status: CeremonyResult['status'];
  readonly code: string | null;
}

/** What became of each row of a batch, by the ceremony's results: signed once all of its documents are. */
export function outcomesOf(rows: readonly Row[], results: readonly CeremonyResult[]): Outcome[] {
  return rows.map((row) => {
    const own = results.filter(({ collectionId }) => collectionId === row.collection.id);
    const failed = own.find(({ status }) => status === 'failed');
    if (failed) return { row, status: 'failed', code: failed.code };
    const whole = own.length > 0 && own.every(({ status }) => status === 'signed');
    return { row, status: whole ? 'signed' : 'pending', code: null };
  });
}

/**
 * The rows that one ceremony can take: of several acts in one collection (his own signature, the firm's seal) the first;
 * the other waits for the next batch.
 */
export function batchOf(rows: readonly Row[]): readonly Row[] {
  const taken = new Set<string>();
  return rows.filter((row) => {
    if (!isSigned(row) || taken.has(row.collection.id)) return false;
    taken.add(row.collection.id);
    return true;
  });
}
