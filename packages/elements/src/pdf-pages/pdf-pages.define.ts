import { defineElement } from '../define-element.ts';
import { defineProvider } from '../provider/provider.define.ts';
import { JsePdfPages } from './pdf-pages.ts';

/**
 * Registers `<jse-pdf-pages>`, in the given registry or the page's; importing this module does it for the page. The
 * provider comes first: elements in the page's markup are upgraded then, and ask for what it gives when they are.
 */
export function definePdfPages(registry?: CustomElementRegistry): void {
  defineProvider(registry);
  defineElement('jse-pdf-pages', JsePdfPages, registry);
}

definePdfPages();
