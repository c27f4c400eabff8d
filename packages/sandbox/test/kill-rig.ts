import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { deadlines, type PadesLevel, prices } from '@jse/sdk/rules';
import { type BrowserClient, createBrowserClient } from '@jse/sdk/browser';
import { type Client, createClient } from '@jse/sdk/server';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { Client as Connection } from 'pg';
import { editor, makePdf, openCeremony, origin } from './platform.ts';

/** Where a platform that is killed keeps its data, and the signatures that it makes. */
export interface Ground {
  readonly folder: string;
  readonly port: number;
  readonly padesLevel: PadesLevel;
  /** A PostgreSQL database of its own; the embedded one when left out. */
  readonly databaseUrl?: string;
}

/** A platform in a process of its own. */
export interface Running {
  readonly ground: Ground;
  readonly child: ChildProcess;
  readonly expert: Client;
}

/** A collection of two signers, one after the other, at the moment in which the first one enters his code. */
export interface Victim {
  readonly id: string;
  readonly emails: readonly [string, string];
  readonly page: BrowserClient;
  readonly ceremonyId: string;
  readonly code: string;
  readonly heads: readonly string[];
  readonly creditCents: number;
}

/** What a killed signature left: nothing, or all of it. `filesLeft` counts bytes on disk that nothing names. */
export interface Found {
  readonly state: 'before' | 'after';
  readonly filesLeft: number;
}

