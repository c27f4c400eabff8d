import { defineElement } from '../define-element.ts';
import { definePdfPages } from '../pdf-pages/pdf-pages.define.ts';
import { JseParapheur } from './parapheur.ts';

/** Registers `<jse-parapheur>` and the pages inside it (it registers the prompts when they are needed); importing this module does it for the page. */
export function defineParapheur(registry?: CustomElementRegistry): void {
  definePdfPages(registry);
  defineElement('jse-parapheur', JseParapheur, registry);
}

defineParapheur();
