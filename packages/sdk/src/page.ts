import { SessionCodec } from './codecs/session.ts';
import * as wire from './contract/wire/index.ts';
import { isJseError, JseError } from './errors.ts';
import { abortable } from './http/abortable.ts';
import type { Authenticate } from './http/authentication.ts';
import { createProver, requireSecureContext } from './http/dpop.ts';
import type { Hooks } from './http/hooks.ts';
import { operationBase } from './http/path.ts';
import type { Fetch, Send } from './http/request.ts';
import { createSessionKeeper, type SessionKeeper } from './http/session-keeper.ts';
import { createTransport, type TransportSettings } from './http/transport.ts';
import type { Session } from './schemas/index.ts';

/** What a page gives: exactly one of `getEmbedCode` and `invitation`. Nothing here is a lasting secret. */
export interface BrowserClientSettings {
  /** The platform's address, `https://…`; http for loopback only. */
  readonly baseUrl: string;
  /** The editor's shortcut. */
  readonly editor: string;
  /**
   * Fetches a fresh embed code from the vendor's back end, within `timeoutMs`; called again whenever the session has to
   * be renewed.
   */
  readonly getEmbedCode?: (() => Promise<string>) | undefined;
  /** The token of an invitation link. */
  readonly invitation?: string | undefined;
  /** Another way to carry requests, for example a platform in the same page. */
  readonly fetch?: Fetch | undefined;
  /** One attempt, default 30 000 (four times that for files); a whole call takes at most a minute longer. */
  readonly timeoutMs?: number | undefined;
  /** How many attempts may follow the first, default 2. */
  readonly retry?: number | undefined;
  /** The language of what the platform says in refusals; default: French, in a page the browser's. */
  readonly language?: 'fr' | 'en' | undefined;
  /** What watches the calls, for logs and traces. */
  readonly hooks?: Hooks | undefined;
}

/** A page's session: opened with the first call, renewed before it expires. */
export interface PageSession {
  /** Opens the session if need be and tells what it is for; its token stays inside. */
  readonly session: () => Promise<Session>;
  /** Ends the session; the client cannot be used afterwards. */
  readonly close: () => Promise<void>;
}

/** A page's way to the platform, and the session that it acts in. */
export function openPage(settings: BrowserClientSettings): { readonly send: Send; readonly page: PageSession } {
  const { getEmbedCode, invitation, fetch, timeoutMs, retry, language, hooks } = settings;
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
    language,
    hooks,
    onResponse: prover.remember,
    around: renewing(() => keeper),
    init: fetch === undefined ? init : undefined,
  });
  const keeper = createSessionKeeper(async () => {
    requireSecureContext();
    if (closed) throw new JseError('configuration', 'The client was closed');
    const body = getEmbedCode ? { code: await embedCode(getEmbedCode, timeoutMs) } : { invitation };
    return send('POST', '/session', { body, answer: SessionCodec });
  });
  return {
    send,
    page: {
      session: async () => (await keeper.current()).session,
      async close() {
        await keeper.idle();
        const open = keeper.held();
        if (open) {
          await send('DELETE', '/session', { answer: wire.Done }).catch(ignoreEnded);
          keeper.drop(open.token);
        }
        closed = true;
      },
    },
  };
}

/**
 * Makes a call again, once: with a fresh session where the platform says that it is over, with the nonce that came along
 * where it finds the device's clock off (RFC 9449 §8).
 */
const renewing =
  (keeper: () => SessionKeeper): NonNullable<TransportSettings['around']> =>
  async (path, run) => {
    const used = keeper().held();
    try {
      return await run();
    } catch (error) {
      if (isJseError(error, 'use_dpop_nonce')) return run();
      if (path === '/session' || used === undefined || !isJseError(error, 'session_expired')) throw error;
      keeper().drop(used.token);
      return run();
    }
  };

async function embedCode(getEmbedCode: () => Promise<string>, timeoutMs = 30_000): Promise<string> {
  let code: unknown;
  try {
    code = await abortable(getEmbedCode(), AbortSignal.timeout(timeoutMs));
  } catch (cause) {
    throw new JseError('unauthenticated', 'getEmbedCode failed', { cause });
  }
  if (typeof code === 'string' && code !== '') return code;
  throw new JseError('configuration', 'getEmbedCode gave no code');
}

function ignoreEnded(error: unknown): void {
  if (!isJseError(error, 'session_expired') && !isJseError(error, 'unauthenticated')) throw error;
}
