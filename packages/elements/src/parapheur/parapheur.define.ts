import { defineElement } from '../define-element.ts';
import { defineOtpFrame } from '../otp-frame/otp-frame.define.ts';
import { defineOtpPrompt } from '../otp-prompt/otp-prompt.define.ts';
import { definePdfPages } from '../pdf-pages/pdf-pages.define.ts';
import { JseParapheur } from './parapheur.ts';

/** Registers `<jse-parapheur>` and the elements inside it; importing this module does it for the page. */
export function defineParapheur(registry?: CustomElementRegistry): void {
  defineOtpFrame(registry);
  defineOtpPrompt(registry);
  definePdfPages(registry);
  defineElement('jse-parapheur', JseParapheur, registry);
}

defineParapheur();
