// `npm run build`, then `node --conditions=@jse/source scripts/bench/memory.ts`: resident memory of the platform's process (Linux), from the
// upload to the second signature at B-LT, for the largest file and for the longest. On PostgreSQL, which is a process of
// its own, the whole of it counts, and more than 300 MB fail. The embedded database lives in the process and takes
// 300 MB and more alone: there, what the process took when it had started is told beside what came on top.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBrowserClient } from '@jse/sdk/browser';
import { consent } from '@jse/sdk/rules';
import { createClient } from '@jse/sdk/server';
import { PDFDocument, StandardFonts } from 'pdf-lib';
import { createDatabase, startPostgres } from '../../packages/sandbox/test/postgres-cluster.ts';
import { largePdf } from './large-pdf.ts';

const limit = 300e6;
const origin = 'http://localhost:4000';
const server = existsSync('/usr/lib/postgresql') ? await startPostgres() : undefined;
const signers = [1, 2].map((order) => ({
  order,
  firstName: 'Camille',
  lastName: `Cliente ${order}`,
  email: `client${order}@client.example`,
  phone: `+3363998001${order}`,
}));

interface Started {
  readonly url: string;
  readonly officeToken: string;
  readonly userToken: string;
}

/** Asks the platform's process; answers come in the order of the questions. */
async function ask<T>(child: ChildProcess, question: string): Promise<T> {
  const said = once(child, 'message');
  child.send(question);
  const [answer] = (await said) as [T];
  return answer;
}

/** Bytes resident before and at the peak of a life on a platform that has just started; its data is gone afterwards. */
async function peakOf(
  life: (child: ChildProcess, started: Started) => Promise<void>,
  databaseUrl: string | undefined,
): Promise<{ before: number; peak: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'jse-memory-'));
  const path = join(import.meta.dirname, 'memory-child.mjs');
  // Without this process's conditions: what is built is measured, not the sources with their type stripper.
  const child = fork(path, [folder, ...(databaseUrl === undefined ? [] : [databaseUrl])], { execArgv: [] });
  try {
    const [started] = (await once(child, 'message')) as [Started];
    const before = await ask<number>(child, 'start');
    await life(child, started);
    return { before, peak: await ask<number>(child, 'peak') };
  } finally {
    const exited = once(child, 'exit');
    if (child.connected) child.send('close');
    await exited;
    await rm(folder, { recursive: true, force: true });
  }
}

/** A collection over this file, signed by two clients at B-LT, and downloaded. */
const wholeLife =
  (bytes: Uint8Array) =>
  async (child: ChildProcess, { url: baseUrl, officeToken, userToken }: Started): Promise<void> => {
    const expert = createClient({ baseUrl, editor: 'bench', officeToken, userToken });
    const { id } = await expert.collections.create({ title: 'Mémoire' });
    const document = await expert.documents.upload(id, 1, bytes);
    for (const signer of signers) {
      const place = { documentId: document.id, page: -1, x: 60, y: 60 * signer.order };
      await expert.signers.add(id, { ...signer, level: 'simple', placements: [place] });
    }
    await expert.collections.launch(id);
    for (const { email } of signers) {
      const invitation = await said(child, (message) => message.to === email, /#invitation=([\w-]+)/);
      const fetch = (request: Request) => {
        const headers = new Headers(request.headers);
        headers.set('origin', origin);
        return globalThis.fetch(new Request(request, { headers }));
      };
      const page = createBrowserClient({ baseUrl, editor: 'bench', invitation, fetch });
      const { sha256 } = await page.documents.download(id, document.id);
      const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
      const collections = [{ collectionId: id, documents: [{ id: document.id, sha256 }] }];
      const ceremony = await page.ceremonies.open({ collections, consent: accepted });
      const { reference } = await page.ceremonies.sendCode(ceremony.id);
      const code = await said(child, (message) => message.text.includes(reference), /^(\d{6})/);
      const { state } = await page.ceremonies.sign(ceremony.id, code);
      if (state !== 'signed') throw new Error(`The ceremony is ${state}`);
    }
    await expert.documents.download(id, document.id);
  };

interface Message {
  readonly to: string;
  readonly text: string;
}

/** What the newest message that is meant says, as soon as it is there. */
async function said(child: ChildProcess, meant: (message: Message) => boolean, pattern: RegExp): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const messages = await ask<Message[]>(child, 'messages');
    const found = messages.filter(meant).flatMap(({ text }) => pattern.exec(text)?.[1] ?? []);
    if (found.length > 0) return found.at(-1) as string;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('No message came');
}

async function longPdf(pages: number): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let at = 1; at <= pages; at++) {
    const page = pdf.addPage([595, 842]);
    for (let line = 0; line < 40; line++) {
      page.drawText(`Page ${at}, ligne ${line} du grand livre`, { x: 60, y: 780 - 18 * line, size: 10, font });
    }
  }
  return pdf.save();
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;
const small = await longPdf(1);
const files = [
  ['one page', small],
  ['10 MB', await largePdf()],
  ['2,000 pages', await longPdf(2000)],
] as const;
let worst = 0;
for (const store of server ? ['PostgreSQL', 'embedded'] : ['embedded']) {
  console.log(`${store}:`);
  for (const [what, bytes] of files) {
    const url = store === 'PostgreSQL' && server ? await createDatabase(server.url) : undefined;
    const { before, peak } = await peakOf(wholeLife(bytes), url);
    if (url !== undefined) worst = Math.max(worst, peak);
    const file = `${what} (${megabytes(bytes.length)})`.padEnd(22);
    console.log(`  ${file} ${megabytes(before)} started, ${megabytes(peak)} at the peak`);
  }
}
await server?.stop();
process.exitCode = worst <= limit ? 0 : 1;
