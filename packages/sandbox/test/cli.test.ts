import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readCertificate } from '../src/certificates/index.ts';
import { startCli } from './started-cli.ts';

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
});
