import type { Collection, Me, Signer, StreamedEvent } from '@jse/sdk/browser';
import { moveCollection, openTurn } from '@jse/sdk/rules';

/** What the person may do to a collection as a whole. */
export type CollectionAct = 'remind' | 'reorder' | 'cancel' | 'archive' | 'evidence' | 'download';
/** What the person may do to one signer. */
export type SignerAct = 'replace' | 'unlock' | 'attestation';

/** Rights of whoever follows; null where the platform did not tell, which then refuses by itself. */
export type Rights = Pick<NonNullable<Me['member']>, 'delegations'> | null;

/** The acts that state and rights allow now; what is missing here is not offered. */
export function actsOf(collection: Collection, rights: Rights): ReadonlySet<CollectionAct> {
  const { state, signers, documents } = collection;
  const may = (right: 'launch' | 'prepare') => rights === null || rights.delegations.includes(right);
  const acts = new Set<CollectionAct>(['evidence']);
  if (moveCollection(state, 'remind') && may('launch') && signers.some(isHisTurn)) acts.add('remind');
  if (moveCollection(state, 'reorder') && may('prepare') && collection.order === 'sequential' && movable(signers) > 1)
    acts.add('reorder');
  if (moveCollection(state, 'cancel') && may(state === 'ongoing' ? 'launch' : 'prepare')) acts.add('cancel');
  if (state === 'completed') acts.add('archive');
  if (state !== 'purged' && documents.length > 0) acts.add('download');
  return acts;
}

/** The same for one signer: a seal is nobody else's to release, and a signature is irrevocable. */
export function signerActsOf(collection: Collection, signer: Signer, rights: Rights): ReadonlySet<SignerAct> {
  const acts = new Set<SignerAct>();
  const launches = rights === null || rights.delegations.includes('launch');
  if (signer.state === 'signed') acts.add('attestation');
  if (collection.state !== 'ongoing' || !launches || signer.state === 'signed') return acts;
  if (signer.level !== 'seal') acts.add('replace');
  if (signer.locked) acts.add('unlock');
  return acts;
}

/** Whether the collection waits for this signer. */
export const isHisTurn = ({ state }: Pick<Signer, 'state'>): boolean => openTurn(state);

/** How a signer stands in the timeline. */
export type Standing = 'signed' | 'refused' | 'turn' | 'identity' | 'rejected' | 'locked' | 'waiting' | 'ended';

/** Where a signer is, as the person reads it: in a collection that is over, who has not signed no longer will. */
export function standingOf({ state: running }: Pick<Collection, 'state'>, signer: Signer): Standing {
  const { state, locked } = signer;
  if (state === 'signed' || state === 'refused') return state;
  if (running !== 'ongoing' && running !== 'draft' && running !== 'prepared') return 'ended';
  if (state === 'waiting') return 'waiting';
  if (locked) return 'locked';
  if (state === 'identity-pending') return 'identity';
  return state === 'identity-rejected' ? 'rejected' : 'turn';
}

/** How many have signed, of how many. */
export function progressOf(signers: readonly Signer[]): { readonly signed: number; readonly all: number } {
  return { signed: signers.filter(({ state }) => state === 'signed').length, all: signers.length };
}

const movable = (signers: readonly Signer[]): number => signers.filter(({ state }) => state !== 'signed').length;

/**
 * The signers with the one of this id moved by `by` places. Who has signed keeps his place before the others, so nobody
 * is moved among them; a move beyond the ends stops there. The same array where nothing moves.
 */
export function moved(signers: readonly Signer[], id: string, by: number): readonly Signer[] {
  const from = signers.findIndex((signer) => signer.id === id);
  const signer = signers[from];
  if (!signer || signer.state === 'signed') return signers;
  const first = signers.length - movable(signers);
  const to = Math.max(first, Math.min(signers.length - 1, from + by));
  if (to === from) return signers;
  const rest = signers.filter((one) => one !== signer);
  return [...rest.slice(0, to), signer, ...rest.slice(to)];
}

/** The signers in their order: by turn, and where one has signed before the others. */
export function inOrder(signers: readonly Signer[]): readonly Signer[] {
  const done = ({ state }: Signer) => (state === 'signed' ? 0 : 1);
  return [...signers].sort((a, b) => done(a) - done(b) || a.order - b.order);
}

