// What cron runs: every completed collection goes into a folder before the platform purges it (a calendar month after its
// expiry): the signed files, each verified here, and the platform's whole archive (evidence, attestations) as a ZIP.
//
// Safe to stop at any moment and to run twice: a collection is written aside and renamed, and the cursor moves only behind
// what is on disk. Exit 0: all archived and sound; 1: something is not, and is named; what is sound is archived all the same.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createClient, isJseError } from '@jse/sdk/server';
import { verifyPdf } from '@jse/verify';

const { JSE_URL, JSE_EDITOR, JSE_OFFICE_TOKEN, JSE_USER_TOKEN, JSE_ROOT, ARCHIVE = 'archive' } = process.env;
if (!JSE_URL || !JSE_EDITOR || !JSE_OFFICE_TOKEN || !JSE_ROOT)
  throw new Error('JSE_URL, JSE_EDITOR, JSE_OFFICE_TOKEN and JSE_ROOT (a certificate file) have to be set');

const jse = createClient({
  baseUrl: JSE_URL,
  editor: JSE_EDITOR,
  officeToken: JSE_OFFICE_TOKEN,
  userToken: JSE_USER_TOKEN,
});
const trustAnchors = [await readFile(JSE_ROOT)];
const cursorFile = join(ARCHIVE, 'cursor');
await mkdir(ARCHIVE, { recursive: true });

let archived = 0;
let cursor = await readFile(cursorFile, 'utf8').catch(() => undefined);
for (let more = true; more;) {
  const page = await jse.events.list({ cursor, types: ['collection.completed'], limit: 100 }).catch((error) => {
    // Events are kept for 30 days: whoever slept longer walks the collections instead.
    if (isJseError(error, 'cursor_expired')) return undefined;
    throw error;
  });
  if (!page) {
    for await (const { id } of jse.collections.list({ state: 'completed' })) archived += await archive(id);
    cursor = undefined;
    continue;
  }
  for (const event of page.data)
    if (event.type === 'collection.completed') archived += await archive(event.data.transactionId);
  cursor = page.nextCursor;
  await writeAside(cursorFile, cursor);
  more = page.hasMore;
}
console.log(`${archived} archived`);

/** Archives one collection; 0 where it is there already, or is gone. */
async function archive(id) {
  const folder = join(ARCHIVE, id);
  if (await readFile(join(folder, 'archive.json')).catch(() => undefined)) return 0;
  const collection = await jse.collections.get(id);
  if (collection.state !== 'completed') return 0;
  const aside = `${folder}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const documents = [];
  for (const document of collection.documents) {
    const { bytes } = await jse.documents.download(id, document.id);
    const name = `${document.order}-${basename(document.name)}`;
    await writeFile(join(aside, name), bytes, { flush: true });
    const { conclusion, signatures } = await verifyPdf(bytes, { trustAnchors });
    const trust = signatures.map(({ trust }) => trust.indication);
    if (conclusion !== 'intact' || trust.some((indication) => indication !== 'TOTAL-PASSED')) {
      console.error(`${id}/${name}: ${conclusion}, ${trust.join(', ') || 'unsigned'}`);
      process.exitCode = 1;
    }
    documents.push({ name, sha256: createHash('sha256').update(bytes).digest('hex'), conclusion, trust });
  }
  const { stream, sha256 } = await jse.archive.stream(id);
  await writeFile(join(aside, 'platform.zip'), stream, { flush: true });
  const entry = { id, title: collection.title, externalId: collection.externalId, documents, zipSha256: await sha256 };
  await writeFile(join(aside, 'archive.json'), `${JSON.stringify(entry, null, 2)}\n`, { flush: true });
  await rename(aside, folder);
  console.log(`${id}: ${collection.title}, ${documents.length} documents`);
  return 1;
}

async function writeAside(path, text) {
  await writeFile(`${path}.part`, text, { flush: true });
  await rename(`${path}.part`, path);
}
