import { createSandbox, defaultFirm, type Message, type Sandbox } from '@jse/sandbox';
import { type BrowserClient, createBrowserClient, type Fetch, type NewEmbedSession } from '@jse/sdk/browser';
import { type Client, createClient } from '@jse/sdk/server';
import { type Line, unreliableLine } from './line.ts';

/** A person outside the firm, or the role of somebody (or something) of the firm. */
export type PlayedSigner = PlayedClient | 'expert' | 'seal';

/** A client of the firm as he is typed in. */
export interface PlayedClient {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
}

/** What a collection of the playground is made of; `places` puts a visible signature of each on the last page. */
export interface PlayedCollection {
  readonly title?: string;
  readonly message?: string;
  readonly order?: 'sequential' | 'parallel';
  readonly documents: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly signers: readonly PlayedSigner[];
  readonly places?: boolean;
}

/** A collection with its signers in order. */
export interface MadeCollection {
  readonly id: string;
  readonly signerIds: readonly string[];
}

/** The firm's members by what they may do. */
export type PlayedMember = 'expert' | 'preparer' | 'launcher';

/** The whole platform inside this page, with a firm and its people. Nothing in it is simulated but the line. */
export interface Playground {
  readonly sandbox: Sandbox;
  /** The way from the page to the platform; it can be broken on purpose. */
  readonly line: Line;
  /** The vendor's back end, acting for a member. */
  vendor(member?: PlayedMember): Promise<Client>;
  /** A page's client with a session of this kind; each renewal gets a fresh code. */
  page(session: Omit<NewEmbedSession, 'origins'>, member?: PlayedMember): BrowserClient;
  /** The page that the newest invitation to this address leads to. */
  invited(email: string): Promise<BrowserClient>;
  /** The page that the link of an invitation leads to. */
  opened(link: string): BrowserClient;
  /** Makes a draft. */
  draft(collection: PlayedCollection): Promise<MadeCollection>;
  /** Makes a collection and launches it. */
  launched(collection: PlayedCollection): Promise<MadeCollection>;
  /** A call of the developers' API (`/sandbox/…`): messages, clock, credit, faults, requests. */
  developer<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object): Promise<T>;
  /** The newest message, of this address or number if one is given. */
  newest(channel: 'email' | 'sms', to?: string): Promise<Message>;
  /** The code of the newest SMS. */
  code(): Promise<string>;
  close(): Promise<void>;
}

/** Two clients of the firm, on numbers reserved for fiction. */
export const played = {
  camille: { firstName: 'Camille', lastName: 'Martin', email: 'camille@client.example', phone: '+33639980011' },
  dominique: { firstName: 'Dominique', lastName: 'Petit', email: 'dominique@client.example', phone: '+33639980012' },
} as const satisfies Record<string, PlayedClient>;

const editor = 'playground';
const origin = 'https://logiciel.example';

/** Starts the platform in this page with a firm: an expert, one who prepares, one who launches and seals. */
export async function startPlayground(creditCents = 10_000): Promise<Playground> {
  const developerToken = crypto.randomUUID();
  const sandbox = await createSandbox({ developerToken });
  const { baseUrl } = sandbox.settings;
  const signingUrl = `${origin}/signature/{collectionId}`;
  await sandbox.seed.editor({
    shortcut: editor,
    name: 'Logiciel',
    secret: crypto.randomUUID(),
    origins: [origin],
    signingUrl,
    // The platform inside a page has no origin of its own to serve a frame from.
    codeEntry: 'inline',
  });
  const firm = await sandbox.seed.firm({ ...defaultFirm, creditCents });
  const [expert, preparer, launcher] = firm.members;
  const members = { expert, preparer, launcher };
  const line: Line = { fault: undefined, tamper: undefined };
  const fetch: Fetch = unreliableLine((request) => sandbox.fetch(request, { origin }), line);
  // Fresh tokens each time: the clock of the platform may have been moved beyond the old ones.
  const vendor = async (member: PlayedMember = 'expert'): Promise<Client> => {
    const tokens = await sandbox.seed.tokens(editor, members[member]?.id ?? '');
    return createClient({ baseUrl, editor, ...tokens, fetch: (request) => sandbox.fetch(request) });
  };
  const newest: Playground['newest'] = async (channel, to) => {
    const messages = await sandbox.outbox.messages({ channel, ...(to !== undefined && { to }) });
    const message = messages.at(-1);
    if (!message) throw new Error(`No ${channel} to ${to ?? 'anybody'} yet`);
    return message;
  };
  const opened = (link: string): BrowserClient => {
    const invitation = /#invitation=([\w-]+)/.exec(link)?.[1];
    return createBrowserClient({ baseUrl, editor, invitation, fetch, retry: 0 });
  };
  const draft: Playground['draft'] = async ({ title = 'Lettre de mission 2026', documents, signers, ...rest }) => {
    const client = await vendor();
    const { id } = await client.collections.create({
      title,
      message: rest.message ?? '',
      order: rest.order ?? 'sequential',
    });
    const documentIds: string[] = [];
    for (const [at, { name, bytes }] of documents.entries()) {
      documentIds.push((await client.documents.upload(id, at + 1, { name, bytes })).id);
    }
    const signerIds: string[] = [];
    for (const [at, signer] of signers.entries()) {
      const placements = rest.places === false ? [] : documentIds.map((documentId) => placeOf(documentId, at));
      const order = at + 1;
      const who =
        signer === 'seal'
          ? { level: 'seal' as const }
          : signer === 'expert'
            ? { level: 'advanced' as const, memberId: expert?.id ?? '' }
            : { level: 'simple' as const, ...signer };
      signerIds.push((await client.signers.add(id, { order, placements, ...who })).id);
    }
    return { id, signerIds };
  };

  return {
    sandbox,
    line,
    vendor,
    newest,
    async developer<T>(method: string, path: string, body?: object) {
      const headers = { authorization: `Bearer ${developerToken}`, 'content-type': 'application/json' };
      const init = { method, headers, body: body ? JSON.stringify(body) : null };
      const response = await sandbox.fetch(new Request(`${baseUrl}/sandbox/${path}`, init));
      if (!response.ok) throw new Error(`${method} /sandbox/${path}: ${await response.text()}`);
      return (await response.json()) as T;
    },
    draft,
    page(session, member = 'expert') {
      const getEmbedCode = async () => {
        const client = await vendor(member);
        return (await client.embedSessions.create({ ...session, origins: [origin] })).code;
      };
      return createBrowserClient({ baseUrl, editor, getEmbedCode, fetch, retry: 0 });
    },
    async invited(email) {
      return opened((await newest('email', email)).text);
    },
    opened,
    async launched(collection) {
      const made = await draft(collection);
      await (await vendor()).collections.launch(made.id);
      await sandbox.outbox.drain();
      return made;
    },
    async code() {
      return /^\d{6}/.exec((await newest('sms')).text)?.[0] ?? '';
    },
    close: () => sandbox.close(),
  };
}

/** Side by side at the foot of the last page, two in a row. */
function placeOf(documentId: string, at: number) {
  return { documentId, page: -1, x: at % 2 === 0 ? 60 : 330, y: 110 + 70 * Math.floor(at / 2) };
}
