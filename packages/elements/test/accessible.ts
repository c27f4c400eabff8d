import { expect } from '@open-wc/testing';

/** Lets transitions come to their end, in whose middle colours are not yet what they will be, and has axe look. */
export async function accessible(element: Element): Promise<void> {
  const moving = roots(element).flatMap((root) => root.getAnimations());
  const ended = Promise.allSettled(moving.map(({ finished }) => finished));
  // Some never end, and what is out of view stands still.
  await Promise.race([ended, new Promise((done) => setTimeout(done, 1000))]);
  await expect(element).to.be.accessible();
}

/** The document and all shadow roots in an element. */
function roots(element: Element): (Document | ShadowRoot)[] {
  const inside = [element, ...element.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot, ...[...shadowRoot.children].flatMap((child) => roots(child).slice(1))] : [],
  );
  return [document, ...inside];
}
