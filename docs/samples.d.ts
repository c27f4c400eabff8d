// What a reader of the documentation has already: names that its samples use without saying where they come from. They are
// compiled with it by scripts/check-samples.mjs.
import type { BrowserClient } from '@jse/sdk/browser';
import type { Client, ClientSettings } from '@jse/sdk/server';
import type { JseProvider, pdfAssetsAt as assets } from '@jse/elements';
import type { VerificationReport } from '@jse/verify';
import type { consent as words } from '@jse/sdk/rules';
import type * as fs from 'node:fs/promises';

declare global {
  // A vendor's settings, ids and files
  const baseUrl: string;
  const editor: string;
  const secret: string;
  const officeToken: string;
  const userToken: string;
  const invitation: string;
  const signingUrl: string;
  const userId: string;
  const memberId: string;
  const collectionId: string;
  const documentId: string;
  const signerId: string;
  const bytes: Uint8Array;
  const file: File;
  const trustAnchors: Uint8Array[];
  const report: VerificationReport;
  const rootDerOrPem: Uint8Array;
  const rootCertificate: Uint8Array;
  const leaf: Uint8Array;
  const intermediates: Uint8Array[];
  const crls: Uint8Array[];
  const ocspResponses: Uint8Array[];
  const signal: AbortSignal;
  const request: Request;
  const settings: ClientSettings;
  const getEmbedCode: () => Promise<string>;

  // What was made on the same page, or imported there
  const jse: Client;
  const page: BrowserClient;
  const provider: JseProvider;
  const createClient: (settings: ClientSettings) => Client;
  const createBrowserClient: typeof import('@jse/sdk/browser').createBrowserClient;
  const pdfAssetsAt: typeof assets;
  const consent: typeof words;
  const writeFile: typeof fs.writeFile;

  // His own software
  function show(text: string): void;
  function askForCredit(cents: number | undefined): void;
  function redirectToSignIn(): void;
  function offerToSignInAgain(): void;
  function lastCursor(): Promise<string | undefined>;
  function keepCursor(cursor: string): Promise<void>;
  function tellTeam(signerId: string): Promise<void>;
  function startSpan(name: string): string;
  function log(line: object): void;
}
