/**
 * Where the page loads pdf.js's own files from; folders end with a slash. All must be served by the host itself: the
 * worker from the page's origin (a browser refuses another one), the folders from anywhere that `connect-src` allows.
 */
export interface PdfAssets {
  readonly workerUrl: string;
  readonly wasmUrl: string;
  readonly cMapUrl: string;
  readonly standardFontUrl: string;
  readonly iccUrl: string;
}

/** Addresses of all assets under one folder laid out as `dist/pdfjs` is. */
export function pdfAssetsAt(folder: string | URL): PdfAssets {
  const base = new URL(folder, globalThis.document?.baseURI);
  const at = (path: string) => new URL(path, base).href;
  return {
    workerUrl: at('pdf.worker.min.mjs'),
    wasmUrl: at('wasm/'),
    cMapUrl: at('cmaps/'),
    standardFontUrl: at('standard_fonts/'),
    iccUrl: at('iccs/'),
  };
}

/** The copies beside the bundle. The worker's address stays a literal so that bundlers find, hash and emit the file. */
export function defaultPdfAssets(): PdfAssets {
  const bundle = import.meta.url;
  return {
    ...pdfAssetsAt(new URL('./pdfjs/', bundle)),
    workerUrl: new URL('./pdfjs/pdf.worker.min.mjs', import.meta.url).href,
  };
}
