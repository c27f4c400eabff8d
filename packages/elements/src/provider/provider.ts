import type { BrowserClient } from '@jse/sdk/browser';
import { provide } from '@lit/context';

import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { type LocaleContext, localeContext } from '../context/locale-context.ts';
import { pdfAssetsContext } from '../context/pdf-assets-context.ts';
import type { Strings } from '../i18n/strings.ts';
import type { PdfAssets } from '../pdf-pages/pdf-assets.ts';

/**
 * Gives the elements below it what they share: the session's client, language, words and asset addresses. It draws
 * nothing and reflects nothing of the client.
 *
 * @tagname jse-provider
 * @slot - The application, or the part of it that holds signing elements.
 */
export class JseProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }

    :host([scheme='light']) {
      color-scheme: light;
    }

    :host([scheme='dark']) {
      color-scheme: dark;
    }
  `;

  /** The client of one embed session (`createBrowserClient`); a property only, never an attribute. */
  @provide({ context: clientContext })
  @property({ attribute: false })
  client: BrowserClient | undefined;

  /** Words of the host's own, over the built-in ones. */
  @property({ attribute: false })
  strings: Strings | undefined;

  /** Where pdf.js's worker, wasm, character maps, fonts and colour profiles are served; default: beside the bundle. */
  @provide({ context: pdfAssetsContext })
  @property({ attribute: false })
  pdfAssets: Partial<PdfAssets> | undefined;

  /** `light` or `dark` to fix the colour scheme below; otherwise the page's `color-scheme` decides. */
  @property({ reflect: true })
  scheme: 'light' | 'dark' | 'auto' = 'auto';

  /** Language of the elements below (`fr`, `en`, with a region if wanted). */
  @property({ reflect: true })
  declare lang: string;

  @provide({ context: localeContext })
  protected locale: LocaleContext = {};

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang') || changed.has('strings')) {
      this.locale = { ...(this.lang && { lang: this.lang }), ...(this.strings && { strings: this.strings }) };
    }
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jse-provider': JseProvider;
  }
}
