import { defineElement } from '../define-element.ts';
import { JseProvider } from './provider.ts';

/** Registers `<jse-provider>`, in the given registry or the page's; importing this module does it for the page. */
export function defineProvider(registry?: CustomElementRegistry): void {
  defineElement('jse-provider', JseProvider, registry);
}

defineProvider();
