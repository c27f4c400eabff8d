import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fileName, ordered } from './file-name.ts';

test('a name keeps what can be kept, and never becomes a command, an option or another folder', () => {
  assert.equal(fileName('Lettre de mission été.pdf'), 'Lettre_de_mission_ete.pdf');
  assert.equal(fileName('$(rm -rf ~)`id`;.pdf'), 'rm_-rf_id_.pdf');
  assert.equal(fileName('../../etc/passwd'), 'etc_passwd');
  assert.equal(ordered(7, '…'), '07-sans-nom');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      assert.match(fileName(name), /^[A-Za-z0-9][\w.-]{0,99}$/);
    }),
  );
});
