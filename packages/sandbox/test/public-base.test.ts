import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type BrowserClient, createBrowserClient, isJseError } from '@jse/sdk/browser';
import { type Client, createClient, createHandshake } from '@jse/sdk/server';
import { serveSandbox, type SandboxServer } from '../src/node.ts';
import { clients, editor, makePdf, openCeremony, origin } from './platform.ts';

const skip = process.env['JSE_TEST_DATABASE_URL'] !== undefined && 'it opens the embedded database itself';
const publicUrl = 'https://sign.example';
const codeFrame = 'console.log("frame")';

describe('behind a reverse proxy, on a folder that was founded under another address', { skip }, () => {
  let folder: string;
  let server: SandboxServer;
  let expert: Client;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jse-base-'));
    const founded = await serveSandbox({ dataDir: folder, port: 0, editor });
    await founded.close();
    const settings = { baseUrl: `${publicUrl}/` };
    const developerToken = 'a token of the tests';
    server = await serveSandbox({ dataDir: folder, port: 0, editor, codeFrame, developerToken, settings });
  });
  after(async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** What the proxy does with a request for the public address: Host becomes that of the interface. */
  function proxied(request: Request, from?: string): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    if (from !== undefined) headers.set('origin', from);
    return fetch(new Request(`${server.listening}${pathname}${search}`, new Request(request, { headers })));
  }
  const visitor = (invitation: string, baseUrl = publicUrl): BrowserClient =>
    createBrowserClient({
      baseUrl,
      editor: editor.shortcut,
      invitation,
      fetch: (request) => proxied(request, origin),
    });
  /** What a pattern finds in the newest letter to somebody that has it. */
  const letter = async (to: string, pattern: RegExp) => {
    const texts = (await server.sandbox.outbox.messages({ to, channel: 'email' })).map(({ text }) => text);
    return (
      texts.map((text) => pattern.exec(text)?.[0]).findLast((found) => found !== undefined) ?? assert.fail(texts.join())
    );
  };

  test('the sign-in page is at the public address', async () => {
    assert.equal(server.url, publicUrl);
    const handshake = createHandshake({
      baseUrl: publicUrl,
      editor: editor.shortcut,
      secret: editor.secret,
      fetch: proxied,
    });
    const { url, idRequest } = await handshake.start({ successUrl: `${origin}/back` });
    assert.ok(url.startsWith(`${publicUrl}/connexion/`), url);
    const member = await server.sandbox.seed.memberByEmail('expert@cabinet.example');
    const back = await proxied(
      new Request(url, { method: 'POST', body: new URLSearchParams({ member }), redirect: 'manual' }),
      publicUrl,
    );
    assert.equal(back.status, 303);
    const { office, user } = await handshake.fetch(idRequest);
    const tokens = { officeToken: office.token, userToken: user.token };
    expert = createClient({ baseUrl: publicUrl, editor: editor.shortcut, ...tokens, fetch: proxied });
  });

  test('a client proves possession for the public address, signs, and is sent there for his file', async () => {
    const { id } = await expert.collections.create({ title: 'Lettre de mission' });
    await expert.documents.upload(id, 1, await makePdf(), { name: 'lettre.pdf' });
    await expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
    await expert.collections.launch(id);
    const invitation = await letter(clients.first.email, /(?<=#invitation=)[\w-]+/);

    const elsewhere = visitor(invitation, server.listening);
    await assert.rejects(elsewhere.session(), (error) => isJseError(error, 'dpop_invalid'));

    const page = visitor(invitation);
    const frame = await page.ceremonies.frame();
    assert.equal(frame.url, `${publicUrl}/code-frame/${editor.shortcut}`);
    const html = await (await proxied(new Request(frame.url))).text();
    assert.match(html, new RegExp(`<script[^>]* src="${publicUrl}/code-frame/script/`));

    const ceremony = await openCeremony(page, id);
    const sms = (await server.sandbox.outbox.messages({ channel: 'sms' })).at(-1)?.text ?? '';
    // At B-LT, with certificates that name the address of before.
    assert.equal((await page.ceremonies.sign(ceremony.id, sms.slice(0, 6))).state, 'signed');
    await expert.collections.waitFor(id, 'completed');
    assert.ok((await letter(clients.first.email, /\S+\/telecharger#/)).startsWith(`${publicUrl}/`));
  });

  test('the console’s link leads there too', async () => {
    assert.match((await server.sandbox.consoleLink()) ?? '', /^https:\/\/sign\.example\/sandbox#entree=/);
  });
});
