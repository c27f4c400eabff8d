import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bare, hangUp, json, problem, startFaultServer } from '../../test/fault-server.ts';
import { isJseError } from '../errors.ts';
import { createClient } from '../server.ts';

const event = (id: string) => ({
  id,
  type: 'signer.signed',
  timestamp: '2026-01-01T00:00:00Z',
  data: {
    transactionId: 'tr_1',
    externalId: null,
    state: 'ongoing',
    signatory: { id: 'si_1', level: 1, signatureLevel: 'simple', state: 'signed' },
  },
  cursor: `c-${id}`,
});
const page = (ids: readonly string[], nextCursor: string) => json({ data: ids.map(event), nextCursor, hasMore: false });

test('the stream goes on over pages and outages, once each, until it is stopped or can’t go on', async () => {
  await using server = await startFaultServer(
    page(['1', '2'], 'c-2'),
    hangUp,
    bare(503),
    bare(503),
    bare(503),
    page([], 'c-9'),
    page(['3'], 'c-3'),
    problem(410, 'cursor_expired'),
  );
  const client = createClient({ baseUrl: server.baseUrl, editor: 'shortcut', officeToken: 'o', retry: 0 });
  const seen: string[] = [];
  await assert.rejects(
    async () => {
      for await (const { id, cursor } of client.events.stream({ types: ['signer.signed'] })) {
        assert.equal(cursor, `c-${id}`);
        seen.push(id);
      }
    },
    (error) => isJseError(error, 'cursor_expired'),
  );
  assert.deepEqual(seen, ['1', '2', '3']);
  const cursors = server.seen.map(({ path }) => new URL(path, 'http://x').searchParams.get('cursor'));
  assert.deepEqual(cursors, [null, 'c-2', 'c-2', 'c-2', 'c-2', 'c-2', 'c-9', 'c-3']);
});

test('who stops walking leaves nothing behind, also while it waits', async () => {
  await using server = await startFaultServer(page(['1'], 'c-1'), bare(503));
  const client = createClient({ baseUrl: server.baseUrl, editor: 'shortcut', officeToken: 'o', retry: 0 });
  const stop = new AbortController();
  const walk = (async () => {
    for await (const { id } of client.events.stream({}, { signal: stop.signal }))
      if (id === '1') setTimeout(() => stop.abort(), 100);
  })();
  await assert.rejects(walk, (error) => isJseError(error, 'aborted'));
});

test('the data of an event has the type of its event; a type of tomorrow passes, a maimed one does not', async () => {
  const tomorrow = { ...event('2'), type: 'signer.blinked', data: { eye: 'left' } };
  const maimed = { ...event('3'), data: { transactionId: 'tr_1' } };
  const pageOf = (...data: readonly object[]) => json({ data, nextCursor: 'c', hasMore: false });
  await using server = await startFaultServer(pageOf(event('1'), tomorrow), pageOf(maimed));
  const client = createClient({ baseUrl: server.baseUrl, editor: 'shortcut', officeToken: 'o', retry: 0 });
  const [known, unknown] = (await client.events.list()).data;
  assert.equal(known?.type === 'signer.signed' && known.data.signatory.state, 'signed');
  assert.equal(unknown?.type === 'unknown' && unknown.unknownType, 'signer.blinked');
  assert.equal(unknown?.cursor, 'c-2');
  await assert.rejects(client.events.list(), (error) => isJseError(error, 'response_invalid'));
});
