import { createContext } from '@lit/context';
import type { PdfAssets } from '../pdf-pages/pdf-assets.ts';

/** Addresses of pdf.js's self-hosted files; undefined means the copies beside the bundle. */
export const pdfAssetsContext = createContext<Partial<PdfAssets> | undefined>(Symbol.for('jse-pdf-assets'));
