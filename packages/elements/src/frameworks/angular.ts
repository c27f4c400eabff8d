import type { ElementEvents, ElementProperties } from './element-table.ts';

/**
 * What Angular binds on an element of ours in a component with `CUSTOM_ELEMENTS_SCHEMA`: `[collectionId]="…"`. Angular
 * looks at no types of custom elements in a template; in the class these are the types of fields and handlers.
 */
export type JseInputs<Tag extends keyof ElementProperties> = ElementProperties[Tag];

/** The `$event` of `(jse-signed)="onSigned($event)"`. */
export type JseOutput<
  Tag extends keyof ElementEvents,
  Name extends keyof ElementEvents[Tag],
> = ElementEvents[Tag][Name];

/** The element behind a template reference, for `viewChild<ElementRef<JseElement<'jse-signer'>>>('signer')`. */
export type JseElement<Tag extends keyof ElementEvents & keyof HTMLElementTagNameMap> = HTMLElementTagNameMap[Tag];

export type { ElementAttributes, ElementEvents, ElementProperties } from './element-table.ts';
