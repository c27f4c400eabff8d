import { defineElement } from '../define-element.ts';
import { defineOtpPrompt } from '../otp-prompt/otp-prompt.define.ts';
import { definePdfPages } from '../pdf-pages/pdf-pages.define.ts';
import { JseSigner } from './signer.ts';

/** Registers `<jse-signer>` and the elements inside it; importing this module does it for the page. */
export function defineSigner(registry?: CustomElementRegistry): void {
  defineOtpPrompt(registry);
  definePdfPages(registry);
  defineElement('jse-signer', JseSigner, registry);
}

defineSigner();
