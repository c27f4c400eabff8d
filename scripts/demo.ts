// The main job, headless: `npm run demo [-- FILE.pdf …]`. It drives the true HTTP server as a vendor's product, the
// firm's members and their clients would, and checks what came out with tools that are not the server's.
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serveSandbox } from '@jse/sandbox/node';
import { codeFrameScript } from './code-frame.mjs';
import { type Client, isJseError, userMessage } from '@jse/sdk/server';
import { checkDocuments, checkEvidence, printTable } from './demo/checks.ts';
import { demoDocuments } from './demo/documents.ts';
import { type Place, signAs } from './demo/people.ts';
import { signIn } from './demo/sign-in.ts';
import { visiblePlacements } from './demo/placements.ts';

const editor = {
  shortcut: 'demo',
  name: 'Logiciel de démonstration',
  secret: randomBytes(24).toString('base64url'),
  origins: ['http://localhost:4000'],
  signingUrl: 'http://localhost:4000/signer',
};
const people = {
  client: { firstName: 'Camille', lastName: 'Cliente', email: 'camille@client.example', phone: '+33639980011' },
  second: { firstName: 'Dominique', lastName: 'Cogérant', email: 'dominique@client.example', phone: '+33639980012' },
};

async function main(paths: readonly string[]): Promise<boolean> {
  const documents = await demoDocuments(paths);
  const developerToken = randomBytes(24).toString('base64url');
  const server = await serveSandbox({ port: 0, editor, developerToken, codeFrame: await codeFrameScript() });
  try {
    const place: Place = {
      url: server.url,
      editor: editor.shortcut,
      origin: 'http://localhost:4000',
      developerToken,
      read: new Set(),
    };
    const { client, firm, member } = await signIn(place, editor.secret);
    console.log(`Signed in to ${firm} as ${member}`);
    const collectionId = await prepare(client, documents);
    const launched = await client.collections.launch(collectionId);
    console.log(
      `Launched “${launched.title}”: ${launched.documents.length} documents, ${launched.signers.length} steps\n`,
    );
    const expert = { email: 'expert@cabinet.example', phone: '+33639980001' };
    const signed = [];
    for (const person of [people.client, people.second, expert, expert]) signed.push(await signAs(place, person));
    return await inspect(client, collectionId, signed, server.sandbox.rootCertificate);
  } finally {
    await server.close();
  }
}

async function prepare(client: Client, documents: Awaited<ReturnType<typeof demoDocuments>>): Promise<string> {
  const { id } = await client.collections.create({
    title: 'Lettre de mission et facture',
    message: 'Merci de relire et de signer.',
  });
  for (const [at, document] of documents.entries()) {
    await client.documents.upload(id, at + 1, document.bytes, { name: document.name });
  }
  const members = await client.members.list();
  const expert = members.find(({ role }) => role === 'expert');
  if (!expert) throw new Error('The firm has no expert');
  await client.signers.add(id, { order: 1, level: 'simple', ...people.client });
  await client.signers.add(id, { order: 2, level: 'simple', ...people.second });
  await client.signers.add(id, { order: 3, level: 'advanced', memberId: expert.id });
  await client.signers.add(id, { order: 4, level: 'seal' });
  await client.placements.replace(id, visiblePlacements(await client.collections.get(id)));
  return id;
}

async function inspect(
  client: Client,
  collectionId: string,
  signed: Awaited<ReturnType<typeof signAs>>[],
  root: Uint8Array,
): Promise<boolean> {
  const out = join(import.meta.dirname, '..', 'out');
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const collection = await client.collections.get(collectionId);
  const files = [];
  for (const document of collection.documents) {
    const { bytes } = await client.documents.download(collectionId, document.id);
    const path = join(out, `${document.order}-${document.name}`);
    await writeFile(path, bytes);
    const original = (await client.documents.download(collectionId, document.id, { revision: 'original' })).bytes;
    files.push({ document, bytes, original, path });
  }
  const evidence = await client.collections.evidence(collectionId);
  await writeFile(join(out, 'evidence.json'), `${JSON.stringify(evidence, null, 2)}\n`);
  await writeFile(join(out, 'root.cer'), root);
  const rows = [
    ...(await checkDocuments(files, signed, collection.signers.length, root)),
    ...(await checkEvidence(evidence)),
  ];
  rows.unshift({
    what: 'Collection',
    check: 'completed',
    found: collection.state,
    ok: collection.state === 'completed',
  });
  printTable(rows);
  console.log(`\nSigned files, evidence and the root certificate are in ${out}`);
  return rows.every(({ ok }) => ok);
}

try {
  const ok = await main(process.argv.slice(2).filter((argument) => argument !== '--'));
  console.log(ok ? '\nEverything is as it must be.' : '\nSomething is not as it must be: see the table.');
  process.exitCode = ok ? 0 : 1;
} catch (error) {
  if (isJseError(error)) console.error(`\nRefused: ${error.code}: ${userMessage(error, 'en')} (${error.message})`);
  else console.error(error);
  process.exitCode = 1;
}
