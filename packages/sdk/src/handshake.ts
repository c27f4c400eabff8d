import * as wire from './contract/wire/index.ts';
import { equalInConstantTime, hmacSha256Hex, randomAlphanumeric } from './crypto.ts';
import { isJseError, JseError } from './errors.ts';
import { noAuthentication } from './http/authentication.ts';
import { operationBase } from './http/path.ts';
import type { Fetch, RequestOptions } from './http/request.ts';
import { createTransport } from './http/transport.ts';
import { encode } from './resources/encode.ts';
import type { OfficeAndUser } from './schemas/index.ts';

/** Length of an idRequest, in letters and digits. */
const idRequestLength = 30;
/** 43 letters and digits carry 256 bits. */
const stateLength = 43;

/** What a handshake needs; `secret` is the editor's and never leaves the back end. */
export interface HandshakeSettings {
  readonly baseUrl: string;
  readonly editor: string;
  readonly secret: string;
  readonly fetch?: Fetch | undefined;
  readonly timeoutMs?: number | undefined;
  /** The clock, in milliseconds since the epoch; if the platform finds it more than five minutes off, its own is taken. */
  readonly now?: (() => number) | undefined;
}

/** Where to send the member, and what to keep in his session of the vendor's software until he comes back. */
export interface StartedHandshake {
  readonly url: string;
  readonly idRequest: string;
  readonly state: string;
}

/** The vendor's side of the sign-in with Comptexpert. */
export interface Handshake {
  /**
   * Asks for access. A one-time `state` is appended to `successUrl` as `?state=`: keep it with `idRequest` in the user's
   * own session. Errors: `hmac_invalid`, `timestamp_out_of_window`, `redirect_not_registered`, `state_conflict`.
   */
  readonly start: (
    request: { readonly successUrl: string; readonly callbackUrl?: string | undefined },
    options?: RequestOptions,
  ) => Promise<StartedHandshake>;
  /** Whether the `state` that came back is the one kept for this user; in constant time. Refuse the visit if not. */
  readonly checkState: (expected: string, received: unknown) => boolean;
  /**
   * The tokens, once, after the member has signed in. Errors: `handshake_pending`, `request_expired`, `token_revoked`,
   * `hmac_invalid`, `timestamp_out_of_window`.
   */
  readonly fetch: (idRequest: string, options?: RequestOptions) => Promise<OfficeAndUser>;
}

/**
 * `hex(HMAC-SHA-256(secret, shortcut || idRequest || ts))`, where `||` are two bars in the text, not the sign for
 * concatenation: only so does the published test vector come out. `ts` in milliseconds since the epoch.
 */
export async function computeHandshakeHmac(input: {
  readonly secret: string;
  readonly shortcut: string;
  readonly idRequest: string;
  readonly ts: number | string;
}): Promise<string> {
  return hmacSha256Hex(input.secret, [input.shortcut, input.idRequest, input.ts].join('||'));
}

/** Makes the vendor's side of the sign-in with Comptexpert. For back ends only. */
export function createHandshake(settings: HandshakeSettings): Handshake {
  const { editor, secret, fetch, timeoutMs, now = Date.now } = settings;
  if (secret === '') throw new JseError('configuration', 'secret is empty');
  const base = operationBase(settings.baseUrl, editor, fetch !== undefined);
  // Milliseconds by which the platform's clock is ahead: as corrected, and as its last answer said.
  let skew = 0;
  let measured = 0;
  const onResponse = ({ headers }: Response) => {
    const date = Date.parse(headers.get('date') ?? '');
    if (!Number.isNaN(date)) measured = date - now();
  };
  const send = createTransport({ base, authenticate: noAuthentication, fetch, timeoutMs, onResponse });
  const proof = async (idRequest: string) => {
    const ts = String(now() + skew);
    return { ts, hmac: await computeHandshakeHmac({ secret, shortcut: editor, idRequest, ts }) };
  };
  /** Runs a call again, once, by the platform's clock where it finds this one off. */
  const byItsClock = async <T>(run: () => Promise<T>): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (!isJseError(error, 'timestamp_out_of_window') || measured === skew) throw error;
      skew = measured;
      return run();
    }
  };
  return {
    async start({ successUrl, callbackUrl }, options) {
      const [idRequest, state] = [randomAlphanumeric(idRequestLength), randomAlphanumeric(stateLength)];
      const body = encode(wire.HandshakeStart, {
        success_url: withState(successUrl, state),
        ...(callbackUrl === undefined ? {} : { callback_url: callbackUrl }),
        generate_hmac: true,
      });
      const { url } = await byItsClock(async () => {
        const { ts, hmac } = await proof(idRequest);
        const call = { params: { idRequest, hmac }, query: { ts }, body, answer: wire.HandshakeStarted, options };
        return send('POST', '/token/officeAndUser/auth/{idRequest}/{hmac}', call);
      });
      return { url, idRequest, state };
    },
    checkState: (expected, received) =>
      typeof received === 'string' && expected.length >= stateLength && equalInConstantTime(expected, received),
    async fetch(idRequest, options) {
      return byItsClock(async () => {
        const { ts, hmac } = await proof(idRequest);
        const call = { params: { idRequest, hmac }, query: { ts }, answer: wire.OfficeAndUser, options };
        return send('GET', '/token/officeAndUser/fetch/{idRequest}/{hmac}', call);
      });
    },
  };
}

function withState(successUrl: string, state: string): string {
  try {
    const url = new URL(successUrl);
    url.searchParams.set('state', state);
    return url.href;
  } catch (cause) {
    throw new JseError('configuration', 'successUrl is not an absolute URL', { cause });
  }
}
