import type { RequestOptions } from './http/request.ts';
import { type BrowserClientSettings, openPage, type PageSession } from './page.ts';
import { type Archive, archiveDownload } from './resources/archive.ts';
import { type Ceremonies, ceremonies } from './resources/ceremonies.ts';
import { type Collections, collections } from './resources/collections.ts';
import { type Documents, documents } from './resources/documents.ts';
import { type Events, events } from './resources/events.ts';
import { evidence, type EvidenceResource } from './resources/evidence.ts';
import { type OwnIdentity, ownIdentity } from './resources/identity.ts';
import { me } from './resources/me.ts';
import { memberList } from './resources/member-list.ts';
import type { Members } from './resources/members.ts';
import { type Parapheur, parapheur } from './resources/parapheur.ts';
import { pick } from './resources/pick.ts';
import { type Placements, placements } from './resources/placements.ts';
import { type Signers, signers } from './resources/signers.ts';
import type { Me } from './schemas/index.ts';

export { clientErrorCodes, isJseError, JseError } from './errors.ts';
export type { BrowserClientSettings, PageSession } from './page.ts';
export { createSigningClient, type SigningClient } from './signing.ts';
export { userMessage } from './user-message.ts';
export type * from './index.ts';

/** The client of a page, acting in one session. */
export interface BrowserClient extends PageSession {
  /** The collection of the session. */
  readonly collections: Pick<
    Collections,
    'get' | 'update' | 'estimate' | 'prepare' | 'launch' | 'cancel' | 'remind' | 'reorder' | 'refuse'
  >;
  /** The PDFs of the collection. */
  readonly documents: Documents;
  /** The signers of the collection. */
  readonly signers: Pick<Signers, 'add' | 'update' | 'remove' | 'replace' | 'unlock'>;
  /** The visible signatures of the collection. */
  readonly placements: Placements;
  /** What waits for the member of the session. */
  readonly parapheur: Parapheur;
  /** The members of the firm. */
  readonly members: Pick<Members, 'list'>;
  /** The signer's own identity document, where his level asks for one. */
  readonly identity: OwnIdentity;
  /** Acts of signing: open with what was read and the consent, send the code, sign. */
  readonly ceremonies: Ceremonies;
  /** What happens to the collection of the session, as it happens. */
  readonly events: Events;
  /** The completed collection as one ZIP. */
  readonly archive: Pick<Archive, 'download'>;
  /** The evidence of the collection. */
  readonly evidence: EvidenceResource;
  /** Who acts: the firm with its credit in cents, and the member where the session is a member's. */
  readonly me: (options?: RequestOptions) => Promise<Me>;
}

/** What the contract lets a session call, of the resources that have more. */
const ofPages = {
  collections: ['get', 'update', 'estimate', 'prepare', 'launch', 'cancel', 'remind', 'reorder', 'refuse'],
  signers: ['add', 'update', 'remove', 'replace', 'unlock'],
} as const;

/**
 * Makes the client of a page. The session opens with the first call, bound to a key that never leaves the page
 * (RFC 9449), and is renewed before it expires. Errors of any call: `embed_code_invalid`, `invitation_invalid`,
 * `origin_not_allowed`, `session_expired`, `scope_missing`, `insecure_context`.
 */
export function createBrowserClient(settings: BrowserClientSettings): BrowserClient {
  const { send, page } = openPage(settings);
  return {
    ...page,
    collections: pick(collections(send), ofPages.collections),
    documents: documents(send),
    signers: pick(signers(send), ofPages.signers),
    placements: placements(send),
    members: memberList(send),
    identity: ownIdentity(send),
    parapheur: parapheur(send),
    ceremonies: ceremonies(send),
    events: events(send),
    archive: archiveDownload(send),
    evidence: evidence(send),
    me: (options) => me(send, options),
  };
}
