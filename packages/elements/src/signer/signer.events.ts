import type { SignatureProof } from './signature-proof.ts';
import type { SignerStep } from './signer-machine.ts';

const passing = { bubbles: true, composed: true } as const;

/** A document of a signature with what this device found out about it; null where it could not be checked. */
export interface SignedDocument {
  readonly id: string;
  readonly name: string;
  readonly proof: SignatureProof | null;
}

/** `jse-signed`: the platform has signed and this device has checked. A webhook, not this event, is the vendor's proof. */
export class SignedEvent extends Event {
  readonly collectionId: string;
  readonly signerId: string;
  readonly documents: readonly SignedDocument[];

  /** Whose signature, in which collection, on which documents. */
  constructor(collectionId: string, signerId: string, documents: readonly SignedDocument[]) {
    super('jse-signed', passing);
    this.collectionId = collectionId;
    this.signerId = signerId;
    this.documents = documents;
  }
}

/** `jse-refused`: the signer refused, which ends the collection. */
export class RefusedEvent extends Event {
  readonly collectionId: string;
  readonly signerId: string;
  readonly reason: string;

  /** Who refused what, and the reason as typed. */
  constructor(collectionId: string, signerId: string, reason: string) {
    super('jse-refused', passing);
    this.collectionId = collectionId;
    this.signerId = signerId;
    this.reason = reason;
  }
}

/** `jse-signer-state`: the signer is at another step. */
export class SignerStateEvent extends Event {
  readonly step: SignerStep;
  readonly previous: SignerStep;
  /** The error's stable code, where the step tells one. */
  readonly code: string | null;

  /** The step, the one before, and the code of the problem. */
  constructor(step: SignerStep, previous: SignerStep, code: string | null) {
    super('jse-signer-state', passing);
    this.step = step;
    this.previous = previous;
    this.code = code;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-signed': SignedEvent;
    'jse-refused': RefusedEvent;
    'jse-signer-state': SignerStateEvent;
  }
}
