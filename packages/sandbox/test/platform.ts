import { consent } from '@jse/sdk/rules';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import { type Client, createClient } from '@jse/sdk/server';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { createPostgresServer } from '../src/adapters/postgres.ts';
import { createSandbox, defaultFirm, type Sandbox, type SandboxOptions, type SeededFirm } from '../src/index.ts';
import { checkAnswer } from './check-answer.ts';
import { createDatabase, dropDatabase } from './postgres-cluster.ts';
import { openSnapshot } from './prepared-database.ts';

/** The page of the vendor in the tests. */
export const origin = 'https://vendor.example';
/** The address of the platform in the tests. */
export const baseUrl = 'http://localhost:4010';
export const editor = {
  shortcut: 'vendor',
  name: 'Vendor',
  secret: 'a secret of the tests',
  origins: [origin],
  signingUrl: `${origin}/sign/{collectionId}`,
  // Where it is not about the frame, the tests' page is trusted with codes.
  codeEntry: 'inline' as const,
};
export const clients = {
  first: { firstName: 'Camille', lastName: 'Cliente', email: 'camille@client.example', phone: '+33639980011' },
  second: { firstName: 'Dominique', lastName: 'Cogérant', email: 'dominique@client.example', phone: '+33639980012' },
};

/** The whole platform in process, a firm in it, and the clients of its members. */
export interface Platform {
  readonly sandbox: Sandbox;
  readonly firm: SeededFirm;
  readonly expert: Client;
  /** Prepares only. */
  readonly preparer: Client;
  /** Prepares, launches, seals. */
  readonly launcher: Client;
  readonly expertId: string;
}

/** Starts a platform with the default firm. */
export async function startPlatform(
  options: SandboxOptions = {},
  creditCents = defaultFirm.creditCents,
): Promise<Platform> {
  const settings = { baseUrl, padesLevel: 'B-B' as const, ...options.settings };
  const sandbox = checked(await openSandbox({ ...options, settings }));
  await sandbox.seed.editor(editor);
  const firm = await sandbox.seed.firm({ ...defaultFirm, creditCents });
  const clientOf = async (at: number) => {
    const tokens = await sandbox.seed.tokens(editor.shortcut, firm.members[at]?.id ?? '');
    return createClient({ baseUrl, editor: editor.shortcut, fetch: (request) => sandbox.fetch(request), ...tokens });
  };
  const [expert, preparer, launcher] = [await clientOf(0), await clientOf(1), await clientOf(2)];
  return { sandbox, firm, expert, preparer, launcher, expertId: firm.members[0]?.id ?? '' };
}

/** The sandbox with every answer held against the OpenAPI document: one that differs fails its call, and the suite's end. */
function checked(sandbox: Sandbox): Sandbox {
  const faults: unknown[] = [];
  return {
    ...sandbox,
    async fetch(request, options) {
      const response = await sandbox.fetch(request, options);
      try {
        await checkAnswer(request, response);
      } catch (fault) {
        faults.push(fault);
        throw fault;
      }
      return response;
    },
    async close() {
      await sandbox.close();
      if (faults.length > 0) throw faults[0];
    },
  };
}

/**
 * A sandbox on the embedded database (from the snapshot that JSE_TEST_SNAPSHOT names, where it does), or on one of its
 * own of the server that JSE_TEST_DATABASE_URL names.
 */
async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { JSE_TEST_DATABASE_URL: server, JSE_TEST_SNAPSHOT: snapshot } = process.env;
  if (options.dataDir !== undefined || options.database) return createSandbox(options);
  if (server === undefined)
    return createSandbox(snapshot === undefined ? options : { ...options, database: await openSnapshot(snapshot) });
  const url = await createDatabase(server);
  const sandbox = await createSandbox({ ...options, database: createPostgresServer({ url }) });
  return {
    ...sandbox,
    async close() {
      await sandbox.close();
      await dropDatabase(server, url);
    },
  };
}

