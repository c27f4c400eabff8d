import { defineElement } from '../define-element.ts';
import { JseOtpFrame } from './otp-frame.ts';

/** Registers `<jse-otp-frame>`, in the given registry or the page's; importing this module does it for the page. */
export function defineOtpFrame(registry?: CustomElementRegistry): void {
  defineElement('jse-otp-frame', JseOtpFrame, registry);
}

defineOtpFrame();
