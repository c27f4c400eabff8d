import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../scripts/find-browser.mjs';
import { type RunningOffice, startOffice } from './office.ts';

const executablePath = findChromium();
const client = {
  firstName: 'Camille',
  lastName: 'Durand',
  company: 'Boulangerie Durand',
  email: 'camille@client.example',
  phone: '06 39 98 00 11',
};
/** Where the pictures go; `npm run tours` puts those of the guided tours into docs/images. */
const pictures = process.env['JSE_PICTURES'] ?? join(import.meta.dirname, '../../../.test-results/accounting-app');

describe(
  'the accounting software, in a browser',
  { skip: executablePath ? false : 'no Chromium on this machine' },
  () => {
    let office: RunningOffice;
    let browser: Browser;
    let desk: BrowserContext;
    const complaints: string[] = [];
    before(async () => {
      await mkdir(pictures, { recursive: true });
      office = await startOffice();
      browser = await chromium.launch({
        executablePath: executablePath ?? '',
        chromiumSandbox: false,
        args: chromiumArgs,
      });
      desk = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
    });
    after(async () => {
      await browser?.close();
      await office?.close();
    });

    async function open(context: BrowserContext, url: string): Promise<Page> {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await page.goto(url);
      return page;
    }

    const picture = (page: Page, name: string) =>
      page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });

    async function newest(filter: { to: string; channel: 'email' | 'sms' }, pattern: RegExp): Promise<string> {
      const messages = await office.sandbox.sandbox.outbox.messages(filter);
      const found = messages.map(({ text }) => pattern.exec(text)?.[1]).findLast((match) => match !== undefined);
      return found ?? assert.fail(`nothing to ${filter.to} matches ${pattern}`);
    }

    /** Signs a member in by the platform's page, in its three steps. */
    async function signIn(page: Page, member: RegExp, tour?: string): Promise<void> {
      await page.getByRole('button', { name: 'Se connecter avec Comptexpert' }).click();
      await page.getByRole('radio', { name: member }).check();
      await page.getByRole('button', { name: 'Continuer' }).click();
      const allow = page.getByRole('button', { name: 'Autoriser l’accès' });
      await allow.waitFor();
      if (tour) await picture(page, tour);
      await allow.click();
      await page.getByRole('heading', { name: 'Collectes', level: 1 }).waitFor();
    }

    /** Reads, consents, takes the code from the phone and signs, as a person would. */
    async function sign(
      page: Page,
      phone: string,
      act: 'Signer' | 'Apposer le cachet',
      { isolated = false, tour = '' } = {},
    ): Promise<void> {
      await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
      await confirm(page, phone, act, { isolated, tour });
      await page.getByText('Le fichier signé contient, à l’octet près, ce que vous avez lu.').waitFor();
    }

    /** Consents and enters the code. A member does it in the platform's own frame, which takes what is in plain sight. */
    async function confirm(
      page: Page,
      phone: string,
      act: string,
      { isolated = false, tour = '' } = {},
    ): Promise<void> {
      const place = isolated ? page.frameLocator('jse-otp-frame iframe') : page;
      await place.getByRole('checkbox').waitFor();
      await page.waitForTimeout(isolated ? 900 : 0);
      await place.getByRole('checkbox').check();
      if (tour) await picture(page, `${tour}-consentir`);
      await place.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
      const field = place.locator('jse-otp-prompt input');
      await field.waitFor();
      // Chromium drops what is clicked in a frame that was resized less than half a second ago, if it asks how it is seen.
      await page.waitForTimeout(isolated ? 900 : 0);
      if (tour) await picture(page, `${tour}-code`);
      await field.fill(await newest({ to: phone, channel: 'sms' }, /^(\d{6})/));
      const button = place.getByRole('button', { name: act, exact: true });
      if (await button.isVisible().catch(() => false)) await button.click().catch(() => undefined);
      // The platform sends a phone one code in half a minute.
      await office.sandbox.sandbox.clock.advance(31_000);
    }

    /** Writes an engagement letter for the client and launches it; gives the address where it is followed. */
    async function launchLetter(page: Page, { seal = false, tour = false } = {}): Promise<string> {
      await page.getByRole('link', { name: 'Clients', exact: true }).click();
      await page.getByRole('link', { name: 'Lettre de mission' }).click();
      await page.getByRole('checkbox', { name: /cachet du cabinet/ }).setChecked(seal);
      if (tour) await picture(page, 'tour-expert-lettre');
      await page.getByRole('button', { name: 'Envoyer pour signature' }).click();
      await page.getByText('Page 1 sur 2').first().waitFor();
      await page.setViewportSize({ width: 1440, height: 1500 });
      await page.locator('jse-collection-builder canvas').first().waitFor();
      if (tour) await picture(page, 'tour-expert-preparer');
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.getByRole('button', { name: /^Lancer la collecte/ }).click();
      await page.getByText('C’est son tour').waitFor();
      if (tour) await picture(page, 'tour-expert-suivre');
      return page.url();
    }

    /** The client opens his newest invitation on his phone, reads and signs. */
    async function clientSigns(phone: BrowserContext, tour = ''): Promise<void> {
      const link = await newest({ to: client.email, channel: 'email' }, /(https?:\S+#invitation=\S+)/);
      const visitor = await open(phone, link);
      assert.ok(!visitor.url().includes('invitation'), 'the token does not stay in the address');
      if (tour) await picture(visitor, `${tour}-invitation`);
      await visitor.getByRole('button', { name: 'Ouvrir le document' }).click();
      await visitor.getByRole('button', { name: 'J’ai tout lu, continuer' }).waitFor();
      await visitor.locator('jse-signer canvas').first().waitFor();
      if (tour) await picture(visitor, `${tour}-lire`);
      await sign(visitor, '+33639980011', 'Signer', { tour });
      if (tour) await picture(visitor, `${tour}-signe`);
      await visitor.close();
    }

    test(
      'an engagement letter goes from the client list to a signed and verified file',
      { timeout: 170_000 },
      async () => {
        const page = await open(desk, office.origin);
        await signIn(page, /Alix Expert/, 'tour-expert-acces');

        await page.getByRole('link', { name: 'Clients', exact: true }).click();
        await page.getByRole('button', { name: 'Ajouter le premier client' }).click();
        for (const [field, value] of Object.entries(client)) await page.locator(`#${field}`).fill(value);
        await page.getByRole('button', { name: 'Enregistrer' }).click();
        await page.getByRole('heading', { name: client.company }).waitFor();

        const phone = await browser.newContext({
          viewport: { width: 390, height: 844 },
          locale: 'fr-FR',
          isMobile: true,
          hasTouch: true,
        });
        await launchLetter(page);
        await clientSigns(phone);
        const collection = await launchLetter(page, { seal: true, tour: true });
        await page.getByRole('button', { name: 'Relancer', exact: true }).click();
        await page.getByText('Relance envoyée', { exact: true }).waitFor({ state: 'attached' });
        await clientSigns(phone, 'tour-client');

        // The tracker that stayed open has heard of it.
        await page.getByText('1 sur 3 signatures').waitFor();
        await picture(page, 'tracker');

        // Both letters wait in the expert's tray: one code signs them.
        await page.getByRole('link', { name: 'Parapheur' }).click();
        await page.getByText('2 actes attendent votre décision').waitFor();
        await page.getByRole('checkbox', { name: 'Tout sélectionner (2)' }).check();
        await picture(page, 'tour-expert-a-signer');
        await page.getByRole('button', { name: 'Signer 2 collectes' }).click();
        await confirm(page, '+33639980001', 'Signer', { isolated: true, tour: 'parapheur' });
        await page.getByRole('heading', { name: '2 collectes signées' }).waitFor();
        await picture(page, 'parapheur-signe');
        const printing = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Télécharger le compte rendu' }).click();
        const record = spawnSync('pdftotext', [await (await printing).path(), '-'], { encoding: 'utf8' });
        if (!record.error) assert.equal(record.stdout.match(/Lettre de mission/g)?.length, 2, record.stdout);
        await page.getByRole('button', { name: 'Revenir au parapheur' }).click();
        // The firm's seal has come to its turn.
        await page.getByText('1 acte attend votre décision').waitFor();

        await page.goto(collection);
        await page.getByRole('link', { name: 'Lire et sceller' }).click();
        await sign(page, '+33639980001', 'Apposer le cachet', { isolated: true });

        await page.goto(collection);
        await page.getByText('3 sur 3 signatures').waitFor();
        await page.getByText('Terminée', { exact: true }).waitFor();
        for (const [name, colorScheme, width] of [
          ['phone', 'light', 390],
          ['phone-dark', 'dark', 390],
          ['dark', 'dark', 1280],
        ] as const) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          await picture(page, `completed-${name}`);
          const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
          assert.ok(!wider, `the tracker scrolls sideways: ${name}`);
        }
        await page.emulateMedia({ colorScheme: 'light' });
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.getByRole('button', { name: 'Vérifier les signatures' }).click();
        await page.getByText('Le document est intact').waitFor();
        await picture(page, 'tour-expert-verifier');
        const waiting = page.waitForEvent('download');
        await page.getByRole('button', { name: 'Télécharger lettre-de-mission.pdf' }).click();
        const path = await (await waiting).path();
        const { stdout, error } = spawnSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
        if (!error) assert.equal(stdout.match(/Signature is Valid\./g)?.length, 3, stdout);
        assert.deepEqual(complaints, []);
      },
    );

    test('a collaborator prepares and hands over, the expert launches', { timeout: 120_000 }, async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR' });
      const page = await open(context, office.origin);
      await signIn(page, /Sacha/, 'tour-collaborateur-acces');
      await page.getByRole('link', { name: 'Clients', exact: true }).click();
      await picture(page, 'tour-collaborateur-clients');
      await page.getByRole('link', { name: 'Lettre de mission' }).first().click();
      await page.getByRole('button', { name: 'Envoyer pour signature' }).click();
      await page.getByText('Page 1 sur 2').first().waitFor();
      const handOver = page.getByRole('button', { name: 'Remettre pour lancement' });
      await handOver.waitFor();
      await picture(page, 'tour-collaborateur-remettre');
      await handOver.click();
      await page.getByText('Collecte prête').first().waitFor();
      await picture(page, 'tour-collaborateur-prete');
      const expert = await open(desk, `${office.origin}/parapheur`);
      await expert.getByRole('checkbox', { name: /^Lettre de mission/ }).check();
      await expert.getByRole('button', { name: 'Lancer 1 collecte' }).click();
      await expert.getByText('1 collecte lancée').waitFor();
      await expert.goto(page.url());
      await expert.getByText('C’est son tour').waitFor();
      await picture(expert, 'tour-collaborateur-lancee');
      assert.deepEqual(complaints, []);
    });

    test('what a person typed and made survives a reload', async () => {
      const page = await open(desk, `${office.origin}/clients`);
      await page.getByRole('heading', { name: client.company }).waitFor();
      await page.goto(office.origin);
      await page.getByRole('link', { name: 'Lettre de mission', exact: true }).first().waitFor();
    });

    test('on a phone, in the dark, nothing is wider than the screen', async () => {
      const state = await desk.storageState();
      const context = await browser.newContext({
        viewport: { width: 320, height: 700 },
        colorScheme: 'dark',
        locale: 'fr-FR',
        storageState: state,
      });
      for (const path of ['/', '/clients', '/lettre', '/parapheur', '/bac-a-sable']) {
        const page = await open(context, office.origin + path);
        await page.locator('h1').waitFor();
        if (path === '/parapheur') await page.getByText('Rien n’attend').waitFor();
        const wider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        await picture(page, `phone-dark-${path.slice(1) || 'collectes'}`);
        assert.ok(!wider, `${path} scrolls sideways`);
      }
    });
  },
);