/** A small PDF with this many A4 pages. */
export async function makePdf(pages = 2, text = 'Page'): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let at = 1; at <= pages; at++)
    pdf.addPage([595, 842]).drawText(`${text} ${at}`, { x: 60, y: 760, size: 18, font });
  return pdf.save();
}

/** A draft with one document and the given signers in order; returns its id. */
export async function draft(
  platform: Platform,
  signers: readonly ('first' | 'second' | 'expert' | 'seal')[],
  settings: { readonly order?: 'sequential' | 'parallel'; readonly documents?: number } = {},
): Promise<string> {
  const { expert } = platform;
  const { id } = await expert.collections.create({ title: 'Lettre de mission', order: settings.order ?? 'sequential' });
  for (let at = 1; at <= (settings.documents ?? 1); at++) {
    await expert.documents.upload(id, at, await makePdf(2, `Document ${at}, page`), { name: `document-${at}.pdf` });
  }
  for (const [at, who] of signers.entries()) {
    const order = at + 1;
    if (who === 'expert') await expert.signers.add(id, { order, level: 'advanced', memberId: platform.expertId });
    else if (who === 'seal') await expert.signers.add(id, { order, level: 'seal' });
    else await expert.signers.add(id, { order, level: 'simple', ...clients[who] });
  }
  return id;
}

/** The token of the newest invitation sent to an address. */
export async function invitationOf(platform: Platform, to: string): Promise<string> {
  const letters = await platform.sandbox.outbox.messages({ to, channel: 'email' });
  const token = letters
    .map(({ text }) => /#invitation=([\w-]+)/.exec(text)?.[1])
    .findLast((found) => found !== undefined);
  if (!token) throw new Error(`No invitation was sent to ${to}`);
  return token;
}

/** A page's client that came by an invitation. */
export function visitor(platform: Platform, invitation: string, from = origin): BrowserClient {
  const fetch = (request: Request) => platform.sandbox.fetch(request, { origin: from });
  return createBrowserClient({ baseUrl, editor: editor.shortcut, invitation, fetch });
}

/** Reads every document, consents and has the code sent; returns what it takes to go on. */
export async function openCeremony(page: BrowserClient, collectionId: string) {
  const collection = await page.collections.get(collectionId);
  const documents: { id: string; sha256: string }[] = [];
  for (const { id } of collection.documents)
    documents.push({ id, sha256: (await page.documents.download(collectionId, id)).sha256 });
  const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
  const ceremony = await page.ceremonies.open({ collections: [{ collectionId, documents }], consent: accepted });
  return page.ceremonies.sendCode(ceremony.id);
}

/** The code of the newest SMS that names a ceremony's reference; another platform's worker may be just sending it. */
export async function codeOf(platform: Platform, reference: string): Promise<string> {
  for (let attempt = 1; attempt <= 50; attempt++) {
    const messages = await platform.sandbox.outbox.messages({ channel: 'sms' });
    const sms = messages.findLast(({ text }) => text.includes(reference));
    const code = /^\d{6}/.exec(sms?.text ?? '')?.[0];
    if (code) return code;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(`No SMS names ${reference}`);
}

/** Somebody invited signs, from the invitation to the signature. */
export async function signBy(platform: Platform, email: string, collectionId: string) {
  const page = visitor(platform, await invitationOf(platform, email));
  const { id, reference } = await openCeremony(page, collectionId);
  return page.ceremonies.sign(id, await codeOf(platform, reference));
}

/** Tokens of the expert of a platform that was founded by an earlier process. */
export async function issueClientTokens(sandbox: Sandbox): Promise<{ officeToken: string; userToken: string }> {
  const expert = await sandbox.seed.memberByEmail(defaultFirm.members[0]?.email ?? '');
  return sandbox.seed.tokens(editor.shortcut, expert);
}

/** The expert with a fresh user token: the clock was moved past the five days of the one before. */
export async function renewed(platform: Platform): Promise<Client> {
  const { userToken } = await platform.sandbox.seed.tokens(editor.shortcut, platform.expertId);
  return platform.expert.with({ userToken });
}
