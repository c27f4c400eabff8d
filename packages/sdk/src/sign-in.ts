import { isJseError, JseError } from './errors.ts';
import { tokenAuthentication } from './http/authentication.ts';
import { operationBase } from './http/path.ts';
import type { RequestOptions } from './http/request.ts';
import { createTransport } from './http/transport.ts';
import { createHandshake, type HandshakeSettings } from './handshake.ts';
import { tokens } from './resources/tokens.ts';
import { deadlines } from './rules/deadlines.ts';

/** What is kept of a member's sign-in: while he is away at Comptexpert, and once he is back. Times RFC 3339 UTC. */
export type SignInRecord =
  | { readonly state: 'pending'; readonly idRequest: string; readonly oneTimeState: string; readonly expiresAt: string }
  | {
      readonly state: 'signed-in';
      readonly officeToken: string;
      readonly officeName: string;
      readonly userToken: string;
      readonly userEmail: string;
      /** When the user token ends: five days after the sign-in. */
      readonly expiresAt: string;
    };

/** Where sign-ins are kept, by a key of the vendor's (its user's id). It holds tokens: keep it encrypted, and to back ends. */
export interface SignInStore {
  get(key: string): Promise<SignInRecord | undefined>;
  set(key: string, record: SignInRecord): Promise<void>;
  delete(key: string): Promise<void>;
}

/** A store in the process's memory: for trying out, and for tests. */
export function memorySignInStore(): SignInStore {
  const records = new Map<string, SignInRecord>();
  return {
    get: async (key) => records.get(key),
    set: async (key, record) => void records.set(key, record),
    delete: async (key) => void records.delete(key),
  };
}

/** A member's tokens, as `createClient` takes them. */
export interface SignedIn {
  readonly officeToken: string;
  readonly userToken: string;
  readonly officeName: string;
  readonly userEmail: string;
  readonly expiresAt: string;
  /** Whether less than a day is left: offer him to sign in again while he is there. No token is renewed without him. */
  readonly renewSoon: boolean;
}

/** The members' sign-ins of a vendor's back end, from the button to the revocation. */
export interface SignIn {
  /**
   * Begins a sign-in and returns the address to send the member to. Errors: `hmac_invalid`, `redirect_not_registered`,
   * `timestamp_out_of_window`.
   */
  begin(key: string, request: { readonly successUrl: string }, options?: RequestOptions): Promise<string>;
  /**
   * Ends it on the page of `successUrl`, with the `state` of that page's query; compared in constant time, good once.
   * Errors: `sign_in_mismatch` (another's visit, or one not begun here: refuse it), `handshake_pending`,
   * `request_expired`, `token_revoked`.
   */
  complete(key: string, state: unknown, options?: RequestOptions): Promise<SignedIn>;
  /** A member's tokens, or undefined where he has to sign in (again). */
  tokens(key: string): Promise<SignedIn | undefined>;
  /** Signs him out: his user token is revoked on the platform, and nothing of him is kept here. */
  end(key: string, options?: RequestOptions): Promise<void>;
}

const day = 86_400_000;

/** Makes the sign-ins of a vendor's back end over a handshake and a store. */
export function createSignIn({ store, ...settings }: HandshakeSettings & { readonly store: SignInStore }): SignIn {
  const { baseUrl, editor, fetch, timeoutMs, now = Date.now } = settings;
  const handshake = createHandshake(settings);
  const base = operationBase(baseUrl, editor, fetch !== undefined);
  const after = (milliseconds: number) => new Date(now() + milliseconds).toISOString();
  const given = (record: Extract<SignInRecord, { state: 'signed-in' }>): SignedIn => {
    const { state: _, ...tokens } = record;
    return { ...tokens, renewSoon: Date.parse(record.expiresAt) - now() < day };
  };
  return {
    async begin(key, { successUrl }, options) {
      const { url, idRequest, state } = await handshake.start({ successUrl }, options);
      const expiresAt = after(deadlines.handshakeRequest);
      await store.set(key, { state: 'pending', idRequest, oneTimeState: state, expiresAt });
      return url;
    },
    async complete(key, state, options) {
      const record = await store.get(key);
      if (record?.state !== 'pending' || !handshake.checkState(record.oneTimeState, state)) {
        throw new JseError('sign_in_mismatch', 'This visit does not belong to the sign-in that was begun');
      }
      const { office, user } = await handshake.fetch(record.idRequest, options);
      const signedIn = {
        state: 'signed-in',
        officeToken: office.token,
        officeName: office.name,
        userToken: user.token,
        userEmail: user.email,
        expiresAt: after(deadlines.userToken),
      } as const;
      await store.set(key, signedIn);
      return given(signedIn);
    },
    async tokens(key) {
      const record = await store.get(key);
      return record?.state === 'signed-in' && Date.parse(record.expiresAt) > now() ? given(record) : undefined;
    },
    async end(key, options) {
      const record = await store.get(key);
      // First here: whatever the platform answers, he is signed out of this software.
      await store.delete(key);
      if (record?.state !== 'signed-in') return;
      const { officeToken, userToken } = record;
      const authenticate = tokenAuthentication({ officeToken, userToken });
      const send = createTransport({ base, authenticate, fetch, timeoutMs });
      await tokens(send)
        .revoke(options)
        .catch((error: unknown) => {
          if (!isJseError(error, 'token_revoked') && !isJseError(error, 'unauthenticated')) throw error;
        });
    },
  };
}
