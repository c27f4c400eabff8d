import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createBrowserClient } from '@jse/sdk/browser';
import { createClient } from '@jse/sdk/server';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../scripts/find-browser.mjs';
import { consoleScriptModule, scriptPath } from '../scripts/console-script.ts';
import { type SandboxServer, serveSandbox } from '../src/node.ts';
import { pngOf } from '../src/domain/people/images.harness.ts';
import { clients, codeOf, draft, editor, invitationOf, openCeremony, type Platform } from './platform.ts';
import { makeKey, prove } from './sessions.ts';
import { defaultFirm } from '../src/index.ts';

const executablePath = findChromium();
const developerToken = 'the developer token of the tests';
const pictures = join(import.meta.dirname, '../../../.test-results/console');

test('the script that the sandbox serves is the one of its sources', async () => {
  assert.equal(
    await readFile(scriptPath, 'utf8'),
    await consoleScriptModule(),
    'run node packages/sandbox/scripts/console-script.ts',
  );
});

describe('the console, in a browser', { skip: executablePath ? false : 'no Chromium on this machine' }, () => {
  let server: SandboxServer;
  let platform: Platform;
  let browser: Browser;
  let desk: BrowserContext;
  let page: Page;
  let collectionId: string;
  const complaints: string[] = [];

  before(async () => {
    await mkdir(pictures, { recursive: true });
    server = await serveSandbox({ port: 0, developerToken, editor, settings: { padesLevel: 'B-B' } });
    const { sandbox, url: baseUrl } = server;
    const expertId = await sandbox.seed.memberByEmail(defaultFirm.members[0]?.email ?? '');
    const tokens = await sandbox.seed.tokens(editor.shortcut, expertId);
    const expert = createClient({ baseUrl, editor: editor.shortcut, ...tokens });
    platform = {
      sandbox,
      expert,
      preparer: expert,
      launcher: expert,
      expertId,
      firm: { id: '', name: '', members: [] },
    };
    collectionId = await draft(platform, ['first', 'expert']);
    await expert.collections.launch(collectionId);
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      chromiumSandbox: false,
      args: chromiumArgs,
    });
    desk = await browser.newContext({ viewport: { width: 1280, height: 860 }, locale: 'fr-FR' });
    page = await open(desk, (await sandbox.consoleLink()) ?? '');
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(context: BrowserContext, url: string): Promise<Page> {
    const opened = await context.newPage();
    opened.setDefaultTimeout(15_000);
    opened.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    opened.on('pageerror', (error) => complaints.push(error.message));
    await opened.goto(url);
    return opened;
  }
  const picture = (of: Page, name: string) => of.screenshot({ path: join(pictures, `${name}.png`) });
  const section = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();

  test('the one-time link opens it and leaves no trace in the address; the code is read in the inbox', async () => {
    await page.getByRole('heading', { name: 'Messages', level: 1 }).waitFor();
    assert.equal(page.url(), `${server.url}/sandbox`);
    await page.getByRole('button', { name: /vous invite à signer/ }).click();
    const link = page.getByRole('link', { name: /#invitation=/ });
    const invitation = /#invitation=([\w-]+)/.exec((await link.getAttribute('href')) ?? '')?.[1];
    assert.match((await link.getAttribute('rel')) ?? '', /noreferrer/);
    await picture(page, 'inbox');
    const fetchAs = (request: Request) => server.sandbox.fetch(request, { origin: editor.origins[0] ?? '' });
    const client = createBrowserClient({ baseUrl: server.url, editor: editor.shortcut, invitation, fetch: fetchAs });
    const ceremony = await openCeremony(client, collectionId);
    await page.getByRole('radio', { name: 'SMS' }).check();
    await page.getByRole('button', { name: /code confidentiel/ }).click();
    const code = await page.getByRole('article').locator('output').textContent();
    assert.equal(code, await codeOf(platform, ceremony.reference));
    await picture(page, 'code');
    const { state } = await client.ceremonies.sign(ceremony.id, code ?? '');
    assert.equal(state, 'signed');
  });

  test('requests show the SDK’s call and open by keyboard', async () => {
    await section('Requêtes');
    await page.getByText(`client.collections.launch('${collectionId}')`).waitFor();
    const summary = page.locator('summary', { hasText: 'page.ceremonies.sign' });
    await summary.focus();
    await page.keyboard.press('Enter');
    const details = page.locator('details', { has: summary });
    await details.getByText('•••').first().waitFor();
    await picture(page, 'requests');
    assert.ok(!(await page.content()).includes(developerToken));
  });

  test('the clock is moved, and what came due is told', async () => {
    await section('Horloge');
    const before = server.sandbox.clock.now().getTime();
    await page.getByRole('button', { name: '+ 15 jours' }).click();
    await page.getByRole('heading', { name: 'Ce qui est arrivé à échéance' }).waitFor();
    await page.getByText('Expiration').waitFor();
    assert.ok(server.sandbox.clock.now().getTime() - before >= 15 * 86_400_000);
    await picture(page, 'clock');
  });

  test('an identity document is looked at and accepted', async () => {
    const { sandbox, expertId } = platform;
    const { userToken } = await sandbox.seed.tokens(editor.shortcut, expertId);
    const expert = platform.expert.with({ userToken });
    const id = await draft({ ...platform, expert }, []);
    await expert.signers.add(id, { order: 1, level: 'advanced', ...clients.second });
    await expert.collections.launch(id);
    const signer = (await expert.collections.get(id)).signers[0]?.id ?? '';
    const key = await makeKey();
    const post = async (path: string, body: string | FormData, token?: string) => {
      const url = `${server.url}/editor/${editor.shortcut}${path}`;
      const headers = new Headers({ dpop: await prove(key, 'POST', url, token) });
      if (token !== undefined) headers.set('authorization', `DPoP ${token}`);
      if (typeof body === 'string') headers.set('content-type', 'application/json');
      const response = await sandbox.fetch(new Request(url, { method: 'POST', headers, body }), {
        origin: editor.origins[0] ?? '',
      });
      assert.equal(response.status, 201, await response.clone().text());
      return (await response.json()) as { accessToken: string };
    };
    const invitation = await invitationOf(platform, clients.second.email);
    const { accessToken } = await post('/session', JSON.stringify({ invitation }));
    const form = new FormData();
    for (const [side, shade] of [
      ['front', 160],
      ['back', 90],
    ] as const)
      form.set(side, new File([pngOf(800, 500, shade)], `${side}.png`, { type: 'image/png' }));
    await post(`/transaction/${id}/signatory/${signer}/identity`, form, accessToken);
    await section('Identités');
    const recto = page.getByRole('img', { name: 'Recto' });
    await recto.waitFor();
    assert.ok(await recto.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth === 800));
    await picture(page, 'identity');
    await page.getByRole('button', { name: 'Accepter' }).click();
    await page.getByText('acceptée').waitFor();
    assert.equal(await page.getByRole('img').count(), 0);
  });

  test('a fault is put on, shown everywhere, and taken off; credit is topped up', async () => {
    await section('Pannes');
    await page.getByLabel('SMS perdus').fill('100');
    await page.getByRole('button', { name: 'Appliquer' }).click();
    await page.getByText('Pannes simulées en cours : SMS perdus : 100 %').waitFor();
    await picture(page, 'faults');
    await section('Cabinets');
    await page.getByText('Pannes simulées en cours').waitFor();
    await page.getByLabel('Montant en euros HT').fill('12,50');
    await page.getByRole('button', { name: 'Recharger Cabinet Exemple' }).click();
    await page.getByText(/Crédit rechargé : Cabinet Exemple/).waitFor();
    await picture(page, 'firms');
    await section('Pannes');
    await page.getByRole('button', { name: 'Tout rétablir' }).click();
    await page.getByText('Pannes simulées en cours').waitFor({ state: 'detached' });
  });

  test('an answer that comes late neither takes back a question nor swallows a click', async () => {
    await section('Données');
    const reset = page.getByRole('button', { name: 'Remettre à zéro' });
    const dialog = page.getByRole('dialog');
    await reset.waitFor();
    const answers: (() => void)[] = [];
    await page.route('**/clock', async (route) => {
      await new Promise<void>((resolve) => answers.push(resolve));
      await route.continue();
    });
    const late = async () => {
      const answer = page.waitForResponse(/\/clock$/);
      for (const go of answers.splice(0)) go();
      await answer;
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    };
    const asked = async () => {
      for (const end = Date.now() + 15_000; answers.length === 0;) {
        assert.ok(Date.now() < end, 'the console looks again by itself');
        await page.waitForTimeout(50);
      }
    };
    await reset.hover();
    await asked();
    await page.mouse.down();
    await late();
    await page.mouse.up();
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await asked();
    await reset.click();
    await dialog.waitFor();
    await late();
    await dialog.getByRole('button', { name: 'Annuler' }).click();
    for (const go of answers.splice(0)) go();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('a section that waits for its answer holds no other back', async () => {
    let answer = () => {};
    const asked = new Promise<void>((resolve) => {
      void page.route('**/sandbox/requests*', async (route) => {
        resolve();
        await new Promise<void>((go) => (answer = go));
        await route.continue();
      });
    });
    await section('Requêtes');
    await asked;
    await section('Données');
    await page.getByRole('button', { name: 'Remettre à zéro' }).waitFor();
    answer();
    await page.unrouteAll({ behavior: 'wait' });
  });

  test('seeds, then a reset after a question; English is complete', async () => {
    await section('Données');
    await page.getByRole('radio', { name: /Trois cabinets/ }).check();
    await picture(page, 'data');
    await page.getByRole('button', { name: 'Remettre à zéro' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remettre à zéro' }).click();
    await page.getByText(/Bac à sable remis à zéro/).waitFor();
    assert.equal(await server.sandbox.firms(), 3);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });

  test('whoever has no token types it; a wrong one is told; leaving forgets it', async () => {
    await page.getByRole('button', { name: 'Close the console' }).click();
    await page.getByLabel('Developer token').fill('wrong');
    await page.getByRole('button', { name: 'Open the console' }).click();
    await page.getByRole('alert').getByText('This is not the token of the sandbox.').waitFor();
    await page.getByLabel('Developer token').fill(developerToken);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor();
    assert.deepEqual(
      complaints.filter((text) => !text.includes('401')),
      [],
    );
  });

  test('on a phone, in the dark, no section is wider than the screen', async () => {
    const phone = await browser.newContext({
      viewport: { width: 320, height: 700 },
      colorScheme: 'dark',
      locale: 'fr-FR',
    });
    const small = await open(phone, (await server.sandbox.consoleLink()) ?? '');
    for (const name of ['inbox', 'requests', 'clock', 'firms', 'faults', 'identity', 'events', 'data']) {
      await small.goto(`${server.url}/sandbox#${name}`);
      await small.locator(`nav a[href="#${name}"][aria-current]`).waitFor();
      await small.locator('#view > *').first().waitFor();
      await picture(small, `phone-${name}`);
      const wider = await small.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      assert.ok(!wider, `${name} scrolls sideways`);
    }
  });
});
