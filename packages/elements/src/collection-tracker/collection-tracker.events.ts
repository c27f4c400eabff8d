import type { Collection, StreamedEvent } from '@jse/sdk/browser';
import type { CollectionAct, SignerAct } from './tracker-model.ts';

const passing = { bubbles: true, composed: true } as const;

/** An act on the collection or on one of its signers. */
export type FollowUpAct = CollectionAct | SignerAct;

/**
 * `jse-before-follow-up`: the person is about to act. `preventDefault()` keeps the element from it: a host archives into
 * its own safe, say, instead of having the ZIP saved by the browser.
 */
export class BeforeFollowUpEvent extends Event {
  readonly act: FollowUpAct;
  readonly collectionId: string;
  readonly signerId: string | null;

  /** The act, the collection and, where it is about one, the signer. */
  constructor(act: FollowUpAct, collectionId: string, signerId: string | null = null) {
    super('jse-before-follow-up', { ...passing, cancelable: true });
    this.act = act;
    this.collectionId = collectionId;
    this.signerId = signerId;
  }
}

/** `jse-follow-up`: the act is done. */
export class FollowUpEvent extends Event {
  readonly act: FollowUpAct;
  readonly collectionId: string;
  readonly signerId: string | null;

  /** The act, the collection and, where it is about one, the signer. */
  constructor(act: FollowUpAct, collectionId: string, signerId: string | null = null) {
    super('jse-follow-up', passing);
    this.act = act;
    this.collectionId = collectionId;
    this.signerId = signerId;
  }
}

/** `jse-collection-update`: the collection as it is now; a webhook, not this event, is what the vendor’s back end acts on. */
export class CollectionUpdateEvent extends Event {
  readonly collection: Collection;
  readonly event: StreamedEvent | null;

  /** The collection, and what happened to it where the platform told. */
  constructor(collection: Collection, event: StreamedEvent | null) {
    super('jse-collection-update', passing);
    this.collection = collection;
    this.event = event;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-before-follow-up': BeforeFollowUpEvent;
    'jse-follow-up': FollowUpEvent;
    'jse-collection-update': CollectionUpdateEvent;
  }
}
