import { defineElement } from '../define-element.ts';
import { JseCollectionTracker } from './collection-tracker.ts';

/** Registers `<jse-collection-tracker>`; importing this module does it for the page. */
export function defineCollectionTracker(registry?: CustomElementRegistry): void {
  defineElement('jse-collection-tracker', JseCollectionTracker, registry);
}

defineCollectionTracker();
