import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { deadlines } from '@jse/sdk/rules';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import { type Client, createClient } from '@jse/sdk/server';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { editor, makePdf, openCeremony, origin } from './platform.ts';

interface Running {
  readonly child: ChildProcess;
  readonly expert: Client;
}

const signers = 5;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

async function start(folder: string, port: number): Promise<Running> {
  const script = join(import.meta.dirname, 'kill-child.ts');
  const child = spawn(process.execPath, ['--conditions=@jse/source', script, folder, String(port)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The platform ended with ${code} before it was ready`)));
    child.stdout?.once('data', (data: Buffer) => resolve(data.toString()));
  });
  child.removeAllListeners('exit');
  const { officeToken, userToken } = JSON.parse(line) as { officeToken: string; userToken: string };
  const expert = createClient({ baseUrl: `http://localhost:${port}`, editor: editor.shortcut, officeToken, userToken });
  return { child, expert };
}

async function kill({ child }: Running): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

async function inbox(port: number, query: Record<string, string>, pattern: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const url = `http://localhost:${port}/sandbox/outbox?${new URLSearchParams(query)}`;
    const { data } = (await (await fetch(url, { headers: { authorization: 'Bearer developer' } })).json()) as {
      data: { text: string }[];
    };
    const found = data.map(({ text }) => pattern.exec(text)?.[1]).findLast((match) => match !== undefined);
    if (found !== undefined) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`Nothing in the inbox matches ${pattern}`);
}

function pageOf(port: number, invitation: string): BrowserClient {
  const fromPage = (request: Request) => {
    const headers = new Headers(request.headers);
    headers.set('origin', origin);
    return fetch(new Request(request, { headers }));
  };
  return createBrowserClient({
    baseUrl: `http://localhost:${port}`,
    editor: editor.shortcut,
    invitation,
    fetch: fromPage,
    retry: 0,
  });
}

async function readyToSign(port: number, email: string, collectionId: string) {
  const page = pageOf(port, await inbox(port, { to: email, channel: 'email' }, /#invitation=([\w-]+)/));
  const ceremony = await openCeremony(page, collectionId);
  const code = await inbox(port, { channel: 'sms' }, new RegExp(`^(\\d{6}).*${ceremony.reference}`, 's'));
  return { page, ceremony, code };
}

test(
  'a process killed in the middle of a signature leaves the collection exactly before or exactly after it',
  { timeout: 240_000 },
  async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jse-kill-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const port = await freePort();
    let running = await start(folder, port);
    t.after(() => kill(running));
    const { id } = await running.expert.collections.create({ title: 'Interruptions' });
    await running.expert.documents.upload(id, 1, await makePdf());
    for (let at = 1; at <= signers; at++) {
      const phone = `+3363998010${at}`;
      await running.expert.signers.add(id, {
        order: at,
        level: 'simple',
        firstName: 'Client',
        lastName: `N° ${at}`,
        email: `client${at}@client.example`,
        phone,
      });
    }
    await running.expert.collections.launch(id);

    let [before, after] = [0, 0];
    for (let at = 1; at <= signers; at++) {
      const email = `client${at}@client.example`;
      const { page, ceremony, code } = await readyToSign(port, email, id);
      const head = (await running.expert.collections.get(id)).documents[0]?.currentSha256;
      const credit = (await running.expert.me()).firm.creditCents;
      const signing = page.ceremonies.sign(ceremony.id, code).catch(() => undefined);
      await new Promise((done) => setTimeout(done, Math.random() * 120));
      await kill(running);
      await signing;

      running = await start(folder, port);
      const collection = await running.expert.collections.get(id);
      const signed = collection.signers[at - 1]?.state === 'signed';
      if (signed) after += 1;
      else before += 1;
      assert.equal(collection.documents[0]?.currentSha256 === head, !signed, 'the head moves with the signature');
      assert.equal(
        (await running.expert.me()).firm.creditCents,
        signed ? credit - 25 : credit,
        'the ledger moves with the signature',
      );
      const { sha256 } = await running.expert.documents.download(id, collection.documents[0]?.id ?? '');
      assert.equal(sha256, collection.documents[0]?.currentSha256, 'the head is on disk');
      const evidence = EvidenceBundle.parse(await running.expert.collections.evidence(id));
      assert.deepEqual((await checkEvidenceLog(evidence)).findings, []);
      assert.equal(evidence.entries.filter(({ type }) => type === 'signer.signed').length, signed ? at : at - 1);
      if (signed) continue;
      // The code of before may not have been used: the next one is sent 30 seconds later.
      await fetch(`http://localhost:${port}/sandbox/clock`, {
        method: 'POST',
        headers: { authorization: 'Bearer developer', 'content-type': 'application/json' },
        body: JSON.stringify({ milliseconds: deadlines.otpResendAfter }),
      });
      const again = await readyToSign(port, email, id);
      assert.equal((await again.page.ceremonies.sign(again.ceremony.id, again.code)).state, 'signed');
    }
    assert.equal((await running.expert.collections.get(id)).state, 'completed');
    t.diagnostic(`${before} kills left it before the signature, ${after} after it`);
  },
);
