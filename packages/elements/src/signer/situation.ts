import type { Collection, Session, Signer } from '@jse/sdk/browser';
import type { SignerEventType } from './signer-machine.ts';

type Who = Pick<Session, 'signerId' | 'memberId'>;

/**
 * The signer that a session acts as: the named one, else what waits for this member in the collection. A session made for
 * one signer acts for no other, whatever the page asks.
 */
export function signerOfSession(collection: Collection, who: Who, signerId?: string): Signer | undefined {
  if (signerId && who.signerId && signerId !== who.signerId) return undefined;
  const wanted = signerId || who.signerId;
  if (wanted) return collection.signers.find(({ id }) => id === wanted);
  const mine = collection.signers.filter(({ memberId, level }) => memberId === who.memberId || level === 'seal');
  return mine.find(({ state }) => state === 'invited') ?? mine[0];
}

/** What a collection says to one of its signers, as the machine's event. */
export function situationOf(collection: Collection, signer: Signer): SignerEventType {
  switch (collection.state) {
    case 'draft':
    case 'prepared':
      return 'not-your-turn';
    case 'refused':
    case 'expired':
    case 'cancelled':
      return collection.state;
    case 'completed':
      return 'already-signed';
    case 'purged':
      return signer.signedAt ? 'already-signed' : 'expired';
    case 'ongoing':
      if (signer.state === 'signed') return 'already-signed';
      if (signer.state === 'refused') return 'refused';
      if (signer.state === 'identity-pending' || signer.state === 'identity-rejected') return 'identity';
      return signer.state === 'invited' ? 'ready' : 'not-your-turn';
  }
}

/** Those who sign before a waiting signer and have not signed yet. */
export function signersBefore(collection: Collection, signer: Signer): readonly Signer[] {
  return collection.signers.filter(({ order, state }) => order < signer.order && state !== 'signed');
}

/** Those who have not signed yet, other than this signer. */
export function signersLeft(collection: Collection, signer: Signer): readonly Signer[] {
  return collection.signers.filter(({ id, state }) => id !== signer.id && state !== 'signed');
}

/** First and last name, or the firm's name for a seal. */
export function signerName({ firstName, lastName }: Pick<Signer, 'firstName' | 'lastName'>): string {
  return `${firstName} ${lastName}`.trim();
}
