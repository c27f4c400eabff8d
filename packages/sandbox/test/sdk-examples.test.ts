import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { BrowserClient } from '@jse/sdk/browser';
import { consent } from '@jse/sdk/rules';
import { createClient } from '@jse/sdk/server';
import { pngOf } from '../src/domain/people/images.harness.ts';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  makePdf,
  openCeremony,
  type Platform,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';
import type { ExampleNames } from './sdk-examples/names.ts';
import { compile, readExamples } from './sdk-examples/read-examples.ts';

const read = readExamples();
const examples = new Map([...read].flatMap(([name, code]) => (code === undefined ? [] : [[name, code] as const])));

test('each method of each resource has an example', () => {
  assert.deepEqual(
    [...read].filter(([, code]) => code === undefined).map(([name]) => name),
    [],
  );
  assert.ok(read.size > 80);
});

/** Where a collection stands before an example; what is not named is a complete draft. */
const stages: Readonly<
  Record<string, 'launched' | 'locked' | 'visited' | 'read' | 'coded' | 'completed' | 'identity'>
> = {
  'Collections.cancel': 'launched',
  'Collections.remind': 'launched',
  'Collections.refuse': 'visited',
  'Collections.renew': 'completed',
  'Collections.revokeLinks': 'completed',
  'Collections.waitFor': 'completed',
  'Signers.replace': 'launched',
  'Signers.unlock': 'locked',
  'Ceremonies.open': 'visited',
  'Ceremonies.frame': 'visited',
  'Ceremonies.get': 'read',
  'Ceremonies.sendCode': 'read',
  'Ceremonies.sign': 'coded',
  'OwnIdentity.submit': 'identity',
  'Collections.evidence': 'launched',
  'EvidenceResource.get': 'launched',
  'EvidenceResource.forDispute': 'completed',
  'EvidenceResource.attestation': 'completed',
  'Archive.download': 'completed',
  'Archive.stream': 'completed',
  'Archive.push': 'completed',
  'Archive.getPush': 'completed',
};
/** They end the expert's certificate and every token of the firm: nothing else comes after them. */
const last = ['Certificates.revoke', 'Tokens.revokeAll'];

/** Ten wrong codes, five a code: the signer is locked until the collector unlocks him. */
async function enterWrongCodes(platform: Platform, page: BrowserClient, collectionId: string): Promise<void> {
  for (let ceremonies = 1; ceremonies <= 2; ceremonies++) {
    const { id, reference } = await openCeremony(page, collectionId);
    const right = await codeOf(platform, reference);
    const wrong = right === '000000' ? '000001' : '000000';
    // The next code may be asked for after half a minute.
    platform.sandbox.clock.advance(60_000);
    for (let tries = 1; tries <= 5; tries++) await assert.rejects(page.ceremonies.sign(id, wrong));
  }
}

