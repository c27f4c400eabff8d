import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { consume } from '@lit/context';
import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { clientContext } from '../context/client-context.ts';
import { Localize } from '../i18n/localize.ts';
import { LocalizedElement } from '../i18n/localized-element.ts';
import { pdfPagesTerms } from '../pdf-pages/pdf-pages.terms.ts';
import type { JseProvider } from './provider.ts';
import './provider.define.ts';

class Probe extends LocalizedElement {
  readonly t = new Localize(this, pdfPagesTerms);

  @consume({ context: clientContext, subscribe: true })
  @property({ attribute: false })
  client: object | undefined;

  protected override render(): TemplateResult {
    return html`${this.t.term('pageOf', 2, 12)} ${this.t.number(1234.5)}`;
  }
}
customElements.define('test-probe', Probe);

async function probeIn(content: unknown): Promise<{ root: HTMLElement; probe: Probe; text: () => string }> {
  const root = await fixture<HTMLElement>(content as TemplateResult);
  const probe = (root.matches('test-probe') ? root : root.querySelector('test-probe')) as Probe;
  await probe.updateComplete;
  return { root, probe, text: () => probe.renderRoot.textContent?.replaceAll(/[\u202f\u00a0]/g, ' ') ?? '' };
}

describe('jse-provider and Localize', () => {
  it('speaks French without being asked, whatever the page, and numbers follow', async () => {
    const { text } = await probeIn(html`<test-probe lang="de"></test-probe>`);
    expect(text()).to.equal('Page 2 sur 12 1 234,5');
  });

  it('follows its own lang, then the provider, then the nearest lang above', async () => {
    const { probe, root, text } = await probeIn(
      html`<div lang="en-GB">
        <jse-provider><test-probe></test-probe></jse-provider>
      </div>`,
    );
    expect(text()).to.equal('Page 2 of 12 1,234.5');
    const provider = root.querySelector<JseProvider>('jse-provider')!;
    provider.lang = 'fr';
    await provider.updateComplete;
    await probe.updateComplete;
    expect(text()).to.equal('Page 2 sur 12 1 234,5');
    probe.lang = 'en';
    await waitUntil(() => text().startsWith('Page 2 of'));
    expect(text()).to.equal('Page 2 of 12 1,234.5');
  });

  it('lets the host override single terms', async () => {
    const strings = { 'pdf-pages': { pageOf: (page: number, count: number) => `Feuille ${page}/${count}` } };
    const { text } = await probeIn(html`<jse-provider .strings=${strings}><test-probe></test-probe></jse-provider>`);
    expect(text()).to.equal('Feuille 2/12 1 234,5');
  });

  it('hands the client down and shows nothing of it in the document', async () => {
    const client = { token: 'not-for-the-page' };
    const { root, probe } = await probeIn(
      html`<jse-provider .client=${client}><test-probe></test-probe></jse-provider>`,
    );
    expect(probe.client).to.equal(client);
    expect(root.outerHTML).not.to.contain('not-for-the-page');
  });
});
