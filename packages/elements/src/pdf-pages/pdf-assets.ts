/**
 * Where the page loads pdf.js's own files from, and the verifier's worker; folders end with a slash. All must be served
 * by the host itself: the workers from the page's origin (a browser refuses others), the folders from anywhere that
 * `connect-src` allows.
 */
export interface PdfAssets {
  readonly workerUrl: string;
  readonly wasmUrl: string;
  readonly cMapUrl: string;
  readonly standardFontUrl: string;
  readonly iccUrl: string;
  readonly verifyWorkerUrl: string;
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
    verifyWorkerUrl: at('verify.worker.js'),
  };
}

/** The copies beside the bundle. The workers' addresses stay literals so that bundlers find, hash and emit the files. */
export function defaultPdfAssets(): PdfAssets {
  const bundle = import.meta.url;
  return {
    ...pdfAssetsAt(new URL('./pdfjs/', bundle)),
    workerUrl: new URL('./pdfjs/pdf.worker.min.mjs', import.meta.url).href,
    verifyWorkerUrl: new URL('./pdfjs/verify.worker.js', import.meta.url).href,
  };
}
