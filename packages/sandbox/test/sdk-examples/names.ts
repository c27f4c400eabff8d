import type { writeFile } from 'node:fs/promises';
import type { consent } from '@jse/sdk/rules';
import type { BrowserClient } from '@jse/sdk/browser';
import type { Client } from '@jse/sdk/server';

/** What the examples of the SDK's methods take for granted: the clients, ids of what is there, and the vendor's own functions. */
export interface ExampleNames {
  readonly jse: Client;
  readonly page: BrowserClient;
  readonly consent: typeof consent;
  readonly collectionId: string;
  readonly documentId: string;
  readonly signerId: string;
  readonly memberId: string;
  readonly contactId: string;
  readonly templateId: string;
  readonly endpointId: string;
  readonly ceremonyId: string;
  readonly code: string;
  readonly serial: string;
  readonly tokenId: string;
  readonly pushId: string;
  readonly safeUrl: string;
  readonly safeToken: string;
  readonly hookUrl: string;
  readonly bytes: Uint8Array;
  readonly image: Blob;
  readonly signal: AbortSignal;
  readonly writeFile: typeof writeFile;
  readonly show: (text: string) => void;
  readonly lastCursor: () => Promise<string | undefined>;
  readonly keepCursor: (cursor: string) => Promise<void>;
}
