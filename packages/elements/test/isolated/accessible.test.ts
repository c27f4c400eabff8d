// axe over the frame in which consent and code are given, in each state that a person meets there, and over the page
// that holds it. The page of the frame is the platform's: the tests of the elements, which run in one page, never see it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../../scripts/find-browser.mjs';
import { expertPhone, type Rig, startRig } from './rig.ts';

const executablePath = findChromium();
const addon = createRequire(join(import.meta.dirname, '../../../../package.json')).resolve(
  '@storybook/addon-a11y/package.json',
);
const axeSource = readFile(createRequire(addon).resolve('axe-core/axe.min.js'), 'utf8');

/** Of axe-core, which comes with Storybook's addon, as much as is asked of it. */
interface Axe {
  run(
    where: Document | string,
    options: { readonly iframes: boolean },
  ): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
    readonly passes: readonly { readonly id: string }[];
  }>;
}

/** What axe finds in the whole document of the frame, or in the element of the page around; each is looked at by itself. */
async function axeFinds(document: Page | Frame, within?: string): Promise<string[]> {
  if (!(await document.evaluate(() => 'axe' in globalThis))) await document.evaluate(await axeSource);
  const { violations, passes } = await document.evaluate((selector) => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return axe.run(selector ?? globalThis.document, { iframes: false });
  }, within);
  // Nothing found where nothing was looked at is no result.
  assert.ok(
    passes.some(({ id }) => id === 'color-contrast'),
    'axe saw text',
  );
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
}

describe('the platform’s frame and the page that holds it, seen by axe', { skip: !executablePath }, () => {
  let rig: Rig;
  let browser: Browser;
  let context: BrowserContext;
  before(async () => {
    rig = await startRig();
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      chromiumSandbox: false,
      args: chromiumArgs,
    });
  });
  beforeEach(async () => {
    // The platform sends a phone five codes an hour.
    rig.platform.sandbox.clock.advance(3_600_000);
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'fr-FR' });
    context.setDefaultTimeout(20_000);
  });
  after(async () => {
    await browser?.close();
    await rig?.close();
  });

  /** A letter chosen in the tray, whose page is about to open the frame. */
  async function chosen(title: string): Promise<Page> {
    await rig.launched(title, ['expert']);
    const page = await context.newPage();
    await page.goto(rig.vendor.url('jse-parapheur'));
    await page.getByRole('checkbox', { name: title }).check();
    return page;
  }

  async function openFrame(page: Page): Promise<Frame> {
    await page.getByRole('button', { name: /^Signer 1 collecte/ }).click();
    const handle = await page.locator('jse-otp-frame iframe').elementHandle();
    return (await handle?.contentFrame()) ?? assert.fail('no frame');
  }

  /** Looks at the frame as it stands, in each scheme, and at its page. */
  async function looked(state: string, page: Page, frame: Frame): Promise<void> {
    for (const scheme of ['light', 'dark'] as const) {
      await frame.evaluate((wanted) => (document.documentElement.dataset['scheme'] = wanted), scheme);
      // A contrast in the midst of a transition is none.
      await frame.waitForTimeout(300);
      assert.deepEqual(await axeFinds(frame), [], `${state}, ${scheme}`);
    }
    assert.deepEqual(await axeFinds(page, 'jse-provider'), [], `${state}, the page around`);
  }

  /** Consents and asks for the code, by keyboard alone. */
  async function upToCode(frame: Frame): Promise<void> {
    // What has just appeared counts only once it has been in plain sight for a while.
    await frame.waitForTimeout(900);
    await frame.locator('#consent').press('Space');
    await frame.locator('#consent').press('Tab');
    await frame.page().keyboard.press('Enter');
    await frame.locator('jse-otp-prompt input').waitFor();
  }

  /** Types a code into the field, which has the focus, and confirms it with Enter. */
  async function enter(frame: Frame, code: string): Promise<void> {
    await frame.waitForTimeout(900);
    await frame.page().keyboard.type(code);
    await frame.page().keyboard.press('Enter');
  }

  const codeOf = async () => /^\d{6}/.exec(await rig.newest('sms', expertPhone))?.[0] ?? assert.fail('no code');
  const otherThan = (code: string) => (code === '000000' ? '111111' : '000000');

  test('the consent, where it is missing, where the code cannot be sent, and where the frame cannot go on', async () => {
    const page = await chosen('Lettre à consentir');
    const frame = await openFrame(page);
    await frame.locator('#consent').waitFor();
    await looked('consent', page, frame);
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.getByText('Cochez cette case').waitFor();
    await looked('consent missing', page, frame);
    await page.route('**/ceremony', (route) => route.abort());
    await frame.locator('#consent').click();
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.getByRole('alert').filter({ hasText: /./ }).waitFor();
    await looked('code not sent', page, frame);
    await page.unroute('**/ceremony');
    rig.platform.sandbox.clock.advance(2 * 3_600_000);
    await page.route('**/embed-code', (route) => route.abort());
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.getByText('Impossible de continuer').waitFor();
    await looked('failed', page, frame);
  });

  test('the code, a wrong one, a lost answer, and the end, by keyboard alone', async () => {
    const page = await chosen('Lettre à signer');
    const frame = await openFrame(page);
    await frame.locator('#consent').waitFor();
    await upToCode(frame);
    await looked('code', page, frame);
    const code = await codeOf();
    await enter(frame, otherThan(code));
    await frame.getByText('Il reste 4 essais').waitFor();
    await looked('wrong code', page, frame);
    await frame.locator('summary').click();
    await looked('with what is signed', page, frame);
    await page.route('**/sign', (route) => route.abort());
    await frame.locator('jse-otp-prompt input').focus();
    await enter(frame, code);
    await frame.getByText('La connexion a été perdue').waitFor();
    await looked('interrupted', page, frame);
  });

  test('too many wrong codes: no try left, and the signer locked', async () => {
    const page = await chosen('Lettre gardée');
    for (const round of [1, 2]) {
      const frame = await openFrame(page);
      await frame.locator('#consent').waitFor();
      await upToCode(frame);
      const wrong = otherThan(await codeOf());
      for (const left of ['4 essais', '3 essais', '2 essais', 'un seul essai', 'Trop de codes']) {
        await enter(frame, wrong);
        await frame.getByText(left).waitFor();
      }
      if (round === 1) await looked('no try left', page, frame);
      rig.platform.sandbox.clock.advance(31_000);
      await page.getByRole('button', { name: 'Revenir au parapheur' }).click();
    }
    const frame = await openFrame(page);
    await frame.locator('#consent').waitFor();
    await frame.waitForTimeout(900);
    await frame.locator('#consent').click();
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.getByRole('alert').filter({ hasText: 'signataire est bloqué' }).waitFor();
    await looked('locked', page, frame);
  });

  test('the frame that does not open', async () => {
    const page = await chosen('Lettre sans cadre');
    await page.route('**/frame', (route) => route.abort());
    await page.getByRole('button', { name: 'Signer 1 collecte' }).click();
    await page.getByText('ne s’ouvre pas').waitFor();
    assert.deepEqual(await axeFinds(page, 'jse-provider'), []);
  });
});
