import { JseError } from './errors.ts';
import { tokenAuthentication } from './http/authentication.ts';
import { operationBase } from './http/path.ts';
import type { Fetch, RequestOptions } from './http/request.ts';
import { createTransport } from './http/transport.ts';
import { bind } from './resources/bind.ts';
import * as collections from './resources/collections.ts';
import * as documents from './resources/documents.ts';
import * as embedSessions from './resources/embed-sessions.ts';
import { me } from './resources/me.ts';
import * as members from './resources/members.ts';
import * as placements from './resources/placements.ts';
import * as signers from './resources/signers.ts';
import * as tokens from './resources/tokens.ts';

export { computeHandshakeHmac, createHandshake } from './handshake.ts';
export type { Handshake, HandshakeSettings, StartedHandshake } from './handshake.ts';
export * from './index.ts';

/** What a vendor's back end gives; the tokens come from the handshake. Times in milliseconds. */
export interface ClientSettings {
  /** The platform's address, `https://…`; http for loopback only. */
  readonly baseUrl: string;
  /** The editor's shortcut. */
  readonly editor: string;
  readonly officeToken: string;
  /** Acts for a member. */
  readonly userToken?: string | undefined;
  /** Another way to carry requests, for example a platform in the same process. */
  readonly fetch?: Fetch | undefined;
  /** One attempt, default 30 000 (four times that for files); a whole call takes at most a minute longer. */
  readonly timeoutMs?: number | undefined;
  /** How many attempts may follow the first, default 2. */
  readonly retry?: number | undefined;
}

/** The client of a vendor's back end. */
export type Client = ReturnType<typeof resourcesOf> & {
  /** The same client acting for another member. */
  readonly with: (changes: Pick<ClientSettings, 'userToken'>) => Client;
};

/** Makes the client of a vendor's back end. It holds secrets: a page takes `@jse/sdk/browser`. */
export function createClient(settings: ClientSettings): Client {
  if (settings.fetch === undefined && typeof window !== 'undefined' && typeof document !== 'undefined') {
    throw new JseError(
      'configuration',
      '@jse/sdk/server holds secrets and does not run in a page: use @jse/sdk/browser',
    );
  }
  return { ...resourcesOf(settings), with: (changes) => createClient({ ...settings, ...changes }) };
}

function resourcesOf(settings: ClientSettings) {
  const { fetch, timeoutMs, retry } = settings;
  const base = operationBase(settings.baseUrl, settings.editor, fetch !== undefined);
  const send = createTransport({ base, authenticate: tokenAuthentication(settings), fetch, timeoutMs, retry });
  return {
    /** Documents with their signers and state. */
    collections: bind(send, collections, [
      'create',
      'get',
      'list',
      'update',
      'prepare',
      'launch',
      'cancel',
      'remind',
      'reorder',
      'evidence',
    ]),
    /** The PDFs of a collection. */
    documents: bind(send, documents, ['upload', 'remove', 'download']),
    /** The signers of a collection. */
    signers: bind(send, signers, ['add', 'update', 'remove', 'unlock']),
    /** The visible signatures of a collection. */
    placements: bind(send, placements, ['replace']),
    /** The members of the firm and their delegations. */
    members: bind(send, members, ['list', 'setDelegations']),
    /** One-time codes with which a page opens its session. */
    embedSessions: bind(send, embedSessions, ['create']),
    /** The user token in use. */
    tokens: bind(send, tokens, ['revoke']),
    /** Who acts, for which firm, with what credit. */
    me: (options?: RequestOptions) => me(send, options),
  };
}
