import { defineElement } from '../define-element.ts';
import { JsePdfPages } from './pdf-pages.ts';

/** Registers `<jse-pdf-pages>`, in the given registry or the page's; importing this module does it for the page. */
export function definePdfPages(registry?: CustomElementRegistry): void {
  defineElement('jse-pdf-pages', JsePdfPages, registry);
}

definePdfPages();
