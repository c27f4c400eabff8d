import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from './contract/index.ts';
import { clientErrorCodes, isJseError, JseError, type JseErrorCode } from './errors.ts';
import { userMessage } from './user-message.ts';

test('the guard knows an error by its brand, from another copy of the package too', async () => {
  const error = new JseError('code_wrong', 'wrong');
  assert.ok(isJseError(error));
  assert.ok(isJseError(error, 'code_wrong'));
  assert.ok(!isJseError(error, 'code_expired'));
  for (const other of [new Error('x'), { code: 'code_wrong', name: 'JseError' }, null, undefined, 'code_wrong']) {
    assert.ok(!isJseError(other));
  }
  const copy = (await import(new URL('./errors.ts?copy', import.meta.url).href)) as typeof import('./errors.ts');
  assert.notEqual(copy.JseError, JseError);
  assert.ok(isJseError(new copy.JseError('timeout', 't'), 'timeout'));
});

test('every code has words in both languages, and they differ', () => {
  const codes = [...Object.keys(errorCodes), ...clientErrorCodes] as JseErrorCode[];
  for (const code of codes) {
    const error = new JseError(code, 'internal words');
    const [french, english] = [userMessage(error), userMessage(error, 'en')];
    assert.ok(french.length > 3 && english.length > 3);
    assert.notEqual(french, english);
  }
  assert.equal(userMessage(new TypeError('x'), 'en'), errorCodes.internal.en);
});

test('the cause is kept and absent fields stay empty', () => {
  const cause = new Error('below');
  const error = new JseError('network', 'n', { cause });
  assert.equal(error.cause, cause);
  assert.deepEqual(error.fieldErrors, []);
  assert.equal(error.status, undefined);
});
