import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { wire } from '@jse/sdk/contract';
import { createHandshake, isJseError } from '@jse/sdk/server';
import { readCertificate } from '../src/certificates/index.ts';
import { type StartedCli, startCli } from './started-cli.ts';

const elsewhere = process.env['JSE_TEST_DATABASE_URL'] !== undefined && 'it opens the embedded database itself';
const developerToken = 'a token of the tests';

describe('the command', { skip: elsewhere }, () => {
  test('serves the interface and names the public address that it was told', async (t) => {
    const variables = { JSE_BASE_URL: 'https://sign.example/', JSE_DEVELOPER_TOKEN: developerToken };
    const cli = await startCli(['--host', '0.0.0.0', '--quiet'], variables);
    t.after(() => cli.stop());
    assert.match(cli.listening, /^http:\/\/0\.0\.0\.0:\d+$/);
    const at = cli.listening.replace('0.0.0.0', '127.0.0.1');
    const text = await (await fetch(`${at}/.well-known/security.txt`)).text();
    assert.match(text, /^Canonical: https:\/\/sign\.example\/\.well-known\/security\.txt$/m);
    const der = new Uint8Array(await (await fetch(`${at}/pki/issuing.cer`)).arrayBuffer());
    assert.equal(readCertificate(der).crlUrl, 'https://sign.example/pki/root.crl');
    assert.equal(await cli.stop(), 0);
  });

  test('without console has no /sandbox; the support is whom it was told', async (t) => {
    const variables = { JSE_DEVELOPER_TOKEN: developerToken, JSE_SUPPORT: 'support@app.example' };
    const cli = await startCli(['--no-console', '--quiet'], variables);
    t.after(() => cli.stop());
    const headers = { authorization: `Bearer ${developerToken}` };
    for (const path of ['/sandbox', '/sandbox/outbox', '/sandbox/clock'])
      assert.equal((await fetch(cli.listening + path, { headers })).status, 404, path);
    assert.match(cli.stderr(), /^Without console nobody reads/m);
    assert.doesNotMatch(cli.stderr(), /token|entree/);
    const contact = await (await fetch(`${cli.listening}/.well-known/security.txt`)).text();
    assert.match(contact, /^Contact: mailto:support@app\.example$/m);
    const problem = (await (await fetch(`${cli.listening}/editor/nobody/me`)).json()) as wire.Problem;
    assert.equal(problem.support?.email, 'support@app.example');
  });

  test('keeps the secret that it made; shows it then only, and nothing secret in the log', async (t) => {
    const folder = await mkdtemp(join(tmpdir(), 'jse-cli-'));
    t.after(() => rm(folder, { recursive: true, force: true }));
    const start = async (variables: Record<string, string>) => {
      const cli = await startCli(['--data', folder], variables);
      t.after(() => cli.stop());
      return cli;
    };

    const first = await start({});
    const secret = /^Editor shortcut: demo, secret: ([\w-]{43}) \(kept, and not shown again\)$/m.exec(
      first.stderr(),
    )?.[1];
    assert.ok(secret, first.stderr());
    assert.equal(await handshake(first, secret), 'started');
    assert.match(first.stderr(), /^Developer token: [\w-]{43}\nConsole .*\/sandbox#entree=/m);
    assert.equal(await first.stop(), 0);
    assert.ok(first.stdout().includes('"event":"request"'), 'the log goes to stdout');
    for (const line of first.stdout().trimEnd().split('\n')) JSON.parse(line);
    assert.ok(!first.stdout().includes(secret));

    const second = await start({ JSE_DEVELOPER_TOKEN: developerToken });
    assert.equal(await handshake(second, secret), 'started', 'the back end’s secret goes on working');
    assert.doesNotMatch(second.stderr(), /secret|token|entree/);
    await second.stop();

    const third = await start({ JSE_DEVELOPER_TOKEN: developerToken, JSE_EDITOR_SECRET: 'a new secret' });
    assert.equal(await handshake(third, 'a new secret'), 'started');
    assert.equal(await handshake(third, secret), 'hmac_invalid', 'it takes the place of the one before');
    assert.doesNotMatch(third.stderr() + third.stdout(), /a new secret|a token of the tests|entree/);
    await third.stop();
  });
});

/** How the platform takes a handshake that is signed with this secret. */
async function handshake({ listening }: StartedCli, secret: string): Promise<string> {
  const baseUrl = listening.replace('127.0.0.1', 'localhost');
  const started = createHandshake({ baseUrl, editor: 'demo', secret }).start({
    successUrl: 'http://localhost:4000/back',
  });
  return started.then(
    () => 'started',
    (error: unknown) => (isJseError(error) ? error.code : String(error)),
  );
}
