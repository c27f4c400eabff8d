import { fixture, html, oneEvent } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import '../src/pdf-pages/pdf-pages.define.ts';
import { PdfPagesHarness } from '../src/pdf-pages/pdf-pages.harness.ts';
import type { JsePdfPages } from '../src/pdf-pages/pdf-pages.ts';
import '../src/provider/provider.define.ts';
import { testAssets } from './pdf-fixtures.ts';

/** Shows a document, with what lies over its pages; resolves once its first page is drawn. */
export async function showPages(bytes: Uint8Array | Blob, over?: TemplateResult): Promise<PdfPagesHarness> {
  const provider = await fixture<HTMLElement>(
    html`<jse-provider .pdfAssets=${testAssets}><jse-pdf-pages name="Lettre">${over}</jse-pdf-pages></jse-provider>`,
  );
  const element = provider.querySelector<JsePdfPages>('jse-pdf-pages')!;
  element.document = bytes;
  await oneEvent(element, 'jse-pages-ready');
  const pages = new PdfPagesHarness(element);
  await pages.rendered(1);
  return pages;
}
