import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CommandLine, readOptions } from './cli-options.ts';

/** A command line without any option. */
const bare: CommandLine = {
  port: '4010',
  editor: 'demo',
  origin: ['http://localhost:4000'],
  'code-entry': 'by-level',
  'allow-private-targets': false,
  'no-console': false,
};

const variables = [
  ...['JSE_HOST', 'JSE_BASE_URL', 'JSE_SUPPORT'],
  ...['JSE_DATABASE_URL', 'JSE_DATABASE_OWNER_URL', 'JSE_DEVELOPER_TOKEN', 'JSE_EDITOR_SECRET'],
  ...['JSE_SMTP_URL', 'JSE_MAIL_FROM', 'JSE_SMS_URL', 'JSE_SMS_TOKEN'],
];

test('an empty variable is one that is not set', () => {
  const empty = Object.fromEntries(variables.map((name) => [name, '']));
  const { serve, madeToken } = readOptions(bare, empty);
  const { developerToken, editor, ...rest } = serve;
  assert.match(developerToken ?? '', /^[\w-]{43}$/, 'a token is made');
  assert.equal(madeToken, true);
  assert.ok(!('secret' in editor), 'the software keeps the secret that it has');
  assert.deepEqual(rest, { port: 4010, settings: {}, allowPrivateTargets: false });
});

test('so is an empty option', () => {
  const { serve } = readOptions({ ...bare, data: '', 'database-url': '', secret: '', 'signing-url': '' }, {});
  assert.ok(!('secret' in serve.editor));
  assert.equal(serve.editor.signingUrl, 'http://localhost:4000/signer');
  assert.ok(!('dataDir' in serve) && !('databaseUrl' in serve));
});

test('what is set is taken, the command line before the environment', () => {
  const environment = {
    JSE_DATABASE_URL: 'postgres://a/b',
    JSE_DATABASE_OWNER_URL: 'postgres://o/b',
    JSE_EDITOR_SECRET: 'another',
  };
  const given = { ...bare, data: 'folder', secret: 'a secret' };
  const { serve, madeToken } = readOptions(given, { ...environment, JSE_DEVELOPER_TOKEN: 'a token of the tests' });
  assert.equal(madeToken, false);
  const { databaseUrl, databaseOwnerUrl, developerToken, dataDir, editor } = serve;
  assert.deepEqual(
    [databaseUrl, databaseOwnerUrl, developerToken, dataDir, editor.secret],
    ['postgres://a/b', 'postgres://o/b', 'a token of the tests', 'folder', 'a secret'],
  );
  const other = readOptions({ ...bare, 'database-url': 'postgres://c/d' }, environment).serve;
  assert.deepEqual([other.databaseUrl, other.editor.secret], ['postgres://c/d', 'another']);
});

test('address and interface are as they were said', () => {
  const environment = { JSE_HOST: '0.0.0.0', JSE_BASE_URL: 'https://sign.example/' };
  const { hostname, settings } = readOptions(bare, environment).serve;
  assert.deepEqual({ hostname, settings }, { hostname: '0.0.0.0', settings: { baseUrl: 'https://sign.example' } });
  const other = readOptions({ ...bare, host: '::1', 'base-url': 'http://localhost:80' }, environment).serve;
  assert.deepEqual([other.hostname, other.settings?.baseUrl], ['::1', 'http://localhost']);
  assert.throws(() => readOptions({ ...bare, 'base-url': 'sign.example' }, {}), { code: 'base_url_invalid' });
});

test('without console there is no developer token, not even the one that is set', () => {
  const line = { ...bare, 'no-console': true };
  for (const environment of [{}, { JSE_DEVELOPER_TOKEN: 'a token of the tests' }]) {
    const { serve, madeToken } = readOptions(line, environment);
    assert.ok(!('developerToken' in serve));
    assert.equal(madeToken, false);
  }
});

test('the support’s address is taken, and the rest of the support stays', () => {
  const { settings } = readOptions(bare, { JSE_SUPPORT: 'support@app.example' }).serve;
  assert.equal(settings?.support?.email, 'support@app.example');
  assert.ok(settings?.support?.phone);
  for (const unfit of ['support', 'a@b\nContact: mailto:c@d', 'A <a@b.example>', 'a@b?subject=c'])
    assert.throws(() => readOptions({ ...bare, support: unfit }, {}), /--support is an e-mail address/, unfit);
});

test('what cannot be is said by the name of its option', () => {
  assert.throws(() => readOptions({ ...bare, port: 'http' }, {}), /^Error: --port .* not http$/);
  assert.throws(() => readOptions({ ...bare, port: '65536' }, {}), /--port/);
  assert.throws(() => readOptions({ ...bare, 'code-entry': 'here' }, {}), /--code-entry is .*by-level.*; not here$/);
  assert.throws(() => readOptions(bare, { JSE_SMTP_URL: 'smtp://localhost' }), /JSE_MAIL_FROM go together/);
  assert.throws(() => readOptions(bare, { JSE_SMS_TOKEN: 'x' }), /JSE_SMS_URL and JSE_SMS_TOKEN go together/);
});
