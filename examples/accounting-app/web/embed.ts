import { pdfAssetsAt } from '@jse/elements';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import { api, type SessionInfo } from './api.ts';

/** pdf.js's files, copied beside the pages by the build. */
export const pdfAssets = pdfAssetsAt(new URL('/pdfjs/', location.origin));

/** What a page's session is for. */
export type Embed =
  | { readonly purpose: 'prepare' | 'follow'; readonly collectionId: string }
  | { readonly purpose: 'sign'; readonly collectionId: string; readonly signerId: string }
  | { readonly purpose: 'parapheur' };

/** A page's client whose embed codes come from our own back end, where the secret is. */
export function embedClient({ platform }: SessionInfo, embed: Embed): BrowserClient {
  const getEmbedCode = async () => (await api<{ code: string }>('/api/embed-codes', { json: embed })).code;
  return createBrowserClient({ ...platform, getEmbedCode });
}

/** The platform's root, under which what it signs is verified on this device. */
export async function trustAnchors(): Promise<Uint8Array[]> {
  const answer = await fetch('/api/root-certificate');
  return answer.ok ? [new Uint8Array(await answer.arrayBuffer())] : [];
}
