import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../../../../scripts/find-browser.mjs';
import { camille, expertPhone, type Rig, startRig } from './rig.ts';

const executablePath = findChromium();
const hour = 3_600_000;

describe('what goes wrong around a signature, in a browser', { skip: executablePath ? false : 'no Chromium' }, () => {
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
  // The platform sends a phone five codes an hour; and each test has a device of its own.
  beforeEach(async () => {
    rig.platform.sandbox.clock.advance(hour);
    await context?.close();
    context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'fr-FR' });
    context.setDefaultTimeout(20_000);
  });
  after(async () => {
    await browser?.close();
    await rig?.close();
  });

  const invitationOf = async (email: string) =>
    /#invitation=([\w-]+)/.exec(await rig.newest('email', email))?.[1] ?? assert.fail('no invitation');
  const codeOf = async (phone: string) => /^\d{6}/.exec(await rig.newest('sms', phone))?.[0] ?? assert.fail('no code');
  const stateOf = async (id: string) => (await rig.expert.collections.get(id)).state;

  const signaturesOf = async (id: string) => {
    const { data } = await rig.expert.events.list({ types: ['signer.signed'] });
    return data.filter((event) => event.type === 'signer.signed' && event.data.transactionId === id).length;
  };

  async function open(
    signer: 'client' | 'expert',
    title: string,
    ...after: 'expert'[]
  ): Promise<{ page: Page; id: string }> {
    const { id } = await rig.launched(title, [signer, ...after]);
    const invitation = await invitationOf(signer === 'client' ? camille.email : 'expert@cabinet.example');
    const page = await context.newPage();
    await page.goto(rig.vendor.url('jse-signer', { invitation }));
    return { page, id };
  }

  /** Reads and consents in the page, up to the code's field. */
  async function upToCode(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await page.locator('jse-otp-prompt input').waitFor();
  }

  /** The same in the platform's frame, in plain sight for a while. */
  async function upToCodeInFrame(page: Page): Promise<Frame> {
    await page.getByRole('button', { name: 'J’ai tout lu, continuer' }).click();
    const handle = await page.locator('jse-otp-frame iframe').elementHandle();
    const frame = (await handle?.contentFrame()) ?? assert.fail('no frame');
    await frame.locator('#consent').waitFor();
    await page.waitForTimeout(900);
    await frame.locator('#consent').click();
    await frame.getByRole('button', { name: 'Recevoir le code par SMS' }).click();
    await frame.locator('jse-otp-prompt input').waitFor();
    await page.waitForTimeout(900);
    return frame;
  }

  test('back and forward at the code: he reads and consents anew, and signs once', async () => {
    const { page, id } = await open('client', 'Retour au code');
    await upToCode(page);
    const before = await codeOf(camille.phone);
    await page.goBack();
    await page.goForward();
    rig.platform.sandbox.clock.advance(31_000);
    // A browser may give the page back as it was left: the code that was sent is then still asked for.
    const prompt = page.locator('jse-otp-prompt input');
    const reading = page.getByRole('button', { name: 'J’ai tout lu, continuer' });
    await prompt.or(reading).first().waitFor();
    const kept = await prompt.isVisible();
    if (!kept) await upToCode(page);
    await prompt.fill(kept ? before : await codeOf(camille.phone));
    await page.getByRole('button', { name: 'Signer', exact: true }).click();
    await page.getByText('C’est signé').waitFor();
    assert.equal(await stateOf(id), 'completed');
  });

  test('back while the signature is under way: it is not lost, and coming back says what became of the link', async () => {
    const { page, id } = await open('client', 'Retour en signant', 'expert');
    await upToCode(page);
    let [reached, leave] = [() => {}, () => {}];
    const signed = new Promise<void>((done) => (reached = done));
    const left = new Promise<void>((done) => (leave = done));
    await page.route('**/sign', async (route) => {
      // The platform has signed; its answer never comes through.
      await route.fetch();
      reached();
      await left;
      await route.abort().catch(() => undefined);
    });
    await page.locator('jse-otp-prompt input').fill(await codeOf(camille.phone));
    await page.getByRole('button', { name: 'Signer', exact: true }).click();
    await signed;
    await page.goBack();
    leave();
    await page.goForward();
    await page.reload();
    // A link dies with the signature that it led to; the page says so rather than that something failed.
    await page.getByText('ne sert plus dès que votre signature est enregistrée').waitFor();
    assert.equal(await stateOf(id), 'ongoing');
    assert.equal(await signaturesOf(id), 1);
  });

  test('a device whose clock is two hours off, either way, signs in the frame and counts down rightly', async () => {
    for (const [at, offset] of [2 * hour, -2 * hour].entries()) {
      rig.platform.sandbox.clock.advance(at * 60_000);
      await context.close();
      context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, locale: 'fr-FR' });
      await context.clock.install({ time: Date.now() + offset });
      const { page, id } = await open('expert', `Horloge ${at}`);
      const frame = await upToCodeInFrame(page);
      const left = await frame.locator('jse-otp-prompt form').innerText();
      assert.match(left, /(30:00|29:\d\d)/, 'the half hour counts by the platform’s clock');
      await frame.locator('jse-otp-prompt input').fill(await codeOf(expertPhone));
      await frame.getByRole('button', { name: 'Signer' }).click();
      await page.getByText('C’est signé').waitFor();
      assert.equal(await stateOf(id), 'completed');
    }
  });

  test('the line breaks in the frame after the platform has signed: it asks, and says what became of it', async () => {
    const { page, id } = await open('expert', 'Ligne coupée');
    const frame = await upToCodeInFrame(page);
    let sent = 0;
    await page.route('**/sign', async (route) => {
      sent += 1;
      await route.fetch();
      await route.abort('connectionreset');
    });
    await frame.locator('jse-otp-prompt input').fill(await codeOf(expertPhone));
    await frame.getByRole('button', { name: 'Signer' }).click();
    await frame.getByRole('button', { name: 'Vérifier maintenant' }).click();
    await page.getByText('C’est signé').waitFor();
    assert.equal(await stateOf(id), 'completed');
    assert.equal(await signaturesOf(id), 1, `sent ${sent} times`);
  });
});
