import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type BrowserClient, createBrowserClient, isJseError, type NewEmbedSession } from '@jse/sdk/browser';
import { consent } from '@jse/sdk/rules';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { baseUrl, clients, codeOf, draft, editor, origin, type Platform, startPlatform } from './platform.ts';

const own = new URL(baseUrl).origin;
const script = 'console.log("frame")';
const refused = (code: string) => (error: unknown) => isJseError(error) && error.code === code;

describe('where consent and codes are taken', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ codeFrame: script });
    await platform.sandbox.seed.editor({ ...editor, codeEntry: 'by-level' });
  });
  after(() => platform.sandbox.close());

  const pageOf = (wanted: Omit<NewEmbedSession, 'origins'>): BrowserClient =>
    createBrowserClient({
      baseUrl,
      editor: editor.shortcut,
      getEmbedCode: async () => (await platform.expert.embedSessions.create({ ...wanted, origins: [origin] })).code,
      fetch: (request) => platform.sandbox.fetch(request, { origin }),
    });
  /** The frame in a page, as a browser has it: a client on the platform's own origin. */
  const frameIn = (page: BrowserClient, from = own): BrowserClient =>
    frameOf(async () => (await page.ceremonies.frame()).code, from);
  const frameWith = (code: string): BrowserClient => frameOf(async () => code, own);
  const frameOf = (getEmbedCode: () => Promise<string>, from: string): BrowserClient =>
    createBrowserClient({
      baseUrl,
      editor: editor.shortcut,
      getEmbedCode,
      fetch: (request) => platform.sandbox.fetch(request, { origin: from }),
    });
  const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
  async function opened(client: BrowserClient, collectionId: string) {
    const { documents } = await platform.expert.collections.get(collectionId);
    const acts = [
      { collectionId, documents: documents.map(({ id, currentSha256 }) => ({ id, sha256: currentSha256 })) },
    ];
    return client.ceremonies.open({ collections: acts, consent: accepted });
  }
  async function running(who: 'first' | 'expert' | 'seal') {
    const id = await draft(platform, [who]);
    await platform.expert.collections.launch(id);
    const { signers } = await platform.expert.collections.get(id);
    return { id, signerId: signers[0]?.id ?? '' };
  }
  const evidenceOf = async (id: string) => (await platform.expert.evidence.get(id)) as EvidenceBundle;

  for (const who of ['expert', 'seal'] as const) {
    test(`${who}: consent is taken in the frame alone, and so is the code`, async () => {
      const { id, signerId } = await running(who);
      const page = pageOf({ purpose: 'sign', collectionId: id, signerId });
      assert.equal((await page.session()).isolation, 'required');
      await assert.rejects(opened(page, id), refused('isolation_required'));
      const frame = frameIn(page);
      assert.equal((await frame.session()).embedder, origin);
      const ceremony = await opened(frame, id);
      await assert.rejects(page.ceremonies.sendCode(ceremony.id), refused('isolation_required'));
      const { reference } = await frame.ceremonies.sendCode(ceremony.id);
      const code = await codeOf(platform, reference);
      await assert.rejects(page.ceremonies.sign(ceremony.id, code), refused('isolation_required'));
      // The page is told where it stands: no more.
      assert.equal((await page.ceremonies.get(ceremony.id)).triesLeft, 5, 'what was refused there is no try');
      assert.equal((await frame.ceremonies.sign(ceremony.id, code)).state, 'signed');
      const { data } = (await evidenceOf(id)).entries.find(({ type }) => type === 'signer.consented') ?? {};
      assert.deepEqual([data?.['isolated'], data?.['embedder']], [true, origin]);
    });
  }

  test('a parapheur is signed in the frame alone', async () => {
    const { id } = await running('expert');
    const page = pageOf({ purpose: 'parapheur' });
    assert.equal((await page.session()).isolation, 'required');
    await assert.rejects(opened(page, id), refused('isolation_required'));
    const { reference, id: ceremonyId } = await frameIn(page).ceremonies.sendCode((await opened(frameIn(page), id)).id);
    const signed = await frameIn(page).ceremonies.sign(ceremonyId, await codeOf(platform, reference));
    assert.equal(signed.state, 'signed', 'a frame that was opened anew goes on');
  });

  test('a simple signature may be given in the page, unless it was begun in the frame', async () => {
    const { id, signerId } = await running('first');
    const page = pageOf({ purpose: 'sign', collectionId: id, signerId });
    assert.equal((await page.session()).isolation, 'optional');
    const frame = frameIn(page);
    const isolated = await frame.ceremonies.sendCode((await opened(frame, id)).id);
    const code = await codeOf(platform, isolated.reference);
    await assert.rejects(page.ceremonies.sign(isolated.id, code), refused('isolation_required'));
    platform.sandbox.clock.advance(60_000);
    const inline = await page.ceremonies.sendCode((await opened(page, id)).id);
    await assert.rejects(page.ceremonies.sign(inline.id, code), refused('code_wrong'), 'the frame’s code is not its');
    assert.equal((await page.ceremonies.sign(inline.id, await codeOf(platform, inline.reference))).state, 'signed');
  });

  test('the SMS binds its code to the page and, in it, to the frame', async () => {
    const { id, signerId } = await running('first');
    const frame = frameIn(pageOf({ purpose: 'sign', collectionId: id, signerId }));
    platform.sandbox.clock.advance(3_600_000);
    await frame.ceremonies.sendCode((await opened(frame, id)).id);
    await platform.sandbox.outbox.drain();
    const sms = (await platform.sandbox.outbox.messages({ channel: 'sms', to: clients.first.phone })).at(-1);
    assert.match(sms?.text ?? '', /\n@vendor\.example #\d{6} @localhost$/);
  });

  test('a frame’s code is of one use, for the platform’s origin, and mints no other', async () => {
    const page = pageOf({ purpose: 'parapheur' });
    await assert.rejects(frameIn(page, origin).session(), refused('origin_not_allowed'));
    const { code } = await page.ceremonies.frame();
    await frameWith(code).session();
    await assert.rejects(frameWith(code).session(), refused('embed_code_invalid'));
    await assert.rejects(frameIn(page).ceremonies.frame(), refused('scope_missing'));
  });

  test('a session that is ended takes the frame’s with it, and the frame’s code; another page’s stays', async () => {
    const { id } = await running('expert');
    const [page, other] = [pageOf({ purpose: 'parapheur' }), pageOf({ purpose: 'parapheur' })];
    const [frame, otherFrame] = [frameWith((await page.ceremonies.frame()).code), frameIn(other)];
    const ceremony = await opened(frame, id);
    await otherFrame.session();
    const { code } = await page.ceremonies.frame();
    await page.close();
    await assert.rejects(frame.ceremonies.sendCode(ceremony.id), refused('embed_code_invalid'), 'its code was used');
    await assert.rejects(frameWith(code).session(), refused('embed_code_invalid'));
    assert.equal((await otherFrame.ceremonies.get(ceremony.id)).id, ceremony.id);
  });

  test('the registration decides: always in the frame, or inline for who is trusted with it', async () => {
    const simple = await running('first');
    const advanced = await running('expert');
    const simplePage = () => pageOf({ purpose: 'sign', collectionId: simple.id, signerId: simple.signerId });
    const advancedPage = () => pageOf({ purpose: 'sign', collectionId: advanced.id, signerId: advanced.signerId });
    await platform.sandbox.seed.editor({ ...editor, codeEntry: 'isolated' });
    assert.equal((await simplePage().session()).isolation, 'required');
    await assert.rejects(opened(simplePage(), simple.id), refused('isolation_required'));
    await platform.sandbox.seed.editor({ ...editor, codeEntry: 'inline' });
    assert.equal((await advancedPage().session()).isolation, 'advised');
    assert.equal((await opened(advancedPage(), advanced.id)).state, 'opened');
    await platform.sandbox.seed.editor({ ...editor, codeEntry: 'by-level' });
  });

  test('a platform without an origin of its own says so', async () => {
    const inPage = await startPlatform();
    const getEmbedCode = async () =>
      (await inPage.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
    const fetch = (request: Request) => inPage.sandbox.fetch(request, { origin });
    const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    await assert.rejects(page.ceremonies.frame(), refused('isolation_unavailable'));
    const answer = await inPage.sandbox.fetch(new Request(`${baseUrl}/code-frame/${editor.shortcut}`));
    assert.equal(answer.status, 404);
    await inPage.sandbox.close();
  });

  test('the frame’s page is held by registered origins alone, runs one script and leaks no address', async () => {
    const answer = await platform.sandbox.fetch(new Request(`${baseUrl}/code-frame/${editor.shortcut}`));
    const policy = answer.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w-]+)'/.exec(policy)?.[1] ?? assert.fail(policy);
    for (const part of [
      "default-src 'none'",
      "connect-src 'self'",
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${origin}`,
      "require-trusted-types-for 'script'",
      'trusted-types lit-html',
    ])
      assert.ok(policy.split('; ').includes(part), part);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    assert.equal(answer.headers.get('access-control-allow-origin'), null);
    const html = await answer.text();
    const [tag = ''] = /<script[^>]*>/.exec(html) ?? [];
    assert.ok(tag.includes(`nonce="${nonce}"`) && tag.includes('integrity="sha256-'), tag);
    const url = /src="([^"]+)"/.exec(tag)?.[1] ?? '';
    const served = await platform.sandbox.fetch(new Request(url));
    assert.equal(await served.text(), script);
    assert.match(served.headers.get('cache-control') ?? '', /immutable/);
    const unknown = await platform.sandbox.fetch(new Request(`${baseUrl}/code-frame/nobody`));
    assert.equal(unknown.status, 404);
    const stale = await platform.sandbox.fetch(new Request(`${baseUrl}/code-frame/script/old.js`));
    assert.equal(stale.status, 404);
  });

  test('a read in the frame carries no Origin: Fetch Metadata tell where it is from, and nothing else does', async () => {
    const { id, signerId } = await running('first');
    const page = pageOf({ purpose: 'sign', collectionId: id, signerId });
    const asBrowser = (site: string | null) => (request: Request) => {
      const headers = new Headers(request.headers);
      if (site !== null) headers.set('sec-fetch-site', site);
      return platform.sandbox.fetch(new Request(request, { headers }), request.method === 'GET' ? {} : { origin: own });
    };
    const reading = (site: string | null) =>
      createBrowserClient({
        baseUrl,
        editor: editor.shortcut,
        getEmbedCode: async () => (await page.ceremonies.frame()).code,
        fetch: asBrowser(site),
      }).collections.get(id);
    assert.equal((await reading('same-origin')).id, id);
    for (const site of ['same-site', 'cross-site', 'none', null])
      await assert.rejects(reading(site), refused('origin_not_allowed'), String(site));
  });
});
