import { JseError } from './errors.ts';
import { tokenAuthentication } from './http/authentication.ts';
import { createFileStreams } from './http/file-stream.ts';
import type { Hooks } from './http/hooks.ts';
import { operationBase } from './http/path.ts';
import type { Fetch, RequestOptions } from './http/request.ts';
import { warnOfProposals } from './http/proposals.ts';
import { createTransport } from './http/transport.ts';
import { type Archive, archive } from './resources/archive.ts';
import { type Certificates, certificates } from './resources/certificates.ts';
import { type Collections, collections } from './resources/collections.ts';
import { type Contacts, contacts } from './resources/contacts.ts';
import { credit, type CreditResource } from './resources/credit.ts';
import { type DocumentStreams, documentStreams } from './resources/document-streams.ts';
import { type Documents, documents } from './resources/documents.ts';
import { type EmbedSessions, embedSessions } from './resources/embed-sessions.ts';
import { evidence, type EvidenceResource } from './resources/evidence.ts';
import { type Events, events } from './resources/events.ts';
import { type IdentityChecks, identityChecks } from './resources/identity.ts';
import { me } from './resources/me.ts';
import { type Members, members } from './resources/members.ts';
import { type Parapheur, parapheur } from './resources/parapheur.ts';
import { personalData, type PersonalDataResource } from './resources/personal-data.ts';
import { type Placements, placements } from './resources/placements.ts';
import { type Signers, signers } from './resources/signers.ts';
import { type Templates, templates } from './resources/templates.ts';
import { type Tokens, tokens } from './resources/tokens.ts';
import { type WebhookEndpoints, webhookEndpoints } from './resources/webhook-endpoints.ts';
import type { Me } from './schemas/index.ts';

export { computeHandshakeHmac, createHandshake } from './handshake.ts';
export type { Handshake, HandshakeSettings, StartedHandshake } from './handshake.ts';
export { createSignIn, memorySignInStore } from './sign-in.ts';
export type { SignedIn, SignIn, SignInRecord, SignInStore } from './sign-in.ts';
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
  /** The language of what the platform says in refusals; default: French, in a page the browser's. */
  readonly language?: 'fr' | 'en' | undefined;
  /** What watches the calls, for logs and traces. */
  readonly hooks?: Hooks | undefined;
  /** Gets warnings, each once: calls that the platform's operator has not confirmed yet. Default: `console.warn`. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** The client of a vendor's back end. */
export interface Client {
  /** Collections: documents with their signers and state. */
  readonly collections: Omit<Collections, 'refuse'>;
  /** The PDFs of a collection. */
  readonly documents: Documents & DocumentStreams;
  /** The signers of a collection. */
  readonly signers: Signers;
  /** The visible signatures of a collection. */
  readonly placements: Placements;
  /** The members of the firm and their delegations. */
  readonly members: Members;
  /** The certificates of the members and of the seal. */
  readonly certificates: Certificates;
  /** Where the checks of clients' identities stand. */
  readonly identityChecks: IdentityChecks;
  /** What the firm holds about a person: export and erasure. */
  readonly personalData: PersonalDataResource;
  /** One-time codes with which a page opens its session. */
  readonly embedSessions: EmbedSessions;
  /** The evidence of collections. */
  readonly evidence: EvidenceResource;
  /** Completed collections out of the platform. */
  readonly archive: Archive;
  /** The clients of the firm. */
  readonly contacts: Contacts;
  /** Templates, and the collections made from them. */
  readonly templates: Templates;
  /** What waits for the member's act. */
  readonly parapheur: Parapheur;
  /** The firm's credit. */
  readonly credit: CreditResource;
  /** Where events are sent to. */
  readonly webhookEndpoints: WebhookEndpoints;
  /** What happened, in order. */
  readonly events: Events;
  /** The tokens that this software holds for the firm. */
  readonly tokens: Tokens;
  /** Who acts: the firm with its credit in cents, and the member where a user token is given. */
  readonly me: (options?: RequestOptions) => Promise<Me>;
  /** The same client acting for another member. */
  readonly with: (changes: Pick<ClientSettings, 'userToken'>) => Client;
}

/** Makes the client of a vendor's back end. It holds secrets: a page takes `@jse/sdk/browser`. */
export function createClient(settings: ClientSettings): Client {
  const { fetch, timeoutMs, retry, language, hooks } = settings;
  if (fetch === undefined && typeof window !== 'undefined' && typeof document !== 'undefined') {
    throw new JseError(
      'configuration',
      '@jse/sdk/server holds secrets and does not run in a page: use @jse/sdk/browser',
    );
  }
  const base = operationBase(settings.baseUrl, settings.editor, fetch !== undefined);
  const transport = {
    base,
    authenticate: tokenAuthentication(settings),
    fetch,
    timeoutMs,
    retry,
    language,
    hooks,
    // eslint-disable-next-line no-console -- who hands in no other place is told where he looks
    onResponse: warnOfProposals(settings.onWarning ?? console.warn),
  };
  const send = createTransport(transport);
  const open = createFileStreams(transport);
  const { refuse: _, ...ofBackEnds } = collections(send);
  return {
    collections: ofBackEnds,
    documents: { ...documents(send), ...documentStreams(open) },
    signers: signers(send),
    placements: placements(send),
    members: members(send),
    certificates: certificates(send),
    identityChecks: identityChecks(send),
    personalData: personalData(send),
    embedSessions: embedSessions(send),
    evidence: evidence(send),
    archive: archive(send, open),
    contacts: contacts(send),
    templates: templates(send),
    parapheur: parapheur(send),
    credit: credit(send),
    webhookEndpoints: webhookEndpoints(send),
    events: events(send),
    tokens: tokens(send),
    me: (options) => me(send, options),
    with: (changes) => createClient({ ...settings, ...changes }),
  };
}
