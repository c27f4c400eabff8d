/** States of a collection; after `purged` the documents are gone and the evidence stays. */
export const collectionStates = [
  'draft',
  'prepared',
  'ongoing',
  'completed',
  'refused',
  'expired',
  'cancelled',
  'purged',
] as const;
/** One of {@link collectionStates}. */
export type CollectionState = (typeof collectionStates)[number];

/**
 * Moves of a collection by name; a move not listed for a state is refused with `state_conflict`. Before the launch a new
 * order of the signers is an `edit`.
 */
export const collectionMoves = {
  edit: { from: ['draft', 'prepared'], to: 'draft' },
  prepare: { from: ['draft'], to: 'prepared' },
  launch: { from: ['draft', 'prepared'], to: 'ongoing' },
  complete: { from: ['ongoing'], to: 'completed' },
  refuse: { from: ['ongoing'], to: 'refused' },
  expire: { from: ['ongoing'], to: 'expired' },
  cancel: { from: ['draft', 'prepared', 'ongoing'], to: 'cancelled' },
  remind: { from: ['ongoing'], to: 'ongoing' },
  reorder: { from: ['ongoing'], to: 'ongoing' },
  replace: { from: ['ongoing'], to: 'ongoing' },
  identify: { from: ['ongoing'], to: 'ongoing' },
  renew: { from: ['completed'], to: 'completed' },
  purge: { from: ['completed', 'refused', 'expired', 'cancelled'], to: 'purged' },
} as const satisfies Record<string, { from: readonly CollectionState[]; to: CollectionState }>;
/** Name of a collection's move. */
export type CollectionMove = keyof typeof collectionMoves;

/** The state after a move, or undefined where the table does not allow it. */
export function moveCollection(state: CollectionState, move: CollectionMove): CollectionState | undefined {
  const { from, to } = collectionMoves[move];
  return (from as readonly CollectionState[]).includes(state) ? to : undefined;
}

/** States of a signer. */
export const signerStates = [
  'waiting',
  'invited',
  'identity-pending',
  'identity-rejected',
  'signed',
  'refused',
] as const;
/** One of {@link signerStates}. */
export type SignerState = (typeof signerStates)[number];

/**
 * Moves of a signer by name. A reminder moves nobody; `withdraw` takes the turn back when the order changes; the moves of
 * the identity are a client's at advanced level, decided by the registration authority: accepted anywhere, it lets him sign
 * wherever he waits for it or was rejected.
 */
export const signerMoves = {
  invite: { from: ['waiting'], to: 'invited' },
  withdraw: { from: ['invited', 'identity-pending', 'identity-rejected'], to: 'waiting' },
  submitIdentity: { from: ['invited', 'identity-rejected'], to: 'identity-pending' },
  acceptIdentity: { from: ['identity-pending', 'identity-rejected'], to: 'invited' },
  rejectIdentity: { from: ['identity-pending'], to: 'identity-rejected' },
  sign: { from: ['invited'], to: 'signed' },
  refuse: { from: ['invited', 'identity-pending', 'identity-rejected'], to: 'refused' },
} as const satisfies Record<string, { from: readonly SignerState[]; to: SignerState }>;
/** Name of a signer's move. */
export type SignerMove = keyof typeof signerMoves;

/** The state after a move, or undefined where the table does not allow it. */
export function moveSigner(state: SignerState, move: SignerMove): SignerState | undefined {
  const { from, to } = signerMoves[move];
  return (from as readonly SignerState[]).includes(state) ? to : undefined;
}

/** Whether it is this signer's turn, whatever he still has to do before he signs. */
export const openTurn = (state: SignerState): boolean => moveSigner(state, 'refuse') !== undefined;

/** States of a ceremony: one act of signing with one code, over one or many collections. */
export const ceremonyStates = ['opened', 'code-sent', 'signed', 'partly-signed', 'failed', 'expired'] as const;
/** One of {@link ceremonyStates}. */
export type CeremonyState = (typeof ceremonyStates)[number];
