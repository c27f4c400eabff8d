import { createApp } from './app.ts';
import { type BlobStore, createMemoryBlobStore } from './blobs/blob-store.ts';
import { createKeyVault } from './certificates/index.ts';
import { type Clock, createClock } from './clock.ts';
import { createByteSealer, createTextSealer, deriveKey, randomBytes } from './crypto.ts';
import type { Dependencies } from './dependencies.ts';
import { developerTokenOf } from './developer/developer-token.ts';
import { mintEntryLink } from './developer/entry-link.ts';
import { scheduleHousekeeping } from './domain/housekeeping.ts';
import { restoreClock } from './domain/kept-clock.ts';
import { openPki } from './domain/pki.ts';
import { createLog } from './log.ts';
import { freeKeys } from './middleware/idempotency.ts';
import { freeJobs } from './outbox/jobs.ts';
import { createOutgoing, type OutgoingHost } from './outgoing.ts';
import { createOutbox, type Outbox } from './outbox/outbox.ts';
import { createHttpSmsGateway, type HttpSmsOptions } from './outbox/http-sms-gateway.ts';
import type { Mailer, SmsGateway } from './outbox/transports.ts';
import { createWorker } from './outbox/worker.ts';
import {
  defaultFirm,
  type EditorSeed,
  type FirmSeed,
  issueTokens,
  memberByEmail,
  type SeededEditor,
  seedEditor,
  type SeededFirm,
  seedFirm,
  seedFirstFirm,
} from './seed/seed.ts';
import { serve } from './serve.ts';
import { defaultSettings, type Settings } from './settings.ts';
import { type Database, type DatabaseServer, openDatabase } from './store/database.ts';

/** How a sandbox is set up; everything has a default that lives in memory. */
export interface SandboxOptions {
  /** Folder (Node) or `idb://name` (page) of the embedded database; in memory when left out. */
  readonly dataDir?: string;
  /** A PostgreSQL server in the place of the embedded one (`createPostgresServer` of `@jse/sandbox/node`). */
  readonly database?: DatabaseServer;
  readonly blobs?: BlobStore;
  readonly clock?: Clock;
  readonly settings?: Partial<Settings>;
  /** 32 bytes under which keys and secrets are encrypted at rest; a random one when left out. Keep it with the data. */
  readonly masterKey?: Uint8Array;
  /**
   * Opens the console (`/sandbox`) and its API to its holder; without one neither exists. At least eight characters
   * (`developer_token_invalid`).
   */
  readonly developerToken?: string;
  /**
   * The script of the frame in which consent and codes are given (`node.ts` reads the package's own); without it the
   * platform answers `isolation_unavailable`, as it must inside a page, where it has no origin of its own.
   */
  readonly codeFrame?: string;
  /** How the host makes outgoing calls (`node.ts` gives Node's); without it they fail with `outgoing_unavailable`. */
  readonly outgoing?: OutgoingHost;
  /** Lets outgoing calls reach private addresses, by http too: for a laptop, said in the log at start. */
  readonly allowPrivateTargets?: boolean;
  /** How e-mails leave the machine; they stay in the outbox when left out. */
  readonly mailer?: Mailer;
  /** How SMS leave the machine; they stay in the outbox when left out. */
  readonly smsGateway?: SmsGateway | HttpSmsOptions;
  /** Takes one structured event at a time; silent when left out. */
  readonly log?: Dependencies['log'];
}

