import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { consent } from '@jse/sdk/rules';
import { createBrowserClient } from '@jse/sdk/browser';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  openCeremony,
  origin,
  type Platform,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';

describe('the main flow', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ settings: { padesLevel: 'B-LT' } });
  });
  after(() => platform.sandbox.close());

  test('four steps on two documents, one after another, to completion', async () => {
    const { expert, sandbox } = platform;
    const id = await draft(platform, ['first', 'second', 'expert', 'seal'], { documents: 2 });
    const { documents, signers } = await expert.collections.get(id);
    await expert.placements.replace(
      id,
      signers.map((signer, at) => ({
        documentId: documents[0]?.id ?? '',
        signerId: signer.id,
        page: -1,
        x: 60,
        y: 60 + 70 * at,
      })),
    );
    const launched = await expert.collections.launch(id);
    assert.equal(launched.state, 'ongoing');
    assert.deepEqual(
      launched.signers.map(({ state }) => state),
      ['invited', 'waiting', 'waiting', 'waiting'],
    );
    assert.equal(Date.parse(launched.expiresAt ?? '') - Date.parse(launched.launchedAt ?? ''), 15 * 24 * 3_600_000);

    for (const email of [
      clients.first.email,
      clients.second.email,
      'expert@cabinet.example',
      'lanceur@cabinet.example',
    ]) {
      const done = await signBy(platform, email, id);
      assert.equal(done.state, 'signed');
      assert.deepEqual(
        done.results.map(({ status }) => status),
        ['signed', 'signed'],
      );
    }
    const completed = await expert.collections.get(id);
    assert.equal(completed.state, 'completed');
    assert.ok(completed.signers.every(({ state }) => state === 'signed'));
    assert.equal((await expert.me()).firm.creditCents, 10_000 - 2 * (3 * 25 + 5));

    const delivered = await sandbox.outbox.messages({ to: clients.first.email });
    assert.match(delivered.at(-1)?.text ?? '', /\/telecharger#[\w-]{43}/);
    const evidence = EvidenceBundle.parse(await expert.collections.evidence(id));
    assert.deepEqual((await checkEvidenceLog(evidence)).findings, []);

    const folder = await mkdtemp(join(tmpdir(), 'jse-'));
    for (const document of completed.documents) {
      const { bytes, sha256 } = await expert.documents.download(id, document.id);
      assert.equal(sha256, document.currentSha256);
      await writeFile(join(folder, document.name), bytes);
      const { stdout, error } = spawnSync('pdfsig', ['-nocert', join(folder, document.name)], { encoding: 'utf8' });
      if (!error) assert.equal(stdout.match(/Signature is Valid\./g)?.length, 4, stdout);
    }
  });

  test('parallel signers do not block each other: both read the same bytes, both sign', async () => {
    const id = await draft(platform, ['first', 'second'], { order: 'parallel' });
    const launched = await platform.expert.collections.launch(id);
    assert.deepEqual(
      launched.signers.map(({ state }) => state),
      ['invited', 'invited'],
    );
    const pages = [];
    for (const { email } of Object.values(clients)) pages.push(visitor(platform, await invitationOf(platform, email)));
    const opened = [];
    for (const page of pages) opened.push({ page, ceremony: await openCeremony(page, id) });
    const codes: string[] = [];
    for (const { ceremony } of opened) codes.push(await codeOf(platform, ceremony.reference));
    const done = await Promise.all(
      opened.map(({ page, ceremony }, at) => page.ceremonies.sign(ceremony.id, codes[at] ?? '')),
    );
    assert.deepEqual(
      done.map(({ state }) => state),
      ['signed', 'signed'],
    );
    assert.equal((await platform.expert.collections.get(id)).state, 'completed');
  });

  test('the expert signs several collections, a seal among them, with one code', async () => {
    const ids: string[] = [];
    for (const signers of [['expert'], ['expert'], ['seal']] as const) ids.push(await draft(platform, signers));
    for (const id of ids) await platform.expert.collections.launch(id);
    const getEmbedCode = async () =>
      (await platform.expert.embedSessions.create({ purpose: 'parapheur', origins: [origin] })).code;
    const fetch = (request: Request) => platform.sandbox.fetch(request, { origin });
    const page = createBrowserClient({ baseUrl, editor: editor.shortcut, getEmbedCode, fetch });
    const collections: { collectionId: string; documents: { id: string; sha256: string }[] }[] = [];
    for (const collectionId of ids) {
      const [document] = (await page.collections.get(collectionId)).documents;
      const { sha256 } = await page.documents.download(collectionId, document?.id ?? '');
      collections.push({ collectionId, documents: [{ id: document?.id ?? '', sha256 }] });
    }
    const accepted = { accepted: true, text: consent.fr, version: consent.version, language: 'fr' as const };
    const opened = await page.ceremonies.open({ collections, consent: accepted });
    const { reference } = await page.ceremonies.sendCode(opened.id);
    // One of the three is cancelled between the code and the signature: the other two are signed all the same.
    await platform.expert.collections.cancel(ids[1] ?? '');
    const done = await page.ceremonies.sign(opened.id, await codeOf(platform, reference));
    assert.equal(done.state, 'partly-signed');
    assert.deepEqual(
      done.results.map(({ status, code }) => [status, code]),
      [
        ['signed', null],
        ['failed', 'state_conflict'],
        ['signed', null],
      ],
    );
    const states: string[] = [];
    for (const id of ids) states.push((await platform.expert.collections.get(id)).state);
    assert.deepEqual(states, ['completed', 'cancelled', 'completed']);
  });
});
