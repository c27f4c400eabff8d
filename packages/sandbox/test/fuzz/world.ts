import { type BrowserClient } from '@jse/sdk/browser';
import { operations } from '@jse/sdk/contract';
import { sessionPurposes } from '@jse/sdk/rules';
import { createClient } from '@jse/sdk/server';
import { call, type Caller } from '../api.ts';
import {
  baseUrl,
  clients,
  draft,
  editor,
  invitationOf,
  makePdf,
  openCeremony,
  origin,
  type Platform,
  startPlatform,
  visitor,
} from '../platform.ts';
import { type HeldSession, openSession } from '../sessions.ts';

/** A mark that stands in everything the other firm has, and in nothing that is sent. */
export const canary = 'Canari7x';
const canaryPhone = '+33639987654';
/** Texts of the other firm that must be in no answer to this one. */
export const canaries = [canary, canary.toLowerCase(), canaryPhone, '87 65 4', '100000777'];

/** What the fuzzer plays with: a firm of its own, another one full of canaries, and ids of both. */
export interface World {
  readonly platform: Platform;
  /** Why a call failed inside, by its request id. */
  readonly causes: ReadonlyMap<string, string>;
  readonly tokens: Readonly<Record<string, string>>;
  readonly officeOnly: Readonly<Record<string, string>>;
  readonly sessions: readonly HeldSession[];
  /** Ids and other texts by the name of the parameter or member that they may stand in. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly pdf: Uint8Array<ArrayBuffer>;
}

/** Founds both firms, with collections in several states, webhooks and a ceremony under way; nobody is held back by limits. */
export async function foundWorld(options: Parameters<typeof startPlatform>[0] = {}): Promise<World> {
  const settings = { ...options?.settings, rateLimits: null };
  const causes = new Map<string, string>();
  const log = (event: Readonly<Record<string, unknown>>) => {
    if (event['event'] === 'request.failed') causes.set(String(event['requestId']), JSON.stringify(event));
  };
  const platform = await startPlatform({ log, ...options, settings }, 50_000_000);
  const other = await foundOther(platform);
  const tokens = await headersOf(platform, platform.expertId);
  const as = tokens;
  const own = { ...(await fill(platform)), ...(await fillFirm(platform, as, 'Nôtre')) };
  const page: BrowserClient = visitor(platform, await invitationOf(platform, clients.first.email));
  const ceremony = await openCeremony(page, own.running);
  const { id: webhookId } = await call(platform, operations.createWebhook, {
    as,
    body: { url: 'https://hooks.example/x', types: ['certificate.expiring'] },
  });
  const sessions: HeldSession[] = [
    await openSession(platform, { invitation: await invitationOf(platform, clients.first.email) }),
  ];
  for (const purpose of sessionPurposes) {
    if (purpose === 'sign') continue;
    const wanted =
      purpose === 'parapheur' ? { purpose } : { purpose, collectionId: purpose === 'follow' ? own.running : own.draft };
    const { code } = await platform.expert.embedSessions.create({ ...wanted, origins: [origin] });
    sessions.push(await openSession(platform, { code }));
  }
  const collections = [own.draft, own.running, own.cancelled, other.draft, other.running];
  const member = platform.firm.members.map(({ id }) => id);
  return {
    platform,
    causes,
    tokens,
    officeOnly: { 'jse-editor-token-office': tokens['jse-editor-token-office'] ?? '' },
    sessions,
    pdf: new Uint8Array(await makePdf(1)),
    known: {
      transactionId: collections,
      transactionIds: collections,
      fileId: [...own.documents, ...other.documents],
      signatoryId: [...own.signers, ...other.signers],
      signatoryIds: [...own.signers, ...other.signers],
      memberId: [...member, other.member],
      ceremonyId: [ceremony.id],
      webhookId: [webhookId, other.webhook],
      contactId: [own.contact, other.contact],
      templateId: [own.template, other.template],
      role: ['client', 'seal'],
      eventId: ['evt_nobody'],
      wait: ['0', '1'],
      order: ['1', '2', '0', '-1', '1e9', '99'],
      idRequest: ['A'.repeat(30)],
      hmac: ['0'.repeat(64)],
      externalId: ['dossier-1', canaryless(other.externalId)],
      cursor: ['', 'x', 'latest', own.running],
    },
  };
}

const canaryless = (text: string) => text.replaceAll(canary, 'x');

async function headersOf(platform: Platform, memberId: string): Promise<Record<string, string>> {
  const { officeToken, userToken } = await platform.sandbox.seed.tokens(editor.shortcut, memberId);
  return { 'jse-editor-token-office': officeToken, 'jse-editor-token-user': userToken };
}

async function fill(platform: Platform) {
  const { expert } = platform;
  const running = await draft(platform, ['first', 'expert', 'seal'], { order: 'parallel' });
  await expert.collections.launch(running);
  const cancelled = await draft(platform, ['second']);
  await expert.collections.cancel(cancelled);
  const drafted = await draft(platform, ['second', 'expert']);
  const all = [await expert.collections.get(running), await expert.collections.get(drafted)];
  return {
    running,
    cancelled,
    draft: drafted,
    documents: all.flatMap(({ documents }) => documents.map(({ id }) => id)),
    signers: all.flatMap(({ signers }) => signers.map(({ id }) => id)),
  };
}

/** A contact and a template of a firm, with a mark in each of their texts. */
async function fillFirm(platform: Platform, as: Caller, mark: string) {
  const person = {
    name: mark,
    firstName: mark,
    email: `contact@${mark === canary ? mark.toLowerCase() : 'notre'}.example`,
    phone: canaryPhone,
  };
  const { phone } = mark === canary ? person : clients.second;
  const contact = await call(platform, operations.createContact, {
    as,
    body: { ...person, phone, company: mark, externalId: `contact ${mark}` },
  });
  const roles = [{ role: 'client', label: mark, party: 'client', signatureLevel: 'simple' }];
  const body = { name: mark, object: mark, message: mark, mailSubject: mark, roles };
  const template = await call(platform, operations.createTemplate, { as, body });
  return { contact: contact.id, template: template.id };
}

/** The other firm, of the same vendor's software: every text it has carries the mark. */
async function foundOther(platform: Platform) {
  const { sandbox } = platform;
  const firm = await sandbox.seed.firm({
    name: `Cabinet ${canary}`,
    siren: '100000777',
    creditCents: 777_777,
    members: [
      {
        firstName: canary,
        lastName: canary,
        email: `${canary.toLowerCase()}@autre.example`,
        phone: canaryPhone,
        role: 'expert',
      },
    ],
  });
  const member = firm.members[0]?.id ?? '';
  const tokens = await sandbox.seed.tokens(editor.shortcut, member);
  const fetch = (request: Request) => sandbox.fetch(request);
  const expert = createClient({ baseUrl, editor: editor.shortcut, fetch, ...tokens });
  const externalId = `dossier ${canary}`;
  const make = async (title: string, own: { externalId?: string } = {}) => {
    const { id } = await expert.collections.create({ title, message: canary, ...own });
    await expert.documents.upload(id, 1, await makePdf(1, canary), { name: `${canary}.pdf` });
    const person = {
      firstName: canary,
      lastName: canary,
      email: `client@${canary.toLowerCase()}.example`,
      phone: canaryPhone,
    };
    await expert.signers.add(id, { order: 1, level: 'simple', ...person });
    return id;
  };
  const running = await make(`${canary} en cours`, { externalId });
  await expert.collections.launch(running);
  const drafted = await make(`${canary} brouillon`);
  const as = { 'jse-editor-token-office': tokens.officeToken, 'jse-editor-token-user': tokens.userToken };
  const { id: webhook } = await call(platform, operations.createWebhook, {
    as,
    body: { url: `https://${canary}.example/x`, types: ['certificate.expiring'] },
  });
  const belongings = await fillFirm(platform, as, canary);
  const all = [await expert.collections.get(running), await expert.collections.get(drafted)];
  return {
    ...belongings,
    member,
    running,
    draft: drafted,
    externalId,
    webhook,
    documents: all.flatMap(({ documents }) => documents.map(({ id }) => id)),
    signers: all.flatMap(({ signers }) => signers.map(({ id }) => id)),
  };
}
