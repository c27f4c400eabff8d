import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OptionError } from './option-error.ts';
import { baseUrlOf, isSecureBase, localBaseUrl } from './base-url.ts';

test('a public address is an origin, as browsers write it', () => {
  for (const [given, taken] of [
    ['https://sign.example', 'https://sign.example'],
    ['https://sign.example/', 'https://sign.example'],
    ['HTTPS://Sign.Example:443/', 'https://sign.example'],
    ['http://localhost:4010', 'http://localhost:4010'],
    ['http://[::1]:4010/', 'http://[::1]:4010'],
  ] as const) {
    assert.equal(baseUrlOf(given), taken);
  }
});

test('anything else is refused, and quoted', () => {
  for (const given of [
    ...['', 'sign.example', '/sign', 'ftp://sign.example', 'javascript:alert(1)', 'file:///etc'],
    ...['https://sign.example/jse', 'https://sign.example/?a', 'https://sign.example/#', 'https://a:b@sign.example'],
  ]) {
    assert.throws(
      () => baseUrlOf(given),
      (error) =>
        error instanceof OptionError && error.code === 'base_url_invalid' && error.message.endsWith(`not ${given}`),
    );
  }
});

test('pages sign at https, and on the machine itself', () => {
  for (const url of [
    'https://sign.example',
    'http://localhost:1',
    'http://a.localhost',
    'http://127.0.0.1',
    'http://[::1]:2',
  ])
    assert.ok(isSecureBase(url), url);
  for (const url of ['http://sign.example', 'http://10.0.0.1', 'http://localhost.example', 'http://127.example'])
    assert.ok(!isSecureBase(url), url);
});

test('who does not say where the platform is reached has it where it listens', () => {
  for (const hostname of ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::'])
    assert.equal(localBaseUrl(hostname, 4010), 'http://localhost:4010', hostname);
  assert.equal(localBaseUrl('10.1.2.3', 4010), 'http://10.1.2.3:4010');
  assert.equal(localBaseUrl('fd00::5', 4010), 'http://[fd00::5]:4010');
});