/** Until when, in milliseconds of the platform's clock; `soon` deserves the eye. */
export interface Deadline {
  readonly kind: 'expiry' | 'purge';
  readonly at: string;
  readonly left: number;
  readonly soon: boolean;
}

const day = 86_400_000;
/** From when on a deadline is soon. */
const soonBefore = { expiry: 3 * day, purge: 7 * day } as const;

/** What a collection runs towards: its expiry while it runs, the purge of its documents once it is over. */
export function deadlineOf(
  { state, expiresAt, purgeAt }: Pick<Collection, 'state' | 'expiresAt' | 'purgeAt'>,
  now: number,
): Deadline | undefined {
  const kind = state === 'ongoing' ? 'expiry' : 'purge';
  const at = kind === 'expiry' ? expiresAt : purgeAt;
  if (at === null || state === 'draft' || state === 'prepared' || state === 'purged') return undefined;
  const left = Math.max(0, Date.parse(at) - now);
  return { kind, at, left, soon: left <= soonBefore[kind] };
}

/** A span in the units that matter: days from ten of them on, days and hours, hours and minutes, minutes. */
export function spanOf(milliseconds: number): readonly { readonly unit: 'day' | 'hour' | 'minute'; value: number }[] {
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
  const parts = [
    { unit: 'day', value: days },
    { unit: 'hour', value: hours },
    { unit: 'minute', value: minutes % 60 },
  ] as const;
  const first = parts.findIndex(({ value }) => value > 0);
  if (first < 0) return [{ unit: 'minute', value: 0 }];
  return parts.slice(first, first + (days >= 10 ? 1 : 2)).filter(({ value }) => value > 0);
}

/** One line of what has happened: when, what, and to which signer. */
export interface Happening {
  readonly at: string;
  readonly what:
    | 'created'
    | 'launched'
    | 'invited'
    | 'viewed'
    | 'signed'
    | 'refused'
    | 'reminded'
    | 'reordered'
    | 'replaced'
    | 'completed'
    | 'cancelled'
    | 'expired'
    | 'purged';
  readonly signerId: string | null;
}

/** What only the stream tells of a collection: the collection itself keeps no time of it. */
const toldByEvents = {
  'collection.reminded': 'reminded',
  'collection.reordered': 'reordered',
  'collection.cancelled': 'cancelled',
  'collection.expired': 'expired',
  'collection.purged': 'purged',
} as const;

/** What has happened, newest first: the times that the collection keeps, and what the stream tells beside them. */
export function historyOf(collection: Collection, events: readonly StreamedEvent[]): readonly Happening[] {
  const { createdAt, launchedAt, completedAt, refusal, signers } = collection;
  const of = (what: Happening['what'], at: string | null, signerId: string | null = null): Happening[] =>
    at === null ? [] : [{ at, what, signerId }];
  const known = [
    ...of('created', createdAt),
    ...of('launched', launchedAt),
    ...signers.flatMap(({ id, invitedAt, viewedAt, signedAt }) => [
      ...of('invited', invitedAt, id),
      ...of('viewed', viewedAt, id),
      ...of('signed', signedAt, id),
    ]),
    ...(refusal ? of('refused', refusal.at, refusal.signerId) : []),
    ...of('completed', completedAt),
  ];
  const told = events.flatMap((event) => {
    const { type, timestamp } = event;
    // The one before is no longer of the collection: what is told is who came.
    if (type === 'signer.replaced') return of('replaced', timestamp, event.data.replacedBy);
    return type in toldByEvents ? of(toldByEvents[type as keyof typeof toldByEvents], timestamp) : [];
  });
  // Of one moment, what was listed later happened later: the last signature before the completion.
  return [...known, ...told]
    .map((one, at) => ({ one, at }))
    .sort((a, b) => Date.parse(b.one.at) - Date.parse(a.one.at) || b.at - a.at)
    .map(({ one }) => one);
}

/**
 * The platform's clock minus this device's, in milliseconds, from the end of a session of `session` milliseconds that
 * may be some time old. What a session's age explains is taken for none, so that a right clock stays right.
 */
export function offsetFrom(expiresAt: string, session: number, receivedAt: number): number {
  const apart = Date.parse(expiresAt) - session - receivedAt;
  return apart <= 5_000 && apart >= -session ? 0 : apart;
}
