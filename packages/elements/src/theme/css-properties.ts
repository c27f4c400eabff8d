import { nothing } from 'lit';
import { Directive, directive, type ElementPart, PartType, type PartInfo } from 'lit/directive.js';

/** CSS properties by name, custom ones included. */
export type CssProperties = Readonly<Record<string, string>>;

class CssPropertiesDirective extends Directive {
  #applied = new Map<string, string>();

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('cssProperties stands in a tag: <div ${cssProperties(…)}>');
  }

  override render(_properties: CssProperties): typeof nothing {
    return nothing;
  }

  override update(part: ElementPart, [properties]: [CssProperties]): typeof nothing {
    const { style } = part.element as HTMLElement;
    for (const name of this.#applied.keys()) {
      if (name in properties) continue;
      style.removeProperty(name);
      this.#applied.delete(name);
    }
    for (const [name, value] of Object.entries(properties)) {
      if (this.#applied.get(name) === value) continue;
      style.setProperty(name, value);
      this.#applied.set(name, value);
    }
    return nothing;
  }
}

/**
 * Sets an element's styles through the CSSOM: `<div ${cssProperties({ width: '4px' })}>`. Lit's `styleMap` writes a
 * `style` attribute at the first rendering, which a page without `'unsafe-inline'` refuses (CSP 3, `style-src-attr`).
 */
export const cssProperties = directive(CssPropertiesDirective);
