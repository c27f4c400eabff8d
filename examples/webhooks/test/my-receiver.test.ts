import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { signWebhook } from '@jse/sdk/webhooks';
import { createReceiver } from '../node-http.ts';

const secret = `whsec_${btoa('a secret of the tests, 32 bytes!')}`;

test('a collection that is completed reaches my code', async (context) => {
  const completed: string[] = [];
  const server = createReceiver([secret], async (event) => {
    if (event.type === 'collection.completed') completed.push(event.data.transactionId);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  context.after(() => server.close());
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');

  const data = { transactionId: 'tr_1', externalId: 'letter-42', state: 'completed' } as const;
  const { headers, body } = await signWebhook({ type: 'collection.completed', data }, secret);
  const response = await fetch(`http://127.0.0.1:${address.port}`, { method: 'POST', headers, body });
  assert.equal(response.status, 204);
  assert.deepEqual(completed, ['tr_1']);
});
