import { defineElement } from '../define-element.ts';
import { JseOtpPrompt } from './otp-prompt.ts';

/** Registers `<jse-otp-prompt>`, in the given registry or the page's; importing this module does it for the page. */
export function defineOtpPrompt(registry?: CustomElementRegistry): void {
  defineElement('jse-otp-prompt', JseOtpPrompt, registry);
}

defineOtpPrompt();
