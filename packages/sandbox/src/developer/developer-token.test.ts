import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createSandbox, OptionError } from '../index.ts';
import { developerTokenOf } from './developer-token.ts';

test('a developer token has at least eight characters that a header carries as they are', () => {
  for (const fit of ['developer', '12345678', 'a token of the tests', 'x'.repeat(500)]) {
    assert.equal(developerTokenOf(fit), fit);
  }
  assert.equal(developerTokenOf(undefined), null);
  const refused = { name: 'OptionError', code: 'developer_token_invalid', message: /8 to 500 characters/ };
  for (const unfit of [
    '',
    ' ',
    '1234567',
    ' '.repeat(20),
    ' 12345678',
    '12345678\n',
    'mot de passe élevé',
    'x'.repeat(501),
  ])
    assert.throws(() => developerTokenOf(unfit), refused, JSON.stringify(unfit));
});

test('a platform is not started with an empty token, which would open its console to everybody', async () => {
  await assert.rejects(
    createSandbox({ developerToken: '' }),
    (error) => error instanceof OptionError && error.code === 'developer_token_invalid',
  );
});
