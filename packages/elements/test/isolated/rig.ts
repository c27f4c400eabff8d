import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, extname, join } from 'node:path';
import { type SandboxServer, serveSandbox } from '@jse/sandbox/node';
import { type Client, createClient } from '@jse/sdk/server';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { codeFrameScript } from '../../../../scripts/code-frame.mjs';
import { bundle } from '../../../../scripts/bundle.mjs';

const pdfjs = dirname(
  createRequire(import.meta.resolve('@jse/elements/package.json')).resolve('pdfjs-dist/package.json'),
);
const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
};

/** A vendor's page on an origin of its own. */
export interface HostPage {
  readonly origin: string;
  /** The address of the page with this element, in a session by invitation where one is given. */
  url(element: 'jse-signer' | 'jse-parapheur', more?: { codeEntry?: string; invitation?: string }): string;
  close(): Promise<void>;
}

/** The platform on one port, a registered vendor's page on another, and a page that nobody registered on a third. */
export interface Rig {
  readonly platform: SandboxServer;
  readonly vendor: HostPage;
  readonly stranger: HostPage;
  /** The vendor's back end, acting for the expert. */
  readonly expert: Client;
  readonly expertId: string;
  /** A collection that runs, with these signers; the client's invitation token. */
  launched(title: string, signers: readonly ('client' | 'expert')[]): Promise<{ id: string; signerIds: string[] }>;
  /** The newest message to an address or a number. */
  newest(channel: 'email' | 'sms', to: string): Promise<string>;
  close(): Promise<void>;
}

/** A client of the firm, on a number reserved for fiction. */
export const camille = {
  firstName: 'Camille',
  lastName: 'Martin',
  email: 'camille@client.example',
  phone: '+33639980011',
} as const;
export const expertPhone = '+33639980001';

/** Starts all three; `codeEntry` is how the vendor is registered. */
export async function startRig(codeEntry: 'isolated' | 'by-level' | 'inline' = 'by-level'): Promise<Rig> {
  const [frame, { files }] = await Promise.all([codeFrameScript(), bundle('packages/elements/test/isolated/host.ts')]);
  const scripts = new Map(files.map(({ path, contents }) => [path.split('/').at(-1) ?? '', contents]));
  const rig: { expert?: Client } = {};
  const mint = async (origin: string) =>
    rig.expert ? (await rig.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code : '';
  let platformUrl = '';
  const host = (mintCode: (origin: string) => Promise<string>) => servePage(scripts, () => platformUrl, mintCode);
  const vendor = await host(mint);
  const stranger = await host(async () => '');
  const editor = {
    shortcut: 'vendor',
    name: 'Logiciel',
    secret: 'a secret of the tests',
    origins: [vendor.origin],
    signingUrl: `${vendor.origin}/sign`,
    codeEntry,
  };
  const platform = await serveSandbox({ port: 0, editor, codeFrame: frame });
  platformUrl = platform.url;
  const { sandbox } = platform;
  const expertId = await sandbox.seed.memberByEmail('expert@cabinet.example');
  const tokens = await sandbox.seed.tokens('vendor', expertId);
  const expert = createClient({ baseUrl: platform.url, editor: 'vendor', ...tokens });
  rig.expert = expert;
  return {
    platform,
    vendor,
    stranger,
    expert,
    expertId,
    async launched(title, signers) {
      const { id } = await expert.collections.create({ title });
      await expert.documents.upload(id, 1, { name: `${title}.pdf`, bytes: await letter(title) });
      const signerIds: string[] = [];
      for (const [at, who] of signers.entries()) {
        const order = at + 1;
        const signer =
          who === 'client'
            ? ({ order, level: 'simple', ...camille } as const)
            : ({ order, level: 'advanced', memberId: expertId } as const);
        signerIds.push((await expert.signers.add(id, signer)).id);
      }
      await expert.collections.launch(id);
      await sandbox.outbox.drain();
      return { id, signerIds };
    },
    async newest(channel, to) {
      await sandbox.outbox.drain();
      return (await sandbox.outbox.messages({ channel, to })).at(-1)?.text ?? '';
    },
    async close() {
      await Promise.all([vendor.close(), stranger.close()]);
      await platform.close();
    },
  };
}

/** Serves the host's page under the strict policy of docs/embedding.md. */
async function servePage(
  scripts: ReadonlyMap<string, Uint8Array>,
  platformUrl: () => string,
  mint: (origin: string) => Promise<string>,
): Promise<HostPage> {
  const handle: Parameters<typeof createServer>[1] = (request, response) => {
    const path = new URL(request.url ?? '/', origin).pathname;
    const send = (body: string | Uint8Array, type: string, headers: Record<string, string> = {}) =>
      response.writeHead(200, { 'content-type': type, ...headers }).end(body);
    const serve = async () => {
      if (path === '/embed-code') return send(await mint(origin), 'text/plain');
      const script = scripts.get(path.slice(1));
      if (script) return send(script, 'text/javascript');
      if (path.startsWith('/pdfjs/')) {
        const file = path.includes('worker') ? join(pdfjs, 'legacy/build', path.slice(7)) : join(pdfjs, path.slice(7));
        return send(await readFile(file), types[extname(path)] ?? 'application/octet-stream');
      }
      const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; font-src 'self'; worker-src 'self'; connect-src 'self' ${platformUrl()}; frame-src ${platformUrl()}; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html jse`;
      const html =
        '<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><title>Logiciel</title><body><script type="module" src="/entry.js"></script>';
      return send(html, 'text/html; charset=utf-8', { 'content-security-policy': policy });
    };
    serve().catch(() => response.writeHead(404).end());
  };
  const server: Server = createServer(handle).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    url(element, { codeEntry, invitation } = {}) {
      const query = new URLSearchParams({ element, platform: platformUrl() });
      if (codeEntry !== undefined) query.set('code-entry', codeEntry);
      return `${origin}/?${query}${invitation === undefined ? '' : `#invitation=${invitation}`}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function letter(text: string): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (const page of [1, 2]) pdf.addPage([595, 842]).drawText(`${text}, ${page}`, { x: 60, y: 760, size: 18, font });
  return pdf.save();
}