/** The platform, running. */
export interface Sandbox {
  /** Serves a request. In-process callers state their page's origin: browsers forbid setting the header. */
  readonly fetch: (request: Request, options?: { readonly origin?: string }) => Promise<Response>;
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly seed: {
    editor(editor: EditorSeed): Promise<SeededEditor>;
    firm(firm?: FirmSeed): Promise<SeededFirm>;
    /** The default firm, where there is none yet. */
    firstFirm(): Promise<void>;
    /** Office and user tokens of a member without the handshake. */
    tokens(editor: string, memberId: string): Promise<{ officeToken: string; userToken: string }>;
    /** The id of the member with this e-mail address, of the first firm that has one. */
    memberByEmail(email: string): Promise<string>;
  };
  /** The root certificate (DER) under which everything the sandbox signs is to be verified. */
  readonly rootCertificate: Uint8Array;
  readonly settings: Settings;
  /** A link that opens the console once, within a quarter of an hour; null without a developer token. */
  consoleLink(): Promise<string | null>;
  /** How many firms there are; none in a fresh sandbox. */
  firms(): Promise<number>;
  close(): Promise<void>;
}

/** Starts the platform: opens (or makes) its database, authority and keys. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const settings = { ...defaultSettings, ...options.settings };
  const developerToken = developerTokenOf(options.developerToken);
  const masterKey = options.masterKey ?? randomBytes(32);
  const clock = options.clock ?? createClock();
  const db = await openDatabase(options.database ?? options.dataDir);
  try {
    return await startPlatform({ ...options, developerToken }, settings, masterKey, clock, db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function startPlatform(
  options: Omit<SandboxOptions, 'developerToken'> & Pick<Dependencies, 'developerToken'>,
  settings: Settings,
  masterKey: Uint8Array,
  clock: Clock,
  db: Database,
): Promise<Sandbox> {
  const vault = await createKeyVault(await deriveKey(masterKey, 'jse:key-vault'));
  const worker = createWorker(() => deps);
  const outgoing = createOutgoing(options.outgoing, options.allowPrivateTargets);
  const closing = new AbortController();
  const deps: Dependencies = {
    db,
    blobs: options.blobs ?? createMemoryBlobStore(),
    clock,
    settings,
    sealer: await createTextSealer(await deriveKey(masterKey, 'jse:texts')),
    identitySealer: await createByteSealer(await deriveKey(masterKey, 'jse:identity')),
    codeKey: await deriveKey(masterKey, 'jse:codes'),
    pki: await openPki({ db, vault, clock, baseUrl: settings.baseUrl }),
    developerToken: options.developerToken,
    codeFrame: options.codeFrame ?? null,
    callProvider: (request) => (request.url.startsWith(`${settings.baseUrl}/`) ? handle(request) : fetch(request)),
    ...outgoing,
    mailer: options.mailer ?? null,
    smsGateway: smsGatewayOf(options.smsGateway, outgoing.callOut),
    closing: closing.signal,
    worker,
    log: createLog(options.log, clock),
  };
  if (options.allowPrivateTargets) deps.log({ event: 'outgoing.private_targets_allowed' });
  await restoreClock(deps);
  if (!options.database) {
    await freeKeys(deps);
    await freeJobs(deps);
  }
  await scheduleHousekeeping(deps);
  const app = createApp(deps);
  const handle = (request: Request, origin?: string) => serve(app, deps, request, origin ?? null);
  return {
    fetch: (request, { origin } = {}) => handle(request, origin),
    clock,
    outbox: createOutbox(deps),
    seed: {
      editor: (editor) => seedEditor(deps, editor),
      firm: (firm = defaultFirm) => seedFirm(deps, firm),
      firstFirm: () => seedFirstFirm(deps),
      tokens: (editor, memberId) => issueTokens(deps, editor, memberId),
      memberByEmail: (email) => memberByEmail(deps, email),
    },
    rootCertificate: deps.pki.rootCertificate,
    settings,
    consoleLink: () => mintEntryLink(deps),
    async firms() {
      const { count } = await db
        .selectFrom('firms')
        .select((row) => row.fn.countAll<string | number>().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    },
    async close() {
      closing.abort();
      await worker.stop();
      await db.destroy();
    },
  };
}

function smsGatewayOf(given: SandboxOptions['smsGateway'], callOut: Dependencies['callOut']): SmsGateway | null {
  if (given === undefined) return null;
  return 'send' in given ? given : createHttpSmsGateway(given, callOut);
}
