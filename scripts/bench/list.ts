import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createMemoryBlobStore, createSandbox, defaultFirm, type Sandbox } from '@jse/sandbox';
import { type Client, createClient } from '@jse/sdk/server';
import { PDFDocument } from 'pdf-lib';
import type { BenchRow } from './rows.ts';
import { quantile } from './statistics.ts';

const baseUrl = 'http://localhost:4010';
const editor = { shortcut: 'bench', name: 'Bench', secret: 'bench', origins: [], signingUrl: `${baseUrl}/sign` };
const masterKey = new Uint8Array(32);
const made = 20;
const signers = 20;

/**
 * 95th percentile of listing a page of 20 and of reading one collection, with 2,000 open collections of 20 signers beside
 * the same with 20. The platform makes twenty; the others are copies of their rows under new ids.
 */
export async function benchList(many = 2000, calls = 200): Promise<BenchRow[]> {
  const few = await openPlatform(made);
  const full = await openPlatform(many);
  const times = new Map<string, number[]>();
  const measure = async (name: string, run: () => Promise<unknown>) => {
    const started = performance.now();
    await run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - started]);
  };
  for (let at = 0; at < calls + 20; at++) {
    // The first twenty of each warm it up.
    if (at === 20) times.clear();
    for (const [size, { expert, ids }] of [
      [made, few],
      [many, full],
    ] as const) {
      await measure(`list ${size}`, () =>
        expert.collections.list({ limit: 20 }).pages()[Symbol.asyncIterator]().next(),
      );
      await measure(`read ${size}`, () => expert.collections.get(ids[at % ids.length] ?? ''));
    }
  }
  await few.close();
  await full.close();
  const p95 = (name: string) => quantile(times.get(name) ?? [], 0.95);
  return (['list', 'read'] as const).flatMap((what) =>
    [many, made].map((size) => ({
      what: `p95 of ${what}, collections of ${signers} signers`,
      who: `${size} of them`,
      ms: p95(`${what} ${size}`),
      ratio: p95(`${what} ${size}`) / p95(`${what} ${made}`),
    })),
  );
}

interface Filled {
  readonly expert: Client;
  readonly ids: readonly string[];
  close(): Promise<void>;
}

async function openPlatform(count: number): Promise<Filled> {
  const dataDir = await mkdtemp(join(tmpdir(), 'jse-bench-list-'));
  const blobs = createMemoryBlobStore();
  const start = () =>
    createSandbox({ dataDir, blobs, masterKey, settings: { baseUrl, padesLevel: 'B-B', rateLimits: null } });
  const first = await start();
  await first.seed.editor(editor);
  const firm = await first.seed.firm({ ...defaultFirm, creditCents: 1_000_000 });
  const expert = await clientOf(first, firm.members[0]?.id ?? '');
  for (let at = 0; at < made; at++) await launch(expert);
  await first.close();
  if (count > made) await copyRows(dataDir, count / made - 1);
  const sandbox = await start();
  const reader = await clientOf(sandbox, firm.members[0]?.id ?? '');
  const ids: string[] = [];
  for await (const { id } of reader.collections.list({ limit: 100 })) ids.push(id);
  return {
    expert: reader,
    ids,
    async close() {
      await sandbox.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function clientOf(sandbox: Sandbox, memberId: string): Promise<Client> {
  const tokens = await sandbox.seed.tokens(editor.shortcut, memberId);
  return createClient({ baseUrl, editor: editor.shortcut, fetch: (request) => sandbox.fetch(request), ...tokens });
}

async function launch(expert: Client): Promise<void> {
  const pdf = await PDFDocument.create();
  pdf.addPage([595, 842]);
  const { id } = await expert.collections.create({ title: 'Lettre de mission', order: 'parallel' });
  await expert.documents.upload(id, 1, await pdf.save());
  for (let at = 1; at <= signers; at++) {
    const phone = `+3363998${String(at).padStart(4, '0')}`;
    const person = { firstName: 'Client', lastName: `N° ${at}`, email: `client${at}@client.example`, phone };
    await expert.signers.add(id, { order: at, level: 'simple', ...person });
  }
  await expert.collections.launch(id);
}

/** Copies each collection with its rows this many times, a second apart, as the owner of the schema. */
async function copyRows(dataDir: string, times: number): Promise<void> {
  const database = await PGlite.create(dataDir);
  const columns = async (table: string, replaced: Readonly<Record<string, string>>) => {
    const { rows } = await database.query<{ name: string }>(
      'select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position',
      [table],
    );
    const names = rows.map(({ name }) => name);
    return { names: names.join(', '), values: names.map((name) => replaced[name] ?? `t.${name}`).join(', ') };
  };
  const copy = async (table: string, replaced: Readonly<Record<string, string>>, joined = '') => {
    const { names, values } = await columns(table, replaced);
    await database.exec(
      `insert into ${table} (${names}) select ${values} from originals o cross join generate_series(1, ${times}) n
       join ${table} t on ${joined || 't.collection_id = o.id'}`,
    );
  };
  await database.exec('create temporary table originals as select id from collections');
  const created = `t.created_at - make_interval(secs => n)`;
  await copy('collections', { id: "t.id || '_' || n", created_at: created, external_id: 'null' }, 't.id = o.id');
  await copy('documents', { id: "t.id || '_' || n", collection_id: "o.id || '_' || n" });
  await copy('signers', { id: "t.id || '_' || n", collection_id: "o.id || '_' || n" });
  await database.exec('analyze');
  await database.close();
}
