import assert from 'node:assert/strict';
import { test } from 'node:test';
import { json, startFaultServer } from '../../test/fault-server.ts';
import { transactionSample } from '../../test/wire-samples.ts';
import { isJseError } from '../errors.ts';
import { createClient } from '../server.ts';
import { canReach } from './wait-for.ts';

const clientOf = (baseUrl: string) => createClient({ baseUrl, editor: 'shortcut', officeToken: 'o', userToken: 'u' });
const inState = (state: string) => json({ ...transactionSample, state });

test('what may follow what', () => {
  assert.equal(canReach('draft', 'completed'), true);
  assert.equal(canReach('prepared', 'draft'), true);
  assert.equal(canReach('refused', 'purged'), true);
  for (const [from, to] of [
    ['refused', 'completed'],
    ['purged', 'ongoing'],
    ['ongoing', 'prepared'],
  ] as const)
    assert.equal(canReach(from, to), false, `${from} to ${to}`);
});

test('a wait ends with the state', async () => {
  await using server = await startFaultServer(inState('ongoing'), inState('completed'));
  const collection = await clientOf(server.baseUrl).collections.waitFor('tr_1', ['completed', 'refused']);
  assert.equal(collection.state, 'completed');
  assert.equal(server.seen.length, 2);
});

test('a wait for what can no longer come ends at once; so do a deadline and the signal', async () => {
  await using server = await startFaultServer(inState('refused'), inState('ongoing'), inState('ongoing'));
  const { collections } = clientOf(server.baseUrl);
  const rejects = (promise: Promise<unknown>, code: 'state_unreachable' | 'timeout' | 'aborted') =>
    assert.rejects(promise, (error) => isJseError(error, code));
  await rejects(collections.waitFor('tr_1', 'completed'), 'state_unreachable');
  await rejects(collections.waitFor('tr_1', 'completed', { deadlineMs: 100 }), 'timeout');
  await rejects(collections.waitFor('tr_1', 'completed', { signal: AbortSignal.timeout(200) }), 'aborted');
});

test('a wait lasts until its deadline, where it looks for the last time', async () => {
  // Looks at 0 and 1000; the next one would come at 2500, after the deadline.
  await using server = await startFaultServer(inState('ongoing'), inState('ongoing'), inState('completed'));
  const collection = await clientOf(server.baseUrl).collections.waitFor('tr_1', 'completed', { deadlineMs: 1500 });
  assert.equal(collection.state, 'completed');
  assert.equal(server.seen.length, 3);
});
