import type { BlobStore } from './blobs/blob-store.ts';
import type { Clock } from './clock.ts';
import type { ByteSealer, TextSealer } from './crypto.ts';
import type { Pki } from './domain/pki.ts';
import type { Log } from './log.ts';
import type { Outgoing } from './outgoing.ts';
import type { Settings } from './settings.ts';
import type { Mailer, SmsGateway } from './outbox/transports.ts';
import type { Worker } from './outbox/worker.ts';
import type { Database } from './store/database.ts';

/** Everything the platform's code may reach, handed down from `createSandbox`; nothing else is global. */
export interface Dependencies {
  readonly db: Database;
  readonly blobs: BlobStore;
  readonly clock: Clock;
  readonly settings: Settings;
  /** Encrypts secrets at rest. */
  readonly sealer: TextSealer;
  /** Encrypts the images of identity documents, under a key of their own. */
  readonly identitySealer: ByteSealer;
  /** The key of the codes' HMAC, kept outside the database. */
  readonly codeKey: Uint8Array;
  readonly pki: Pki;
  /** Opens the sandbox's inbox and clock over HTTP; null closes them. */
  readonly developerToken: string | null;
  /** The script of the frame in which codes are entered; null where the platform has no origin of its own for it. */
  readonly codeFrame: string | null;
  /** Calls a provider over HTTP (timestamps, OCSP, CRLs); those of the sandbox itself are answered in process. */
  readonly callProvider: (request: Request) => Promise<Response>;
  /** The one door of calls to others' servers: webhooks, the vendor's safe, the SMS gateway. */
  readonly callOut: Outgoing['callOut'];
  /** Refuses (`target_refused`) an address that `callOut` would not call. */
  readonly checkTarget: Outgoing['checkTarget'];
  /** How e-mails and SMS leave the machine; null keeps them in the outbox alone. */
  readonly mailer: Mailer | null;
  readonly smsGateway: SmsGateway | null;
  /** Aborts when the platform closes: what waits for something to happen waits no longer. */
  readonly closing: AbortSignal;
  /** Does what was put off: mails, codes, expiries, purges. */
  readonly worker: Worker;
  /** One structured event a line; what is not listed in log.ts does not get in. */
  readonly log: Log;
}
