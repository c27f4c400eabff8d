import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createHandshake } from '@jse/sdk/server';
import { baseUrl, origin, type Platform, startPlatform } from './platform.ts';

const software = { shortcut: 'new', name: 'New', origins: [origin], signingUrl: `${origin}/sign` };

let platform: Platform;
before(async () => {
  platform = await startPlatform();
});
after(() => platform.sandbox.close());

test('of several starts without a secret one makes it, and that one serves', async () => {
  const { seed, fetch } = platform.sandbox;
  const made = await Promise.all(Array.from({ length: 4 }, () => seed.editor(software)));
  const secrets = made.map(({ madeSecret }) => madeSecret).filter((secret) => secret !== null);
  assert.equal(secrets.length, 1, String(secrets));
  const [secret = ''] = secrets;
  const handshake = createHandshake({ baseUrl, editor: 'new', secret, fetch: (request) => fetch(request) });
  await handshake.start({ successUrl: `${origin}/back` });
  const other = await seed.editor({ ...software, secret: 'chosen' });
  assert.equal(other.madeSecret, null);
  await assert.rejects(handshake.start({ successUrl: `${origin}/back` }), { code: 'hmac_invalid' });
});

test('an empty secret is none to sign with: it is refused', async () => {
  const refused = { name: 'OptionError', code: 'editor_secret_empty' };
  await assert.rejects(platform.sandbox.seed.editor({ ...software, secret: '' }), refused);
});
