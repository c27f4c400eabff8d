import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileKinds } from '../contract/index.ts';
import { startFaultServer } from '../../test/fault-server.ts';
import { createClient } from '../server.ts';
import { fileTypes } from './file-types.ts';

test('every kind of file of the contract is taken as a download, and asked for', async () => {
  assert.deepEqual([...fileTypes].sort(), Object.values(fileKinds).sort());
  for (const type of fileTypes) {
    await using server = await startFaultServer((response) => {
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end('file');
    });
    const tokens = { officeToken: 'o', userToken: 'u' };
    const client = createClient({ baseUrl: server.baseUrl, editor: 'shortcut', ...tokens });
    assert.equal((await client.archive.download('tr_1')).bytes.length, 4);
    assert.ok(server.seen[0]?.headers['accept']?.includes(type));
  }
});