describe('the examples of the SDK’s methods run as they stand', () => {
  let platform: Platform;
  let folder: string;
  let members = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jse-examples-'));
    const settings = { padesLevel: 'B-LTA', rateLimits: null } as const;
    platform = await startPlatform({ settings, codeFrame: "'use strict';" }, 1_000_000);
  });
  after(async () => {
    await platform.sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Everything that an example may name, fresh for each. */
  async function namesFor(name: string): Promise<ExampleNames> {
    const { sandbox, expertId } = platform;
    const tokens = await sandbox.seed.tokens(editor.shortcut, expertId);
    const jse = createClient({ baseUrl, editor: editor.shortcut, fetch: (one) => sandbox.fetch(one), ...tokens });
    const stage = stages[name];
    // A phone gets five codes an hour.
    if (stage !== undefined) await sandbox.clock.advance(3_600_000);
    const collectionId = await draft(platform, stage === undefined ? ['first', 'expert'] : ['first']);
    let { signers, documents } = await jse.collections.get(collectionId);
    const signerId = signers[0]?.id ?? '';
    if (stage === 'identity') await jse.signers.update(collectionId, signerId, { level: 'advanced' });
    if (stage !== undefined) await jse.collections.launch(collectionId);
    if (stage === 'completed') await signBy(platform, clients.first.email, collectionId);
    ({ signers, documents } = await jse.collections.get(collectionId));
    const visiting = stage !== undefined && stage !== 'completed';
    const page = visitor(platform, visiting ? await invitationOf(platform, clients.first.email) : 'x');
    const documentId = documents[0]?.id ?? '';
    let ceremonyId = '';
    let code = '';
    if (stage === 'read') {
      const { sha256 } = await page.documents.download(collectionId, documentId);
      const ceremony = await page.ceremonies.open({
        collections: [{ collectionId, documents: [{ id: documentId, sha256 }] }],
        consent: { accepted: true, text: consent.fr, version: consent.version, language: 'fr' },
      });
      ceremonyId = ceremony.id;
    } else if (stage === 'locked') {
      await enterWrongCodes(platform, page, collectionId);
    } else if (stage === 'coded') {
      const { id, reference } = await openCeremony(page, collectionId);
      [ceremonyId, code] = [id, await codeOf(platform, reference)];
    }
    const member = await jse.members.invite({
      email: `membre${++members}@cabinet.example`,
      firstName: 'Noé',
      lastName: 'Nouveau',
      phone: `+336399804${String(members).padStart(2, '0')}`,
    });
    const contact = { firstName: 'Luce', lastName: 'Durand', email: `luce${members}@client.example` };
    const { id: contactId } = await jse.contacts.create({ ...contact, phone: '+33639980090' });
    const { id: templateId } = await jse.templates.create({
      name: `Mission ${members}`,
      title: 'Lettre de mission',
      roles: [{ role: 'client', label: 'Client', party: 'client', level: 'simple' }],
    });
    await jse.templates.upload(templateId, 1, await makePdf());
    const hookUrl = `https://vendor.example/hooks/${members}`;
    // A firm has twenty at most.
    const endpoint = /^WebhookEndpoints/.test(name) ? await jse.webhookEndpoints.create({ url: hookUrl }) : undefined;
    const safe = { url: 'https://safe.example/put' };
    const push = name === 'Archive.getPush' ? await jse.archive.push(collectionId, safe) : undefined;
    const certificate = (await jse.certificates.list())[0];
    const [token] = await jse.tokens.list();
    // What a vendor's loop reads for ever ends here once it has read something.
    const stop = new AbortController();
    return {
      ...{ jse, page, consent, collectionId, documentId, signerId, memberId: member.id, contactId, templateId },
      ...{
        endpointId: endpoint?.id ?? '',
        ceremonyId,
        code,
        serial: certificate?.serial ?? '',
        tokenId: token?.id ?? '',
      },
      ...{ pushId: push?.id ?? '', safeUrl: safe.url, safeToken: 'of the safe', hookUrl: `${hookUrl}/more` },
      bytes: await makePdf(),
      image: new File([pngOf(640, 400)], 'piece.png', { type: 'image/png' }),
      signal: stop.signal,
      writeFile: ((file: string, data: never) => writeFile(join(folder, file), data)) as typeof writeFile,
      show: () => undefined,
      lastCursor: async () => undefined,
      keepCursor: async () => stop.abort(),
    };
  }

  let names: readonly string[] = [];
  const ordered = [...examples.keys()].toSorted((left, right) => last.indexOf(left) - last.indexOf(right));
  for (const name of ordered) {
    test(name, async () => {
      const given = await namesFor(name);
      names = Object.keys(given);
      const AsyncFunction = (async () => undefined).constructor as new (
        ...texts: string[]
      ) => (given: ExampleNames) => Promise<void>;
      const run = new AsyncFunction(`{ ${names.join(', ')} }`, `{\n${examples.get(name)}\n}`);
      if (name === 'Events.stream') await assert.rejects(run(given), { code: 'aborted' });
      else await run(given);
    });
  }

  test('and compile', () => {
    assert.deepEqual(compile(examples, names), []);
  });
});
