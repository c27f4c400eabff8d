/** Registers a class under a tag unless the tag is taken; without a registry (a server) it does nothing. */
export function defineElement(
  tag: string,
  constructor: CustomElementConstructor,
  registry: CustomElementRegistry | undefined = globalThis.customElements,
): void {
  if (registry && !registry.get(tag)) registry.define(tag, constructor);
}
