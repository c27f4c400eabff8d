export { clientContext } from './client-context.ts';
export { type LocaleContext, localeContext } from './locale-context.ts';
export { pdfAssetsContext } from './pdf-assets-context.ts';
