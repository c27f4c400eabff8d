import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { isJseError } from '@jse/sdk/server';
import { verifyPdf } from '@jse/verify';
import { checkEvidenceLog, EvidenceBundle } from '@jse/verify/evidence';
import { missing } from '../src/certificates/external-tools.harness.ts';
import { callerOf, send } from './api.ts';
import { clients, draft, type Platform, renewed, signBy, startPlatform } from './platform.ts';

describe('the long term', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ settings: { padesLevel: 'B-LTA' } });
  });
  after(() => platform.sandbox.close());

  const completed = async (): Promise<{ id: string; documents: string[] }> => {
    const id = await draft(platform, ['first', 'second'], { documents: 2 });
    await platform.expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    await signBy(platform, clients.second.email, id);
    return { id, documents: (await platform.expert.collections.get(id)).documents.map((document) => document.id) };
  };
  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'taken',
      (error: unknown) => (isJseError(error) ? error.code : String(error)),
    );

  test(
    'B-LTA by setting: each signature has its document timestamp; pdfsig agrees',
    {
      skip: missing('pdfsig'),
    },
    async () => {
      const { id, documents } = await completed();
      const { bytes } = await platform.expert.documents.download(id, documents[0] ?? '');
      const report = await verifyPdf(bytes, { trustAnchors: [platform.sandbox.rootCertificate] });
      assert.equal(report.conclusion, 'intact');
      assert.equal(report.signatures.length, 4);
      assert.deepEqual(
        report.signatures.map(({ integrity, trust }) => [integrity, trust?.indication]),
        report.signatures.map(() => ['intact', 'TOTAL-PASSED']),
      );
      const folder = await mkdtemp(join(tmpdir(), 'jse-lta-'));
      await writeFile(join(folder, 'signed.pdf'), bytes);
      const { stdout } = spawnSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8' });
      await rm(folder, { recursive: true });
      assert.equal(stdout.match(/Signature Validation: Signature is Valid\./gu)?.length, 2);
    },
  );

  test('renewed on demand: a new head, an exact suffix, written in the evidence; the old bytes stay', async () => {
    const { id, documents } = await completed();
    const [first = ''] = documents;
    const before = await platform.expert.documents.download(id, first);
    await platform.sandbox.clock.advance(5 * 86_400_000 - 60_000);
    const expert = await renewed(platform);
    const after = await expert.collections.renew(id);
    assert.equal(after.state, 'completed');
    const now = await expert.documents.download(id, first);
    assert.equal(now.sha256, after.documents[0]?.currentSha256);
    assert.ok(Buffer.from(now.bytes.subarray(0, before.bytes.length)).equals(before.bytes));
    const { conclusion, signatures } = await verifyPdf(now.bytes, {
      trustAnchors: [platform.sandbox.rootCertificate],
      at: platform.sandbox.clock.now(),
    });
    assert.deepEqual([conclusion, signatures.length], ['intact', 5]);
    const evidence = EvidenceBundle.parse(await expert.collections.evidence(id));
    assert.deepEqual((await checkEvidenceLog(evidence)).findings, []);
    const entries = evidence.entries.filter(({ type }) => type === 'document.renewed');
    assert.deepEqual(
      entries.map(({ data }) => [data['documentId'], data['incomplete']]),
      documents.map((document) => [document, []]),
    );
    assert.deepEqual([entries[0]?.data['before'], entries[0]?.data['sha256']], [before.sha256, now.sha256]);
  });

  test('only by a member who may launch, only when completed; without its authority nothing moves', async () => {
    const { id } = await completed();
    assert.equal(await refusal(platform.preparer.collections.renew(id)), 'delegation_missing');
    const open = await draft(platform, ['first']);
    const expert = await renewed(platform);
    assert.equal(await refusal(expert.collections.renew(open)), 'state_conflict');
    await expert.collections.launch(open);
    assert.equal(await refusal(expert.collections.renew(open)), 'state_conflict');
  });

  test('of two renewals at once one is made and the other told to try again', async () => {
    const { id } = await completed();
    const as = await callerOf(platform);
    const params = { transactionId: id };
    const answers = await Promise.all([1, 2].map(() => send(platform, operations.renewTransaction, { as, params })));
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
    const told = (await answers.find(({ status }) => status === 409)?.json()) as { code: string; retryable: boolean };
    assert.deepEqual([told.code, told.retryable], ['revision_changed', true]);
    const entries = EvidenceBundle.parse(await (await renewed(platform)).collections.evidence(id)).entries;
    assert.equal(entries.filter(({ type }) => type === 'document.renewed').length, 2);
  });
});
