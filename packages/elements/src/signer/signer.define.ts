import { defineElement } from '../define-element.ts';
import { definePdfPages } from '../pdf-pages/pdf-pages.define.ts';
import { JseSigner } from './signer.ts';

/** Registers `<jse-signer>` and the pages inside it (it registers the prompts when they are loaded); importing this module does it for the page. */
export function defineSigner(registry?: CustomElementRegistry): void {
  definePdfPages(registry);
  defineElement('jse-signer', JseSigner, registry);
}

defineSigner();
