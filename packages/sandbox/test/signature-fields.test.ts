import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isJseError } from '@jse/sdk/server';
import { verifyPdf } from '@jse/verify';
import { makeTestAuthority } from '../src/certificates/authority.harness.ts';
import { certify, type OwnField, withOwnFields } from '../src/signing/fields.harness.ts';
import { clients, makePdf, type Platform, signBy, startPlatform } from './platform.ts';

const client: OwnField = { name: 'contrat.client', rect: [60, 60, 240, 100] };
const expertField: OwnField = { name: 'expert', page: 2, rect: [300, 60, 480, 100] };

describe('a PDF’s own signature fields', () => {
  let platform: Platform;
  before(async () => {
    platform = await startPlatform({ settings: { padesLevel: 'B-LT' } });
  });
  after(() => platform.sandbox.close());

  const refusal = (call: Promise<unknown>) =>
    call.then(
      () => 'taken',
      (error: unknown) => (isJseError(error) ? error.code : String(error)),
    );
  const form = async (...fields: OwnField[]) => withOwnFields(await makePdf(2), fields);
  /** A draft over a file, with as many signers as names of theirs. */
  const drafted = async (bytes: Uint8Array, ...who: ('first' | 'second')[]) => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Formulaire', order: 'parallel' });
    const document = await expert.documents.upload(id, 1, bytes);
    for (const [at, name] of who.entries())
      await expert.signers.add(id, { order: at + 1, level: 'simple', ...clients[name] });
    const { signers } = await expert.collections.get(id);
    return { id, document, signers: signers.map((signer) => signer.id) };
  };
  const at = (documentId: string, signerId = '', field?: string) => ({
    documentId,
    signerId,
    page: 1,
    x: 0,
    y: 0,
    ...(field === undefined ? {} : { field }),
  });

  test('are told at the upload, named by placements, answered with their own place, and signed', async () => {
    const { expert } = platform;
    const { id, document, signers } = await drafted(await form(client, expertField), 'first', 'second');
    assert.deepEqual(document.signatureFields, [
      { name: 'contrat.client', page: 1, x: 60, y: 60, width: 180, height: 40 },
      { name: 'expert', page: 2, x: 300, y: 60, width: 180, height: 40 },
    ]);
    const placed = await expert.placements.replace(id, [at(document.id, signers[0], 'expert')]);
    assert.deepEqual(placed.signers[0]?.placements, [
      { documentId: document.id, page: 2, x: 300, y: 60, field: 'expert' },
    ]);
    await expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    await signBy(platform, clients.second.email, id);
    const { bytes } = await expert.documents.download(id, document.id);
    const report = await verifyPdf(bytes, { trustAnchors: [platform.sandbox.rootCertificate] });
    assert.equal(report.conclusion, 'intact');
    assert.deepEqual(
      report.signatures.map(({ field }) => field),
      ['expert', `JSE-${signers[1]}`],
    );
  });

  test('may be named with the upload, for signers who come later', async () => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Formulaire' });
    const signFields = [{ order: 1, page: 1, x: 0, y: 0, field: 'contrat.client' }];
    const document = await expert.documents.upload(id, 1, await form(client), { signFields });
    await expert.signers.add(id, { order: 1, level: 'simple', ...clients.first });
    const [signer] = (await expert.collections.get(id)).signers;
    assert.deepEqual(signer?.placements, [{ documentId: document.id, page: 1, x: 60, y: 60, field: 'contrat.client' }]);
    const absent = [{ order: 1, page: 1, x: 0, y: 0, field: 'absent' }];
    const again = form(client).then((bytes) => expert.documents.upload(id, 1, bytes, { signFields: absent }));
    assert.equal(await refusal(again), 'signature_field_missing');
  });

  test('absent, given to two, or with conditions that cannot be met: refused by name', async () => {
    const { expert } = platform;
    const locking = { ...client, lock: { action: 'All' } as const };
    const { id, document, signers } = await drafted(await form(locking, expertField), 'first', 'second');
    const place = (...fields: (string | undefined)[]) =>
      expert.placements.replace(
        id,
        fields.map((field, i) => at(document.id, signers[i], field)),
      );
    assert.equal(await refusal(place('absent')), 'signature_field_missing');
    assert.equal(await refusal(place('expert', 'expert')), 'signature_field_taken');
    await place('contrat.client', 'expert');
    assert.equal(await refusal(expert.collections.launch(id)), 'signature_field_restricted');
    assert.equal((await expert.collections.get(id)).state, 'draft');
    await place(undefined, 'expert');
    assert.equal((await expert.collections.launch(id)).state, 'ongoing');
  });

  test('a certified form takes visible signatures in its own fields only', async () => {
    const authority = await makeTestAuthority();
    const signer = await authority.signer('expert', 'Alix Auteur');
    const bytes = await certify(await form(client, expertField), 2, signer);
    const { expert } = platform;
    const { id, document, signers } = await drafted(bytes, 'first', 'second');
    assert.ok(document.findings.some(({ code }) => code === 'pdf_certified_for_forms'));
    await expert.placements.replace(id, [{ ...at(document.id, signers[0]), x: 60, y: 200 }]);
    assert.equal(await refusal(expert.collections.launch(id)), 'pdf_certified');
    await expert.placements.replace(id, [
      at(document.id, signers[0], 'contrat.client'),
      at(document.id, signers[1], 'expert'),
    ]);
    await expert.collections.launch(id);
    await signBy(platform, clients.first.email, id);
    await signBy(platform, clients.second.email, id);
    const download = await expert.documents.download(id, document.id);
    const { signatures } = await verifyPdf(download.bytes, { trustAnchors: [platform.sandbox.rootCertificate] });
    assert.deepEqual(
      signatures.map(({ field, integrity, laterChanges }) => [field, integrity, laterChanges]),
      [
        ['certification', 'intact', 'permitted'],
        ['contrat.client', 'intact', 'permitted'],
        ['expert', 'intact', 'permitted'],
      ],
    );
  });
});
