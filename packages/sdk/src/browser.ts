import { SessionCodec } from './codecs/access.ts';
import * as wire from './contract/wire/index.ts';
import { isJseError, JseError } from './errors.ts';
import type { Authenticate } from './http/authentication.ts';
import { createProver, requireSecureContext } from './http/dpop.ts';
import { operationBase } from './http/path.ts';
import type { Fetch, RequestOptions, Send } from './http/request.ts';
import { createSessionKeeper, type SessionKeeper } from './http/session-keeper.ts';
import { createTransport, type TransportSettings } from './http/transport.ts';
import { bind } from './resources/bind.ts';
import * as ceremonies from './resources/ceremonies.ts';
import * as collections from './resources/collections.ts';
import * as documents from './resources/documents.ts';
import { me } from './resources/me.ts';
import * as members from './resources/members.ts';
import * as placements from './resources/placements.ts';
import * as signers from './resources/signers.ts';
import type { Session } from './schemas/index.ts';

export { clientErrorCodes, isJseError, JseError } from './errors.ts';
export { userMessage } from './user-message.ts';
export type * from './index.ts';

/** What a page gives: exactly one of `getEmbedCode` and `invitation`. Nothing here is a lasting secret. */
export interface BrowserClientSettings {
  /** The platform's address, `https://…`; http for loopback only. */
  readonly baseUrl: string;
  /** The editor's shortcut. */
  readonly editor: string;
  /** Fetches a fresh embed code from the vendor's back end; called again whenever the session has to be renewed. */
  readonly getEmbedCode?: (() => Promise<string>) | undefined;
  /** The token of an invitation link. */
  readonly invitation?: string | undefined;
  /** Another way to carry requests, for example a platform in the same page. */
  readonly fetch?: Fetch | undefined;
  /** One attempt, default 30 000 (four times that for files); a whole call takes at most a minute longer. */
  readonly timeoutMs?: number | undefined;
  /** How many attempts may follow the first, default 2. */
  readonly retry?: number | undefined;
}

/** The client of a page, acting in one session. */
export type BrowserClient = ReturnType<typeof resourcesOf> & {
  /** Opens the session if need be and tells what it is for; its token stays inside. */
  readonly session: () => Promise<Session>;
  /** Ends the session; the client cannot be used afterwards. */
  readonly close: () => Promise<void>;
};

/**
 * Makes the client of a page. The session opens with the first call, bound to a key that never leaves the page
 * (RFC 9449), and is renewed before it expires. Errors of any call: `embed_code_invalid`, `invitation_invalid`,
 * `origin_not_allowed`, `session_expired`, `scope_missing`, `insecure_context`.
 */
export function createBrowserClient(settings: BrowserClientSettings): BrowserClient {
  const { getEmbedCode, invitation, fetch, timeoutMs, retry } = settings;
  if ((getEmbedCode === undefined) === (invitation === undefined)) {
    throw new JseError('configuration', 'Give exactly one of getEmbedCode and invitation');
  }
  const base = operationBase(settings.baseUrl, settings.editor, fetch !== undefined);
  const prover = createProver();
  let closed = false;
  const authenticate: Authenticate = async (request) => {
    const opening = request.method === 'POST' && request.url === `${base}/session`;
    const token = opening ? undefined : (await keeper.current()).token;
    request.headers.set('DPoP', await prover.prove(request.method, request.url, token));
    if (token !== undefined) request.headers.set('Authorization', `DPoP ${token}`);
  };
  const init: RequestInit = { cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer' };
  const send = createTransport({
    base,
    authenticate,
    fetch,
    timeoutMs,
    retry,
    onResponse: prover.remember,
    around: renewing(() => keeper),
    init: fetch === undefined ? init : undefined,
  });
  const keeper = createSessionKeeper(async () => {
    requireSecureContext();
    if (closed) throw new JseError('configuration', 'The client was closed');
    const body = getEmbedCode ? { code: await embedCode(getEmbedCode) } : { invitation };
    return send('POST', '/session', { body, answer: SessionCodec });
  });
  return {
    ...resourcesOf(send),
    session: async () => (await keeper.current()).session,
    async close() {
      const open = keeper.held();
      if (open && !closed) await send('DELETE', '/session', { answer: wire.Done }).catch(ignoreEnded);
      closed = true;
      if (open) keeper.drop(open.token);
    },
  };
}

function resourcesOf(send: Send) {
  return {
    /** The collection of the session. */
    collections: bind(send, collections, ['get', 'update', 'prepare', 'launch', 'remind', 'reorder', 'refuse']),
    /** The PDFs of the collection. */
    documents: bind(send, documents, ['upload', 'remove', 'download']),
    /** The signers of the collection. */
    signers: bind(send, signers, ['add', 'update', 'remove']),
    /** The visible signatures of the collection. */
    placements: bind(send, placements, ['replace']),
    /** The members of the firm. */
    members: bind(send, members, ['list']),
    /** Acts of signing: open with what was read and the consent, send the code, sign. */
    ceremonies: bind(send, ceremonies, ['open', 'get', 'sendCode', 'sign']),
    /** Who acts, for which firm, with what credit. */
    me: (options?: RequestOptions) => me(send, options),
  };
}

/** Makes a call again, once, where the platform says that the session is over: with a fresh one. */
const renewing =
  (keeper: () => SessionKeeper): NonNullable<TransportSettings['around']> =>
  async (path, run) => {
    const used = keeper().held();
    try {
      return await run();
    } catch (error) {
      if (path === '/session' || used === undefined || !isJseError(error, 'session_expired')) throw error;
      keeper().drop(used.token);
      return run();
    }
  };

async function embedCode(getEmbedCode: () => Promise<string>): Promise<string> {
  let code: unknown;
  try {
    code = await getEmbedCode();
  } catch (cause) {
    throw new JseError('unauthenticated', 'getEmbedCode failed', { cause });
  }
  if (typeof code === 'string' && code !== '') return code;
  throw new JseError('configuration', 'getEmbedCode gave no code');
}

function ignoreEnded(error: unknown): void {
  if (!isJseError(error, 'session_expired') && !isJseError(error, 'unauthenticated')) throw error;
}
