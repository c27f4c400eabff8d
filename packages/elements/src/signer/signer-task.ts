import type { BrowserClient } from '@jse/sdk/browser';
import type { CodeEntry } from '../otp-frame/isolation.ts';

/** The calls that a signer makes; the client of a session for signing has them. */
export type SignerClient = Pick<BrowserClient, 'session' | 'ceremonies'> & {
  readonly collections: Pick<BrowserClient['collections'], 'get' | 'refuse'>;
  readonly documents: Pick<BrowserClient['documents'], 'download'>;
} & Partial<Pick<BrowserClient, 'identity'>>;

/** What the flow is about; what is left out comes from the session. */
export interface SignerTask {
  readonly client: SignerClient;
  readonly collectionId: string;
  readonly signerId: string;
  readonly trustAnchors: readonly Uint8Array[];
  readonly codeEntry: CodeEntry;
  /** Whether every document must have been opened before the consent. */
  readonly requireReading: boolean;
}
