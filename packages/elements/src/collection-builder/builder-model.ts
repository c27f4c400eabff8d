import type { Collection, JseError, Me, Member, Signer, SignerPlacement } from '@jse/sdk/browser';
import { costOf, type Cost, deadlines, limits, type PhoneFlag, phoneFlags } from '@jse/sdk/rules';

const day = 86_400_000;

/** Why a collection cannot be launched yet; `credit` and `delegation` do not hinder handing it over. */
export type Blocker = 'title' | 'documents' | 'signers' | 'credit' | 'delegation' | 'uploading';

/** What the preparer should know; nothing is hindered. */
export type Remark =
  | { readonly kind: 'unplaced'; readonly names: readonly string[] }
  | { readonly kind: 'tight'; readonly days: number }
  | { readonly kind: 'same-mail' | `phone-${PhoneFlag}`; readonly names: readonly string[] };

/** The cost beside the credit, in integer cents excl. VAT; `missing` is 0 where the credit suffices. */
export interface Budget extends Cost {
  readonly creditCents: number;
  readonly missingCents: number;
}

/** Whether the collection may still be changed. */
export function isEditable({ state }: Pick<Collection, 'state'>): boolean {
  return state === 'draft' || state === 'prepared';
}

/** What the acting member may do at the end: launch, or hand the collection over to somebody who may. */
export function rightsOf(me: Me): { readonly launch: boolean; readonly prepare: boolean } {
  const delegations = me.member?.delegations ?? [];
  return { launch: delegations.includes('launch'), prepare: delegations.includes('prepare') };
}

/** What launching costs, beside the firm's credit. */
export function budgetOf({ documents, signers }: Pick<Collection, 'documents' | 'signers'>, me: Me): Budget {
  const cost = costOf(
    documents.length,
    signers.map(({ level }) => level),
  );
  const { creditCents } = me.firm;
  return { ...cost, creditCents, missingCents: Math.max(0, cost.amountCents - creditCents) };
}

/** Everything that keeps a collection from being launched, in the order in which the page shows it. */
export function blockersOf(collection: Collection, me: Me, uploading: boolean): readonly Blocker[] {
  const blockers: Blocker[] = [];
  if (collection.title.trim() === '') blockers.push('title');
  if (uploading) blockers.push('uploading');
  if (collection.documents.length === 0) blockers.push('documents');
  if (collection.signers.length === 0) blockers.push('signers');
  if (budgetOf(collection, me).missingCents > 0) blockers.push('credit');
  if (!rightsOf(me).launch) blockers.push('delegation');
  return blockers;
}

/** What keeps a collection from being handed over. */
export function handOverBlockers(blockers: readonly Blocker[]): readonly Blocker[] {
  return blockers.filter((blocker) => blocker !== 'credit' && blocker !== 'delegation');
}

/** What the preparer should know before the launch. */
export function remarksOf({ documents, signers, order }: Collection): readonly Remark[] {
  const remarks: Remark[] = [];
  const unplaced = signers.filter(({ placements }) => placements.length < documents.length);
  if (documents.length > 0 && unplaced.length > 0) remarks.push({ kind: 'unplaced', names: unplaced.map(nameOf) });
  const days = deadlines.collectionExpiry / day / Math.max(1, signers.length);
  if (order === 'sequential' && days <= 3) remarks.push({ kind: 'tight', days: Math.floor(days) });
  const shared = signers.filter(
    (signer) =>
      signer.level !== 'seal' &&
      signers.some((other) => other.id !== signer.id && other.level !== 'seal' && sameMail(other, signer)),
  );
  if (shared.length > 0) remarks.push({ kind: 'same-mail', names: shared.map(nameOf) });
  for (const flag of phoneFlags) {
    const flagged = signers.filter((signer) => signer.phoneFlags.includes(flag));
    if (flagged.length > 0) remarks.push({ kind: `phone-${flag}`, names: flagged.map(nameOf) });
  }
  return remarks;
}

function sameMail(one: Signer, other: Signer): boolean {
  return one.email.toLowerCase() === other.email.toLowerCase();
}

/** The turn of a signer who is added at the end; the document's place likewise. */
export function nextOrder(items: readonly { readonly order: number }[]): number {
  return items.reduce((highest, { order }) => Math.max(highest, order), 0) + 1;
}

/** A list with the item at `from` moved to `to`; out of range changes nothing. */
export function movedTo<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length || from === to) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** All placements of a collection with their signers. */
export function placementsOf({ signers }: Pick<Collection, 'signers'>): readonly SignerPlacement[] {
  return signers.flatMap(({ id, placements }) => placements.map((placement) => ({ signerId: id, ...placement })));
}

/** All placements after those of one document were replaced. */
export function withDocumentPlacements(
  collection: Pick<Collection, 'signers'>,
  documentId: string,
  placements: readonly Omit<SignerPlacement, 'documentId'>[],
): readonly SignerPlacement[] {
  const others = placementsOf(collection).filter((placement) => placement.documentId !== documentId);
  const placed = placements.map(({ signerId, page, x, y, field }) => ({
    ...{ signerId, documentId, page, x, y },
    ...(field !== undefined && { field }),
  }));
  return [...others, ...placed];
}

/** The firm's members who are no signers yet. */
export function membersToAdd(members: readonly Member[], { signers }: Pick<Collection, 'signers'>): readonly Member[] {
  return members.filter(({ id }) => !signers.some(({ memberId }) => memberId === id));
}

/** The level at which a member signs unless another is chosen: the highest that he may. */
export function levelOf(member: Pick<Member, 'delegations'> | undefined): 'simple' | 'advanced' {
  return member?.delegations.includes('sign') ? 'advanced' : 'simple';
}

/** Whether a template sets how many sign, at which levels and in which order; the persons can still be corrected. */
export function isPinned({ templateId }: Pick<Collection, 'templateId'>): boolean {
  return templateId !== null;
}

/** Whether nothing has been put in yet, so that a template can still take its place. */
export function isBlank({ documents, signers, templateId }: Pick<Collection, 'documents' | 'signers' | 'templateId'>) {
  return documents.length === 0 && signers.length === 0 && templateId === null;
}

/** Whether the firm's seal is among the steps. */
export function hasSeal({ signers }: Pick<Collection, 'signers'>): boolean {
  return signers.some(({ level }) => level === 'seal');
}

/** First and last name, or the firm's name for a seal. */
export function nameOf({ firstName, lastName }: Pick<Signer, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`.trim();
}

/** Whether so many documents more would be too many for one collection. */
export function tooManyDocuments(present: number, added: number): boolean {
  return present + added > limits.documentsPerCollection;
}

/** Whether the same may be taken the next time: the way failed, not what was sent. */
export function mayPass({ code, problem }: Pick<JseError, 'code' | 'problem'>): boolean {
  return problem?.retryable === true || code === 'network' || code === 'timeout' || code === 'internal';
}
