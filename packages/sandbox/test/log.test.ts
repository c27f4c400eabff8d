import assert from 'node:assert/strict';
import { test } from 'node:test';
import { operations } from '@jse/sdk/contract';
import { createHandshake } from '@jse/sdk/server';
import type { LogEvent } from '../src/log.ts';
import { callerOf, send } from './api.ts';
import {
  baseUrl,
  clients,
  codeOf,
  draft,
  editor,
  invitationOf,
  openCeremony,
  origin,
  signBy,
  startPlatform,
  visitor,
} from './platform.ts';

test('a whole flow leaves no secret, ticket, phone, address or code in the log, and can be followed in it', async () => {
  const lines: LogEvent[] = [];
  const secrets: string[] = [editor.secret];
  const platform = await startPlatform({ log: (line) => lines.push(line) });
  const { sandbox, expert } = platform;
  const seen = async (request: Request) => {
    // Whatever is sent as a credential, and whatever comes back as one.
    for (const name of ['authorization', 'dpop', 'jse-editor-token-office', 'jse-editor-token-user'])
      secrets.push(
        ...(request.headers
          .get(name)
          ?.replace(/^DPoP /, '')
          .split('.') ?? []),
      );
    return sandbox.fetch(request, { origin });
  };

  const handshake = createHandshake({ baseUrl, editor: editor.shortcut, secret: editor.secret, fetch: seen });
  const { idRequest, url } = await handshake.start({ successUrl: `${origin}/back` });
  secrets.push(url.split('/').at(-1) ?? '');
  await sandbox.fetch(new Request(url));
  await handshake.fetch(idRequest).catch(() => undefined);

  const id = await draft(platform, ['first', 'second']);
  await expert.collections.launch(id);
  const invitation = await invitationOf(platform, clients.first.email);
  const page = visitor(platform, invitation);
  const ceremony = await openCeremony(page, id);
  const code = await codeOf(platform, ceremony.reference);
  const wrong = code === '111111' ? '222222' : '111111';
  await page.ceremonies.sign(ceremony.id, wrong).catch(() => undefined);
  await page.ceremonies.sign(ceremony.id, code);
  await signBy(platform, clients.second.email, id);
  const letters = await sandbox.outbox.messages();
  const links = letters.flatMap(({ text }) =>
    [...text.matchAll(/#(?:invitation=)?([\w-]{43})/g)].map(([, token = '']) => token),
  );
  const link = links.at(-1) ?? '';
  const body = JSON.stringify({ token: link });
  const headers = { 'content-type': 'application/json' };
  const listed = await sandbox.fetch(new Request(`${baseUrl}/telecharger/liste`, { method: 'POST', headers, body }));
  assert.equal(listed.status, 200);
  await sandbox.fetch(new Request(`${baseUrl}/connexion/${'t'.repeat(43)}`));
  const me = await callerOf(platform);
  const traced = await send(platform, operations.getMe, {
    as: me,
    headers: { 'x-request-id': 'vendor-0001', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
  });
  assert.equal(traced.headers.get('x-request-id'), 'vendor-0001');

  secrets.push(invitation, code, wrong, ...links, ...Object.values(me));
  for (const { email, phone, lastName } of Object.values(clients)) secrets.push(email, phone, phone.slice(3), lastName);
  secrets.push('expert@cabinet.example', 'vendor.example');
  const log = lines.map((line) => JSON.stringify(line)).join('\n');
  for (const secret of secrets.filter((text) => text.length > 4)) {
    assert.ok(!log.includes(secret), `${secret.slice(0, 6)}… is in the log`);
  }
  const { at, milliseconds, ...line } = lines.find(({ requestId }) => requestId === 'vendor-0001') ?? { event: '' };
  assert.match(String(at), /^\d{4}-/);
  assert.ok(Number(milliseconds) >= 0);
  assert.deepEqual(line, {
    event: 'request',
    requestId: 'vendor-0001',
    traceId: '0af7651916cd43dd8448eb211c80319c',
    parentId: 'b7ad6b7169203331',
    operation: 'getMe',
    method: 'GET',
    path: '/me',
    status: 200,
  });
  assert.ok(lines.some(({ path }) => path === '/connexion'));
  assert.ok(lines.some(({ path }) => path === '/ceremony/{ceremonyId}/sign'));
  await sandbox.close();
});
