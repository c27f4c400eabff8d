import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { isJseError } from '@jse/sdk/server';
import { verifyPdf } from '@jse/verify';
import { clients, draft, type Platform, signBy, startPlatform } from './platform.ts';

const corpus = join(import.meta.dirname, '../../../../shared/corpus');

describe('files that are signed already', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform();
  });
  after(() => platform.sandbox.close());

  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'taken',
      (error: unknown) => (isJseError(error) ? error.code : String(error)),
    );

  test('a collection’s result can go through another one, all signatures intact', async () => {
    const { expert } = platform;
    const first = await draft(platform, ['first']);
    await expert.collections.launch(first);
    await signBy(platform, clients.first.email, first);
    const [document] = (await expert.collections.get(first)).documents;
    const { bytes } = await expert.documents.download(first, document?.id ?? '');

    const { id } = await expert.collections.create({ title: 'Deuxième tour' });
    const uploaded = await expert.documents.upload(id, 1, bytes);
    assert.ok(uploaded.findings.some(({ code }) => code === 'pdf_signed'));
    await expert.signers.add(id, { order: 1, level: 'simple', ...clients.second });
    const signers = (await expert.collections.get(id)).signers;
    await expert.placements.replace(id, [
      { documentId: uploaded.id, signerId: signers[0]?.id ?? '', page: 1, x: 60, y: 60 },
    ]);
    await expert.collections.launch(id);
    await signBy(platform, clients.second.email, id);
    const { bytes: twice } = await expert.documents.download(id, uploaded.id);
    const report = await verifyPdf(twice, { trustAnchors: [platform.sandbox.rootCertificate], revocation: 'off' });
    assert.equal(report.conclusion, 'intact');
    assert.equal(report.signatures.length, 2);
  });

  test(
    'a file whose signature forbids further ones is refused',
    { skip: !existsSync(corpus) && 'no corpus here' },
    async () => {
      const { id } = await platform.expert.collections.create({ title: 'Certifié' });
      for (const file of ['dss/AD-RB.pdf']) {
        const upload = platform.expert.documents.upload(id, 1, new Uint8Array(readFileSync(join(corpus, file))));
        assert.equal(await refusal(upload), 'pdf_certified', file);
      }
    },
  );

  test(
    'a certified file that takes an invisible signature only says so before the launch',
    { skip: !existsSync(corpus) && 'no corpus here' },
    async () => {
      const { expert } = platform;
      const bytes = new Uint8Array(readFileSync(join(corpus, 'attacks/examples_1_01_Test_cert_p2_original.pdf')));
      const { id } = await expert.collections.create({ title: 'Certifié, formulaires permis' });
      const document = await expert.documents.upload(id, 1, bytes);
      const signer = await expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
      await expert.placements.replace(id, [{ documentId: document.id, signerId: signer.id, page: 1, x: 60, y: 60 }]);
      assert.equal(await refusal(expert.collections.launch(id)), 'pdf_certified');
      assert.equal((await expert.collections.get(id)).state, 'draft');
      await expert.placements.replace(id, []);
      assert.equal((await expert.collections.launch(id)).state, 'ongoing');
    },
  );
});
