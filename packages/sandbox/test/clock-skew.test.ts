import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clients, draft, signBy, startPlatform } from './platform.ts';

test('on a device whose clock is an hour off one signs all the same: the proof carries a nonce', async (t) => {
  const platform = await startPlatform();
  // The platform's own time is that of `new Date()` where it reads proofs.
  const real = Date.now.bind(Date);
  t.mock.method(Date, 'now', () => real() + 3_600_000);
  const id = await draft(platform, ['first']);
  await platform.expert.collections.launch(id);
  const answers: [number, string | null][] = [];
  const fetch = platform.sandbox.fetch.bind(platform.sandbox);
  const watched = {
    ...platform,
    sandbox: {
      ...platform.sandbox,
      fetch: async (...call: Parameters<typeof fetch>) => {
        const response = await fetch(...call);
        answers.push([response.status, response.headers.get('dpop-nonce')]);
        return response;
      },
    },
  };
  assert.equal((await signBy(watched, clients.first.email, id)).state, 'signed');
  const refused = answers.filter(([status]) => status === 401);
  assert.equal(refused.length, 1, 'one call is made twice, the others know the nonce');
  assert.match(refused[0]?.[1] ?? '', /^[0-9a-f]{32}$/);
  await platform.sandbox.close();
});
