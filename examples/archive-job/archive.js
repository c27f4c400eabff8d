// What cron runs: every completed collection goes into a folder before the platform purges it (a calendar month after its
// expiry): the signed files, each verified here, and the platform's whole archive (evidence, attestations) as a ZIP.
//
// Safe to stop at any moment and to run twice: a collection is written aside and renamed, and the cursor moves only behind
// what is on disk. Exit 0: all archived and sound. Exit 1: something is not, and is named, now and at every later run until
// it is: a file that does not verify is looked at anew, a collection that could not be had is asked for again.
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
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
  userToken: JSE_USER_TOKEN || undefined,
});
const trustAnchors = [await readFile(JSE_ROOT)];
const [cursorFile, missingFile] = [join(ARCHIVE, 'cursor'), join(ARCHIVE, 'missing')];
await mkdir(ARCHIVE, { recursive: true });

// Of earlier runs: the ids of what was completed and could not be had, one a line.
const missing = new Map();
for (const id of ((await readKept(missingFile)) ?? '').split('\n').filter(Boolean)) missing.set(id, '');

let archived = 0;
for (const id of missing.keys()) await take(id);
let cursor = await readKept(cursorFile);
for (let more = true; more;) {
  const page = await jse.events.list({ cursor, types: ['collection.completed'], limit: 100 }).catch((error) => {
    // Events are kept for 30 days: whoever slept longer walks the collections instead.
    if (isJseError(error, 'cursor_expired')) return undefined;
    throw error;
  });
  if (!page) {
    for await (const { id } of jse.collections.list({ state: 'completed' })) await take(id);
    cursor = undefined;
    continue;
  }
  for (const event of page.data) if (event.type === 'collection.completed') await take(event.data.transactionId);
  await writeAside(missingFile, [...missing.keys()].join('\n'));
  cursor = page.nextCursor;
  await writeAside(cursorFile, cursor);
  more = page.hasMore;
}
for (const [id, why] of missing) complain(`${id}: completed and not archived: ${why}`);
for (const { name } of (await readdir(ARCHIVE, { withFileTypes: true })).filter((one) => one.isDirectory()))
  if (!name.endsWith('.part')) await review(name);
console.log(`${archived} archived`);

/** Archives a completed collection; what cannot be had is put on the list of those to ask for again. */
async function take(id) {
  try {
    const why = await archive(id);
    if (why) missing.set(id, why);
    else missing.delete(id);
  } catch (error) {
    if (!isJseError(error, 'not_found')) throw error;
    // Events tell of confidential collections too; the collection itself only those see whom it names.
    missing.set(
      id,
      'these tokens do not see it, which is so where it is confidential: give JSE_USER_TOKEN of a member who does',
    );
  }
}

/** Archives one collection, where it is not there already; returns why it cannot be. */
async function archive(id) {
  const folder = join(ARCHIVE, id);
  if (await readKept(join(folder, 'archive.json'))) return undefined;
  const collection = await jse.collections.get(id);
  if (collection.state !== 'completed') return `it is ${collection.state}`;
  const aside = `${folder}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  const documents = [];
  for (const document of collection.documents) {
    const { bytes } = await jse.documents.download(id, document.id);
    const name = `${document.order}-${basename(document.name)}`;
    await writeFile(join(aside, name), bytes, { flush: true });
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    documents.push({ name, sha256, ...(await verdictOn(bytes)) });
  }
  const { stream, sha256 } = await jse.archive.stream(id);
  await writeFile(join(aside, 'platform.zip'), stream, { flush: true });
  const { title, externalId } = collection;
  await writeEntry(aside, { id, title, externalId, documents, zipSha256: await sha256 });
  await rename(aside, folder);
  archived += 1;
  console.log(`${id}: ${title}, ${documents.length} documents`);
  return undefined;
}

/** Names the files of an archived collection that are not sound; those are verified again first, with today's root. */
async function review(id) {
  const folder = join(ARCHIVE, id);
  const kept = await readKept(join(folder, 'archive.json'));
  if (!kept) return;
  const entry = JSON.parse(kept);
  const unsound = entry.documents.filter((document) => !isSound(document));
  if (unsound.length === 0) return;
  for (const document of unsound) {
    Object.assign(document, await verdictOn(await readFile(join(folder, document.name))));
    if (isSound(document)) continue;
    complain(`${id}/${document.name}: ${document.conclusion}, ${document.trust.join(', ') || 'unsigned'}`);
  }
  await writeEntry(folder, entry);
}

async function verdictOn(bytes) {
  const { conclusion, signatures } = await verifyPdf(bytes, { trustAnchors });
  return { conclusion, trust: signatures.map(({ trust }) => trust.indication) };
}

function isSound({ conclusion, trust }) {
  return conclusion === 'intact' && trust.length > 0 && trust.every((indication) => indication === 'TOTAL-PASSED');
}

function complain(words) {
  console.error(words);
  process.exitCode = 1;
}

/** A file's text; undefined where there is none yet. */
function readKept(path) {
  return readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

function writeEntry(folder, entry) {
  return writeAside(join(folder, 'archive.json'), `${JSON.stringify(entry, null, 2)}\n`);
}

async function writeAside(path, text) {
  await writeFile(`${path}.part`, text, { flush: true });
  await rename(`${path}.part`, path);
}
