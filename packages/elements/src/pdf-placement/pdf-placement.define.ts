import { defineElement } from '../define-element.ts';
import { definePdfPages } from '../pdf-pages/pdf-pages.define.ts';
import { JsePdfPlacement } from './pdf-placement.ts';

/** Registers `<jse-pdf-placement>` and the pages inside it, in the given registry or the page's; importing this module does it for the page. */
export function definePdfPlacement(registry?: CustomElementRegistry): void {
  definePdfPages(registry);
  defineElement('jse-pdf-placement', JsePdfPlacement, registry);
}

definePdfPlacement();