const documents = 2;

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((done) => probe.once('listening', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}

/** Starts the platform; the expert's tokens are fresh ones. */
export async function start(ground: Ground): Promise<Running> {
  const { folder, port, padesLevel, databaseUrl } = ground;
  const script = join(import.meta.dirname, 'kill-child.ts');
  const given = [folder, String(port), padesLevel, ...(databaseUrl === undefined ? [] : [databaseUrl])];
  const child = spawn(process.execPath, ['--conditions=@jse/source', script, ...given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The platform ended with ${code} before it was ready`)));
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()));
  });
  child.removeAllListeners('exit');
  const { officeToken, userToken } = JSON.parse(line) as { officeToken: string; userToken: string };
  const expert = createClient({ baseUrl: `http://localhost:${port}`, editor: editor.shortcut, officeToken, userToken });
  return { ground, child, expert };
}

/** Kills the platform, and waits until the database server has let go of what it held. */
export async function kill({ child, ground }: Running): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  }
  const { databaseUrl } = ground;
  if (databaseUrl === undefined) return;
  const others = `select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
  while ((await ask<{ n: number }>(databaseUrl, others))[0]?.n !== 0) await pause(5);
}

/** Prepares the `at`th collection, up to the code that its first signer was sent. */
export async function prepareVictim(running: Running, at: number): Promise<Victim> {
  const { expert } = running;
  const { id } = await expert.collections.create({ title: `Interruption ${at}` });
  for (let order = 1; order <= documents; order++) await expert.documents.upload(id, order, await makePdf());
  const emails = [`signataire-${at}-1@client.example`, `signataire-${at}-2@client.example`] as const;
  for (const [place, email] of emails.entries()) {
    // Numbers that are kept free for fiction: 06 39 98 00 00 to 99 99.
    const phone = `+3363998${String(2 * at + place).padStart(4, '0')}`;
    const person = { firstName: 'Client', lastName: `N° ${at}-${place + 1}`, email, phone };
    await expert.signers.add(id, { order: place + 1, level: 'simple', ...person });
  }
  const launched = await expert.collections.launch(id);
  const creditCents = (await expert.me()).firm.creditCents;
  const heads = launched.documents.map(({ currentSha256 }) => currentSha256);
  return { id, emails, heads, creditCents, ...(await readyToSign(running, emails[0], id)) };
}

/** Has the first signer enter his code, and kills the platform so many milliseconds later. */
export async function signAndKill(running: Running, victim: Victim, milliseconds: number): Promise<void> {
  const signing = victim.page.ceremonies.sign(victim.ceremonyId, victim.code).catch(() => undefined);
  await pause(milliseconds);
  await kill(running);
  await signing;
}

/** Whether the collection is exactly before the signature or exactly after it; throws where it is neither. */
export async function inspect({ expert, ground }: Running, victim: Victim): Promise<Found> {
  const collection = await expert.collections.get(victim.id);
  const signed = collection.signers[0]?.state === 'signed';
  const states = collection.signers.map(({ state }) => state);
  assert.deepEqual(states, signed ? ['signed', 'invited'] : ['invited', 'waiting'], 'the next one is invited with it');
  for (const [at, { currentSha256 }] of collection.documents.entries()) {
    assert.equal(currentSha256 === victim.heads[at], !signed, 'all heads move with the signature');
  }
  const spent = victim.creditCents - (await expert.me()).firm.creditCents;
  assert.equal(spent, signed ? documents * prices.signature : 0, 'the ledger moves with the signature');

  for (const document of collection.documents) {
    const { bytes, sha256 } = await expert.documents.download(victim.id, document.id);
    assert.equal(sha256, document.currentSha256, 'the head is on disk');
    assert.equal(await validSignatures(bytes), signed ? 1 : 0, 'pdfsig sees what the platform says');
  }
  const evidence = EvidenceBundle.parse(await expert.collections.evidence(victim.id));
  assert.deepEqual((await checkEvidenceLog(evidence)).findings, []);
  const entries = evidence.entries.filter(({ type }) => type === 'signer.signed');
  assert.equal(entries.length, signed ? 1 : 0, 'the evidence moves with the signature');

  const filesLeft = ground.databaseUrl === undefined ? 0 : await inspectTables(ground.databaseUrl, victim, signed);
  return { state: signed ? 'after' : 'before', filesLeft };
}

/** The same by the tables: acts billed, ceremony, revisions, event; returns how many files were written for nothing. */
async function inspectTables(url: string, victim: Victim, signed: boolean): Promise<number> {
  const [row] = await ask<Record<'billed' | 'settled' | 'revisions' | 'told' | 'unnamed', number> & { state: string }>(
    url,
    `select (select count(*)::int from ledger where collection_id = $1) as billed,
      (select count(*)::int from ceremony_items where ceremony_id = $2 and status = 'signed' and sha256 is not null) as settled,
      (select state from ceremonies where id = $2) as state,
      (select count(*)::int from revisions join documents on documents.id = revisions.document_id
        where documents.collection_id = $1 and revisions.kind = 'signature'
          and revisions.sha256 = documents.head_sha256) as revisions,
      (select count(*)::int from events where type = 'signer.signed' and data->>'transactionId' = $1) as told,
      (select count(*)::int from blobs where not exists
        (select from revisions where revisions.sha256 = blobs.sha256)) as unnamed`,
    [victim.id, victim.ceremonyId],
  );
  assert.ok(row);
  const expected = signed ? documents : 0;
  assert.equal(row.billed, expected, 'each act is billed once, or none');
  assert.equal(row.settled, expected, 'the ceremony knows');
  assert.equal(row.state, signed ? 'signed' : 'code-sent');
  assert.equal(row.revisions, expected);
  assert.equal(row.told, signed ? 1 : 0, 'the event moves with the signature');
  return row.unnamed;
}

/** Has everybody sign who has not: a collection that was interrupted goes on as if nothing had been. */
export async function complete(running: Running, victim: Victim): Promise<void> {
  const { expert, ground } = running;
  for (const [at, email] of victim.emails.entries()) {
    const { signers } = await expert.collections.get(victim.id);
    if (signers[at]?.state === 'signed') continue;
    const { page, ceremonyId, code } = await readyToSign(running, email, victim.id);
    assert.equal((await page.ceremonies.sign(ceremonyId, code)).state, 'signed');
  }
  const collection = await expert.collections.get(victim.id);
  assert.equal(collection.state, 'completed');
  for (const document of collection.documents) {
    const { bytes } = await expert.documents.download(victim.id, document.id);
    assert.equal(await validSignatures(bytes), 2, 'pdfsig sees both signatures');
  }
  const invitations = await inbox(ground, { to: victim.emails[1], channel: 'email' }, /#invitation=/);
  assert.equal(invitations.length, 1, 'the second signer was invited once');
}

/** Moves the platform's time past the half minute in which no further code is sent. */
export const passResendTime = ({ ground }: Running): Promise<void> =>
  inConsole(ground, 'clock', { milliseconds: deadlines.otpResendAfter });

/** Books credit for more collections than the seed's would pay. */
export const topUp = async ({ ground, expert }: Running, amountCents: number): Promise<void> =>
  inConsole(ground, 'credit', { firmId: (await expert.me()).firm.id, amountCents });

/** Does what a developer does in the console. */
async function inConsole({ port }: Ground, what: string, body: unknown): Promise<void> {
  const response = await fetch(`http://localhost:${port}/sandbox/${what}`, {
    method: 'POST',
    headers: { authorization: 'Bearer developer', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, await response.text());
}

async function readyToSign({ ground }: Running, email: string, collectionId: string) {
  const letter = /#invitation=([\w-]+)/;
  const page = pageOf(ground, await arrived(ground, { to: email, channel: 'email' }, letter));
  const { id: ceremonyId, reference } = await openCeremony(page, collectionId);
  const code = await arrived(ground, { channel: 'sms' }, new RegExp(`^(\\d{6}).*${reference}`, 's'));
  return { page, ceremonyId, code };
}

function pageOf({ port }: Ground, invitation: string): BrowserClient {
  const fromPage = (request: Request) => {
    const headers = new Headers(request.headers);
    headers.set('origin', origin);
    return fetch(new Request(request, { headers }));
  };
  const baseUrl = `http://localhost:${port}`;
  return createBrowserClient({ baseUrl, editor: editor.shortcut, invitation, fetch: fromPage, retry: 0 });
}

/** What a pattern catches of the newest message that matches, as soon as there is one. */
async function arrived(ground: Ground, query: Record<string, string>, pattern: RegExp): Promise<string> {
  // On a shared server a worker that was killed in the middle of sending keeps its job for a minute.
  const patience = ground.databaseUrl === undefined ? 20_000 : 90_000;
  for (const started = performance.now(); performance.now() - started < patience; await pause(50)) {
    const found = (await inbox(ground, query, pattern)).at(-1)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`Nothing in the inbox matches ${pattern}`);
}

async function inbox({ port }: Ground, query: Record<string, string>, pattern: RegExp): Promise<RegExpExecArray[]> {
  const url = `http://localhost:${port}/sandbox/outbox?${new URLSearchParams(query)}`;
  const response = await fetch(url, { headers: { authorization: 'Bearer developer' } });
  const { data } = (await response.json()) as { data: { text: string }[] };
  return data.map(({ text }) => pattern.exec(text)).filter((match) => match !== null);
}

/** How many signatures of a file pdfsig holds to be valid; none of them may be otherwise. */
async function validSignatures(bytes: Uint8Array): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'jse-pdfsig-'));
  try {
    const path = join(folder, 'signed.pdf');
    await writeFile(path, bytes);
    // It ends with 2 where a file has no signature.
    const { stdout } = await promisify(execFile)('pdfsig', ['-nocert', path]).catch((error: unknown) => {
      const failed = error as { code?: unknown; stdout?: string };
      if (failed.code !== 2) throw error;
      return { stdout: failed.stdout ?? '' };
    });
    const verdicts = [...stdout.matchAll(/Signature Validation: (.*)/g)].map(([, verdict]) => verdict);
    assert.ok(
      verdicts.every((verdict) => verdict === 'Signature is Valid.'),
      stdout,
    );
    return verdicts.length;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ask<T>(url: string, statement: string, values: unknown[] = []): Promise<T[]> {
  const connection = new Connection({ connectionString: url });
  await connection.connect();
  try {
    return (await connection.query(statement, values)).rows as T[];
  } finally {
    await connection.end();
  }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
