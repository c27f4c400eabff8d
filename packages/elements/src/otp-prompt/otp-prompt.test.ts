import { expect, fixture, html, oneEvent, waitUntil } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { accessible } from '../../test/accessible.ts';
import type { CodeEnteredEvent } from './otp-prompt.events.ts';
import { OtpPromptHarness } from './otp-prompt.harness.ts';
import type { JseOtpPrompt, OtpStatus } from './otp-prompt.ts';
import './otp-prompt.define.ts';

const soon = (seconds: number) => Date.now() + seconds * 1000;

async function prompt(properties: Partial<JseOtpPrompt> = {}): Promise<OtpPromptHarness> {
  const element = await fixture<JseOtpPrompt>(html`<jse-otp-prompt></jse-otp-prompt>`);
  Object.assign(element, { phone: '+33 6 •• •• •• 78', reference: 'JSE-771-204', ...properties });
  await element.updateComplete;
  return new OtpPromptHarness(element);
}

/** The codes that the prompt lets out. */
function entered(harness: OtpPromptHarness): string[] {
  const codes: string[] = [];
  harness.element.addEventListener('jse-code-entered', ({ code }) => codes.push(code));
  return codes;
}

describe('jse-otp-prompt', () => {
  it('is one input that phones and browsers fill by themselves', async () => {
    const { input, text, element } = await prompt();
    expect(element.renderRoot.querySelectorAll('input')).to.have.length(1);
    expect(input.getAttribute('autocomplete')).to.equal('one-time-code');
    expect(input.inputMode).to.equal('numeric');
    expect(text).to.contain('+33 6 •• •• •• 78').and.to.contain('JSE-771-204');
  });

  it('gives a code typed with the keyboard alone, on Enter', async () => {
    const harness = await prompt();
    harness.element.focus();
    setTimeout(() => void sendKeys({ type: '482x913' }).then(() => sendKeys({ press: 'Enter' })));
    const { code, bubbles, composed } = await oneEvent<CodeEnteredEvent>(harness.element, 'jse-code-entered');
    expect([code, bubbles, composed]).to.deep.equal(['482913', true, true]);
  });

  it('takes the whole SMS from the clipboard', async () => {
    const harness = await prompt();
    const codes = entered(harness);
    await harness.paste('482913 est votre code confidentiel. Référence JSE-771-204.');
    expect(harness.input.value).to.equal('482913');
    expect(codes, 'nothing is sent before the person confirms').to.deep.equal([]);
    await harness.submit();
    expect(codes).to.deep.equal(['482913']);
  });

  it('does not let a short code out, and says why', async () => {
    const harness = await prompt();
    const codes = entered(harness);
    await harness.type('48291');
    await harness.submit();
    expect(codes).to.deep.equal([]);
    expect(harness.fault).to.equal('Le code comporte six chiffres.');
    expect(harness.input.getAttribute('aria-invalid')).to.equal('true');
    await harness.type('482913');
    expect(harness.fault).to.equal('');
  });

  it('says that a code was wrong and how many tries are left, and starts afresh with the focus in the input', async () => {
    const harness = await prompt({ status: 'checking' });
    await harness.type('482913');
    Object.assign(harness.element, { status: 'wrong', triesLeft: 1 });
    await harness.element.updateComplete;
    expect(harness.fault).to.equal('Ce code n’est pas le bon. Il reste un seul essai.');
    expect(harness.element.value).to.equal('');
    expect(document.activeElement).to.equal(harness.element);
  });

  for (const [status, says] of [
    ['expired', /plus valable/],
    ['exceeded', /Trop de codes erronés/],
    ['locked', /bloquée/],
  ] as [OtpStatus, RegExp][]) {
    it(`takes no code when ${status}`, async () => {
      const harness = await prompt({ status });
      const codes = entered(harness);
      expect(harness.fault).to.match(says);
      expect(harness.input.disabled).to.equal(true);
      expect(harness.element.submit()).to.equal(false);
      expect(codes).to.deep.equal([]);
      expect(harness.canResend).to.equal(status !== 'locked');
    });
  }

  it('counts down the validity and expires by itself', async () => {
    const harness = await prompt({ expiresAt: soon(1.2), resendAt: soon(60) });
    expect(harness.text).to.contain('Valable encore 0:02').and.to.contain('Nouveau code possible dans 1:00');
    expect(harness.canResend).to.equal(false);
    await waitUntil(() => /plus valable/.test(harness.fault), 'the code to expire', { timeout: 10_000 });
    expect(harness.input.disabled).to.equal(true);
  });

  it('offers another code once the wait is over', async () => {
    const harness = await prompt({ resendAt: soon(-1) });
    setTimeout(() => void harness.resend());
    await oneEvent(harness.element, 'jse-code-resend');
  });

  it('belongs to a form: value, validity, reset, and never restores a code', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form><jse-otp-prompt name="otp" required></jse-otp-prompt></form>`,
    );
    const harness = new OtpPromptHarness(form.querySelector('jse-otp-prompt')!);
    await harness.element.updateComplete;
    expect(form.checkValidity()).to.equal(false);
    await harness.type('482 913');
    expect(new FormData(form).get('otp')).to.equal('482913');
    expect(form.checkValidity()).to.equal(true);
    form.reset();
    await harness.element.updateComplete;
    expect(new FormData(form).get('otp')).to.equal(null);
    await harness.type('482913');
    harness.element.formStateRestoreCallback();
    expect(harness.element.value).to.equal('');
  });

  it('forgets the code when it leaves the page and writes it nowhere in the markup', async () => {
    const harness = await prompt();
    await harness.type('482913');
    expect(harness.element.outerHTML + harness.element.shadowRoot!.innerHTML).not.to.contain('482913');
    harness.element.remove();
    expect(harness.element.value).to.equal('');
  });

  it('speaks English under an English page', async () => {
    const root = await fixture(
      html`<div lang="en"><jse-otp-prompt status="wrong" tries-left="3"></jse-otp-prompt></div>`,
    );
    const harness = new OtpPromptHarness(root.querySelector('jse-otp-prompt')!);
    await harness.element.updateComplete;
    expect(harness.fault).to.equal('This code is not the right one. 3 tries are left.');
  });

  for (const status of ['ready', 'checking', 'wrong', 'expired', 'locked'] as const) {
    it(`has no axe finding when ${status}`, async () => {
      const { element } = await prompt({ status, expiresAt: soon(1700), resendAt: soon(20), triesLeft: 4 });
      await accessible(element);
    });
  }
});
