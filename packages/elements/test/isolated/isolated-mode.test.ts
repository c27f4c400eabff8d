import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { consent as consentWords } from '@jse/sdk/rules';
import type { EvidenceBundle } from '@jse/verify/evidence';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../../scripts/find-browser.mjs';
import { camille, expertPhone, type Rig, startRig } from './rig.ts';

const executablePath = findChromium();
const pictures = join(import.meta.dirname, '../../../../.test-results/isolated');

describe('the isolated mode, on two origins', { skip: executablePath ? false : 'no Chromium on this machine' }, () => {
  let rig: Rig;
  let browser: Browser;
  let context: BrowserContext;
  before(async () => {
    await mkdir(pictures, { recursive: true });
    rig = await startRig();
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      chromiumSandbox: false,
      args: chromiumArgs,
    });
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'fr-FR' });
  });
  // The platform sends a phone five codes an hour, one in half a minute.
  beforeEach(() => rig.platform.sandbox.clock.advance(1_200_000));
  after(async () => {
    await browser?.close();
    await rig?.close();
  });

  async function open(url: string, device = context): Promise<{ page: Page; complaints: string[] }> {
    const page = await device.newPage();
    page.setDefaultTimeout(20_000);
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(url);
    return { page, complaints };
  }

  async function frameOf(page: Page): Promise<Frame> {
    const handle = await page.locator('jse-otp-frame iframe').elementHandle();
    const frame = await handle?.contentFrame();
    if (!frame) throw new Error('No frame');
    await frame.locator('#consent').waitFor();
    return frame;
  }

  const invitationOf = async (email: string) =>
    /#invitation=([\w-]+)/.exec(await rig.newest('email', email))?.[1] ?? assert.fail('no invitation');
  const codeOf = async (phone: string) => /^\d{6}/.exec(await rig.newest('sms', phone))?.[0] ?? assert.fail('no code');

  /** Opens the tray with one letter chosen, up to the frame. */
  async function tray(
    title: string,
    device = context,
  ): Promise<{ page: Page; frame: Frame; complaints: string[]; id: string }> {
    const { id } = await rig.launched(title, ['expert']);
    const { page, complaints } = await open(rig.vendor.url('jse-parapheur'), device);
    await page.getByRole('checkbox', { name: title }).check();
    await page.getByRole('button', { name: 'Signer 1 collecte' }).click();
    return { page, frame: await frameOf(page), complaints, id };
  }

  async function consent(frame: Frame): Promise<void> {
    // What was moved a moment ago counts only once it has been in plain sight for a while.
    await frame.waitForTimeout(900);
    await frame.locator('#consent').click();
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.locator('jse-otp-prompt input').waitFor();
  }

  test('the tray is signed in the platform’s frame, which names what is signed by itself', async () => {
    const { page, frame, complaints, id } = await tray('Lettre du parapheur');
    const { origin } = new URL(rig.platform.url);
    assert.equal(new URL(frame.url()).origin, origin);
    assert.match(await frame.locator('jse-otp-page section').innerText(), /Lettre du parapheur\.pdf[\s\S]*Alix Expert/);
    await page.screenshot({ path: join(pictures, 'tray-consent.png'), fullPage: true });
    await consent(frame);
    const sms = await rig.newest('sms', expertPhone);
    const reference = /JSE-\d+-\d+/.exec(sms)?.[0] ?? '';
    assert.match(await frame.locator('jse-otp-prompt form').innerText(), new RegExp(reference));
    assert.match(sms, /@localhost #\d{6}/, 'the SMS is bound to the page');
    await page.screenshot({ path: join(pictures, 'tray-code.png'), fullPage: true });
    await frame.locator('jse-otp-prompt input').fill(await codeOf(expertPhone));
    await frame.getByRole('button', { name: 'Signer' }).click();
    await page.getByText('1 collecte signée').waitFor();
    const collection = await rig.expert.collections.get(id);
    assert.equal(collection.state, 'completed');
    assert.deepEqual(complaints, []);
    await page.close();
  });

  test('a signer at advanced level signs in the frame, and his own page proves it', async () => {
    const { id } = await rig.launched('Attestation', ['expert']);
    const { page, complaints } = await open(
      rig.vendor.url('jse-signer', { invitation: await invitationOf('expert@cabinet.example') }),
    );
    await page.locator('jse-pdf-pages canvas').first().waitFor();
    await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
    const frame = await frameOf(page);
    await page.screenshot({ path: join(pictures, 'signer-consent.png') });
    await consent(frame);
    const code = await codeOf(expertPhone);
    const wrong = code === '000000' ? '111111' : '000000';
    await frame.locator('jse-otp-prompt input').fill(wrong);
    await frame.getByRole('button', { name: 'Signer' }).click();
    await frame.getByText('Il reste 4 essais').waitFor();
    await frame.locator('jse-otp-prompt input').fill(code);
    await frame.getByRole('button', { name: 'Signer' }).click();
    await page.getByText('C’est signé').waitFor();
    await page.getByText('à l’octet près').waitFor();
    assert.equal((await rig.expert.collections.get(id)).state, 'completed');
    const evidence = (await rig.expert.evidence.get(id)) as EvidenceBundle;
    const given = evidence.entries.find(({ type }) => type === 'signer.consented')?.data;
    assert.equal(given?.['isolated'], true);
    assert.equal(given?.['embedder'], rig.vendor.origin);
    const [read] = given?.['reviewed'] as { reading: { opened: boolean; pages: number } }[];
    assert.equal(read?.reading.opened, true);
    assert.ok((read?.reading.pages ?? 0) >= 1);
    assert.deepEqual(
      complaints.filter((text) => !/status of 4(00|03|09|22)/.test(text)),
      [],
    );
    await page.close();
  });

  test('a client at simple level may sign in the page, and in the frame where the host asks for it', async () => {
    await rig.launched('Lettre simple', ['client']);
    const invitation = await invitationOf(camille.email);
    const { page } = await open(rig.vendor.url('jse-signer', { invitation, codeEntry: 'isolated' }));
    await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
    await consent(await frameOf(page));
    await page.close();
    const { page: other } = await open(rig.vendor.url('jse-signer', { invitation }));
    await other.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
    await other.getByRole('button', { name: 'Recevoir le code par SMS' }).waitFor();
    assert.equal(await other.locator('iframe').count(), 0);
    await other.close();
  });

  test('a hostile page reads nothing of the frame, and its messages drive nothing', async () => {
    const { page, frame } = await tray('Lettre convoitée');
    const read = await page.evaluate(() => {
      const inner = document.querySelector('jse-parapheur')?.shadowRoot?.querySelector('jse-otp-frame')?.shadowRoot;
      const iframe = inner?.querySelector('iframe');
      const tries = [
        () => iframe?.contentDocument?.body.innerText,
        () => iframe?.contentWindow?.document.title,
        () => iframe?.contentWindow?.location.href,
        () => (iframe?.contentWindow as unknown as { localStorage: Storage }).localStorage.length,
      ];
      return tries.map((attempt) => {
        try {
          return String(attempt() ?? 'nothing');
        } catch (error) {
          return (error as Error).name;
        }
      });
    });
    assert.deepEqual(read, ['nothing', 'SecurityError', 'SecurityError', 'SecurityError']);
    // A second greeting with other documents, from the page itself and from a window of another origin.
    await page.evaluate((origin) => {
      const inner = document.querySelector('jse-parapheur')?.shadowRoot?.querySelector('jse-otp-frame')?.shadowRoot;
      const target = inner?.querySelector('iframe')?.contentWindow;
      const { port1, port2 } = new MessageChannel();
      Object.assign(globalThis, { heard: [] as unknown[] });
      port1.onmessage = ({ data }) => (globalThis as unknown as { heard: unknown[] }).heard.push(data);
      const acts = [{ collectionId: 'col_other', documents: [{ id: 'doc_other', sha256: '0'.repeat(64) }] }];
      target?.postMessage({ type: 'jse-otp-frame', acts, lang: 'fr', scheme: 'dark' }, origin, [port2]);
      target?.postMessage({ type: 'jse-code-entered', code: '123456' }, origin);
      target?.postMessage({ type: 'consented' }, origin);
    }, new URL(rig.platform.url).origin);
    await page.waitForTimeout(700);
    assert.deepEqual(await page.evaluate(() => (globalThis as unknown as { heard: unknown[] }).heard), []);
    assert.match(await frame.locator('jse-otp-page section').innerText(), /Lettre convoitée\.pdf/);
    assert.equal(await frame.locator('#consent').isChecked(), false);
    await page.close();
  });

  test('what a script of the page opens itself, or with a code that was entered in the frame, the platform refuses', async () => {
    const { page, frame, id } = await tray('Lettre gardée');
    await consent(frame);
    const code = await codeOf(expertPhone);
    const refused = await page.evaluate(
      async ({ collectionId, code: entered, words }) => {
        interface Reaching {
          readonly hostClient: {
            readonly parapheur: {
              list(): AsyncIterable<{
                readonly collection: {
                  readonly id: string;
                  readonly documents: readonly { id: string; currentSha256: string }[];
                };
              }>;
            };
            readonly ceremonies: Record<
              'open' | 'sendCode' | 'sign' | 'frame',
              (...given: unknown[]) => Promise<{ id: string; url: string; code: string }>
            >;
          };
        }
        const { hostClient } = globalThis as unknown as Reaching;
        const said = async (attempt: () => Promise<unknown>) => {
          try {
            return JSON.stringify(await attempt());
          } catch (error) {
            return (error as { code?: string }).code ?? (error as Error).name;
          }
        };
        const acts: unknown[] = [];
        for await (const { collection } of hostClient.parapheur.list())
          if (collection.id === collectionId)
            acts.push({
              collectionId,
              documents: collection.documents.map(({ id: one, currentSha256 }) => ({ id: one, sha256: currentSha256 })),
            });
        const consentGiven = { accepted: true, text: words.text, version: words.version, language: 'fr' };
        const minted = await hostClient.ceremonies.frame();
        const redeemed = await fetch(`${new URL(minted.url).origin}/editor/vendor/session`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: minted.code }),
        });
        return {
          open: await said(() => hostClient.ceremonies.open({ collections: acts, consent: consentGiven })),
          sign: await said(() => hostClient.ceremonies.sign('cer_unknown', entered)),
          redeem: ((await redeemed.json()) as { code: string }).code,
        };
      },
      { collectionId: id, code, words: { text: consentWords.fr, version: consentWords.version } },
    );
    assert.equal(refused.open, 'isolation_required');
    assert.equal(refused.sign, 'not_found');
    assert.equal(refused.redeem, 'dpop_invalid');
    await page.close();
  });

  test('a page of an origin that nobody registered cannot hold the frame', async () => {
    const page = await context.newPage();
    await page.goto(`${rig.stranger.origin}/`);
    await page.evaluate((url) => {
      const iframe = document.createElement('iframe');
      iframe.src = url;
      document.body.append(iframe);
    }, `${rig.platform.url}/code-frame/vendor`);
    await page.waitForTimeout(1000);
    const [, inside] = page.frames();
    assert.equal(await inside?.locator('noscript, jse-otp-page').count(), 0);
    assert.match(inside?.url() ?? '', /^chrome-error:/);
    await page.close();
  });

  test('a frame that the page covers, makes transparent, blurs or turns takes no act', async () => {
    for (const trick of ['transparent', 'covered', 'filtered', 'turned'] as const) {
      rig.platform.sandbox.clock.advance(1_200_000);
      const { page, frame } = await tray(`Lettre cachée ${trick}`);
      await page.waitForTimeout(900);
      const before = (await rig.platform.sandbox.outbox.messages({ channel: 'sms' })).length;
      await page.evaluate((how) => {
        const inner = document.querySelector('jse-parapheur')?.shadowRoot?.querySelector('jse-otp-frame')?.shadowRoot;
        const iframe = inner?.querySelector('iframe');
        if (!iframe) throw new Error('No frame');
        if (how === 'transparent') iframe.style.opacity = '0.01';
        if (how === 'filtered') iframe.style.filter = 'blur(8px)';
        if (how === 'turned') iframe.style.transform = 'rotate(180deg)';
        if (how !== 'covered') return;
        // What the page would rather have him read lies over the frame and lets each click through.
        const cover = document.createElement('div');
        Object.assign(cover.style, { position: 'fixed', inset: '0', background: 'white', pointerEvents: 'none' });
        document.body.append(cover);
      }, trick);
      await page.waitForTimeout(500);
      await frame.locator('#consent').click({ force: true, timeout: 5000 });
      // Of a click that the browser itself has dropped the frame knows nothing.
      if (trick === 'transparent') await frame.getByText('masqué ou modifié').waitFor();
      await page.waitForTimeout(300);
      assert.equal(await frame.locator('#consent').isChecked(), false, trick);
      const after = (await rig.platform.sandbox.outbox.messages({ channel: 'sms' })).length;
      assert.equal(after, before, `${trick}: a code was sent`);
      await page.close();
    }
  });

  test('a frame whose address the page replaces gets no task, and a page that poses as the frame gets no code', async () => {
    // The host's own policy would keep the other page out; a hostile host has none.
    const hostile = await browser.newContext({ bypassCSP: true, locale: 'fr-FR' });
    const { page } = await tray('Lettre détournée', hostile);
    const posing = `${rig.stranger.origin}/posing.html`;
    await page.route(posing, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<script>
          addEventListener('message', ({ data, ports }) => parent.postMessage({ got: data, ports: ports.length }, '*'));
          parent.postMessage({ type: 'ready' }, '*');
          parent.postMessage({ type: 'embed-code', id: 1 }, '*');
          parent.postMessage({ type: 'settled', ceremonyId: 'cer_x' }, '*');
        </script>`,
      }),
    );
    const outcome = await page.evaluate(async (url) => {
      const inner = document.querySelector('jse-parapheur')?.shadowRoot?.querySelector('jse-otp-frame')?.shadowRoot;
      const iframe = inner?.querySelector('iframe');
      const got: unknown[] = [];
      addEventListener('message', ({ data, source }) => {
        if (source === iframe?.contentWindow) got.push(data);
      });
      if (iframe) iframe.src = url;
      await new Promise((done) => setTimeout(done, 1500));
      return { got, step: (document.querySelector('jse-parapheur') as unknown as { step: string }).step };
    }, posing);
    assert.ok(outcome.got.length > 0, 'the other page is there');
    const told = outcome.got.filter((data) => JSON.stringify(data).includes('"got"'));
    assert.deepEqual(told, [], 'the greeting is for the platform’s origin alone');
    assert.equal(outcome.step, 'isolated', 'what the posing page says is not heard');
    await hostile.close();
  });

  test('events that a script makes up do nothing in the frame, whoever makes them', async () => {
    const { page, frame } = await tray('Lettre poussée');
    await page.waitForTimeout(900);
    // Even a script inside the frame (an extension, say) is told from the person.
    await frame.evaluate(() => {
      const root = document.querySelector('jse-otp-page')?.shadowRoot;
      root?.querySelector<HTMLInputElement>('#consent')?.click();
      root?.querySelector('#consent')?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
      root?.querySelector('#consent')?.dispatchEvent(new Event('change', { bubbles: true }));
      for (const button of root?.querySelectorAll('button') ?? []) button.click();
    });
    assert.equal(await frame.locator('#consent').isChecked(), false);
    assert.equal(await frame.locator('jse-otp-prompt').count(), 0);
    await page.close();
  });
});
