import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { CollectionFilter } from '@jse/sdk/server';
import { operations } from '@jse/sdk/contract';
import { callerOf, problem } from './api.ts';
import { clients, makePdf, type Platform, startPlatform } from './platform.ts';

describe('the list of collections', () => {
  let platform: Platform;
  const ids: string[] = [];
  before(async () => {
    platform = await startPlatform();
    for (const title of ['Été 2026', 'Lettre de mission', 'Mandat', 'Comptes']) {
      const { id } = await platform.preparer.collections.create({ title, externalId: `X-${title}` });
      ids.push(id);
      platform.sandbox.clock.advance(1000);
    }
    await platform.preparer.documents.upload(ids[1] ?? '', 1, await makePdf(1), { name: 'Cœur de métier.pdf' });
    await platform.preparer.signers.add(ids[2] ?? '', {
      order: 1,
      level: 'simple',
      ...clients.first,
      lastName: 'Noël',
    });
    await platform.expert.documents.upload(ids[3] ?? '', 1, await makePdf(1));
    await platform.expert.signers.add(ids[3] ?? '', { order: 1, level: 'advanced', memberId: platform.expertId });
    await platform.expert.collections.launch(ids[3] ?? '');
  });
  after(() => platform.sandbox.close());

  const found = async (filter: CollectionFilter) => {
    const at: number[] = [];
    for await (const { id } of platform.expert.collections.list(filter)) at.push(ids.indexOf(id));
    return at;
  };

  test('is newest first, page by page, and does not shift as collections come', async () => {
    assert.deepEqual(await found({ limit: 1 }), [3, 2, 1, 0]);
    const pages = platform.expert.collections.list({ limit: 2 }).pages()[Symbol.asyncIterator]();
    const first = await pages.next();
    await platform.expert.collections.create({ title: 'Entre-temps' });
    const second = await pages.next();
    const names = [first, second].flatMap(({ value }) =>
      value ? value.data.map(({ id }: { id: string }) => ids.indexOf(id)) : [],
    );
    assert.deepEqual(names, [3, 2, 1, 0]);
  });

  test('searches titles, documents and signers without accents or case; a wildcard is a character', async () => {
    assert.deepEqual(await found({ search: 'ete' }), [0]);
    assert.deepEqual(await found({ search: 'COEUR DE MET' }), [1]);
    assert.deepEqual(await found({ search: 'camille noel' }), [2]);
    const decomposed = 'É'.normalize('NFD');
    assert.deepEqual(await found({ search: `${decomposed}T${decomposed}` }), [0]);
    assert.deepEqual(await found({ search: '%' }), []);
    assert.deepEqual(await found({ search: '_' }), []);
  });

  test('follows titles, documents and signers as they change', async () => {
    const { expert } = platform;
    const { id } = await expert.collections.create({ title: 'Avant' });
    ids.push(id);
    const at = ids.length - 1;
    const signer = await expert.signers.add(id, { order: 1, level: 'simple', ...clients.second });
    const name = `E${'\u0301'}cart-type.pdf`;
    const document = await expert.documents.upload(id, 1, await makePdf(1), { name });
    assert.deepEqual(await found({ search: 'écart type' }), [at]);
    assert.deepEqual(await found({ search: 'cogerant' }), [at]);
    await expert.collections.update(id, { title: 'Après' });
    await expert.signers.update(id, signer.id, { lastName: 'Łukaszewicz' });
    await expert.documents.remove(id, document.id);
    assert.deepEqual(await found({ search: 'avant' }), []);
    assert.deepEqual(await found({ search: 'APRES' }), [at]);
    assert.deepEqual(await found({ search: 'lukaszewicz' }), [at]);
    assert.deepEqual(await found({ search: 'cogérant' }), []);
    assert.deepEqual(await found({ search: 'écart type' }), []);
    await expert.collections.cancel(id);
  });

  test('filters by state, signer, turn, preparer, time and externalId', async () => {
    assert.deepEqual(await found({ state: 'ongoing' }), [3]);
    assert.deepEqual((await found({ state: ['ongoing', 'draft'], search: 'e' })).length > 1, true);
    assert.deepEqual(await found({ signerEmail: clients.first.email.toUpperCase() }), [2]);
    assert.deepEqual(await found({ waitingFor: platform.expertId }), [3]);
    assert.deepEqual(await found({ preparerId: platform.firm.members[1]?.id ?? '', state: 'draft' }), [2, 1, 0]);
    assert.deepEqual(await found({ externalId: 'X-Mandat' }), [2]);
    const { createdAt } = await platform.expert.collections.get(ids[1] ?? '');
    assert.deepEqual(await found({ createdTo: createdAt }), [0]);
    assert.deepEqual(
      await found({ createdFrom: createdAt, createdTo: new Date(Date.parse(createdAt) + 1).toISOString() }),
      [1],
    );
  });

  test('a cursor serves the list, filters and member that it was made for', async () => {
    const as = await callerOf(platform);
    const page = await platform.expert.collections.list({ limit: 1 }).pages()[Symbol.asyncIterator]().next();
    const cursor = page.value?.nextCursor ?? '';
    for (const [caller, query] of [
      [as, { cursor, state: 'draft' }],
      [as, { cursor: ids[0] ?? '' }],
      [await callerOf(platform, 1), { cursor, limit: '1' }],
    ] as const) {
      assert.equal(
        (await problem(platform, operations.listTransactions, { as: caller, query })).code,
        'cursor_invalid',
      );
    }
  });
});
