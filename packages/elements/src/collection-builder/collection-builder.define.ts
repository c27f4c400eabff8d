import { defineElement } from '../define-element.ts';
import { definePdfPlacement } from '../pdf-placement/pdf-placement.define.ts';
import { JseCollectionBuilder } from './collection-builder.ts';

/** Registers `<jse-collection-builder>` and the elements inside it; importing this module does it for the page. */
export function defineCollectionBuilder(registry?: CustomElementRegistry): void {
  definePdfPlacement(registry);
  defineElement('jse-collection-builder', JseCollectionBuilder, registry);
}

defineCollectionBuilder();
