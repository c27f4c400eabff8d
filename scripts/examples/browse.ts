import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { newestMessage, type Place } from '../demo/people.ts';
import { chromiumArgs, findChromium } from '../find-browser.mjs';
import { root } from '../run.mjs';

/** Chromium, as users have it. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('The pages are looked at in Chromium: install it, or set CHROME_PATH');
  return chromium.launch({ executablePath, chromiumSandbox: false, args: chromiumArgs });
}

/** Opens a page; whatever it complains of fails the check by `complaints`. */
export async function openPage(browser: Browser, url: string, complaints: string[], offline = false): Promise<Page> {
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 900 }, offline });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return page;
}

/** Keeps a picture of what was seen. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out/examples');
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}

/** Reads, consents, takes the code from the phone and signs, as a client would. */
export async function signOnPage(page: Page, place: Place, phone: string): Promise<void> {
  await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
  const field = page.locator('jse-otp-prompt input');
  await field.waitFor();
  await field.fill((await newestMessage(place, phone, 'sms', '')).text.slice(0, 6));
  const confirm = page.getByRole('button', { name: 'Signer', exact: true });
  if (await confirm.isVisible().catch(() => false)) await confirm.click().catch(() => undefined);
  await page.getByText('Le fichier signé contient, à l’octet près, ce que vous avez lu.').waitFor();
}
