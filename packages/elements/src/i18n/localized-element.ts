import { LitElement } from 'lit';
import type { Localize } from './localize.ts';

/** An element with words: it renders once they are there in its language, so that none flash by in another one. */
export abstract class LocalizedElement extends LitElement {
  /** @internal The element's words. */
  abstract readonly t: Localize<object>;

  protected override scheduleUpdate(): void | Promise<unknown> {
    const { loading } = this.t;
    return loading ? loading.then(() => super.scheduleUpdate()) : super.scheduleUpdate();
  }
}
