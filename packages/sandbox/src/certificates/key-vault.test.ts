import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { createKeyVault, type KeyVault } from './key-vault.ts';
import { exportPrivateKey, generateKeyPair, randomBytes, signBytes } from './web-crypto.ts';

let vault: KeyVault;
before(async () => {
  vault = await createKeyVault(randomBytes(32));
});

describe('key vault', () => {
  for (const curve of ['P-256', 'P-384'] as const) {
    test(`a ${curve} key comes back usable and not extractable`, async () => {
      const { publicKey, privateKey } = await generateKeyPair(curve);
      const opened = await vault.open('k1', await vault.seal('k1', privateKey));
      assert.equal(opened.extractable, false);
      assert.deepEqual(opened.usages, ['sign']);
      const data = new TextEncoder().encode('bonjour');
      const signature = await signBytes(opened, data);
      const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
      assert.ok(await crypto.subtle.verify(algorithm, publicKey, signature, data));
    });
  }

  test('the sealed bytes do not show the key and differ each time', async () => {
    const { privateKey } = await generateKeyPair();
    const [first, second] = [await vault.seal('k1', privateKey), await vault.seal('k1', privateKey)];
    assert.notDeepEqual(first, second);
    const secret = Buffer.from(await exportPrivateKey(privateKey)).subarray(-64, -16);
    assert.equal(Buffer.from(first).indexOf(secret), -1);
  });

  test('another key id, another vault key, or one changed bit does not open', async () => {
    const { privateKey } = await generateKeyPair();
    const sealed = await vault.seal('k1', privateKey);
    const refused = { code: 'vault_open_failed' };
    await assert.rejects(vault.open('k2', sealed), refused);
    await assert.rejects((await createKeyVault(randomBytes(32))).open('k1', sealed), refused);
    for (const at of [0, 1, 5, 20, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] as number) ^ 1;
      await assert.rejects(vault.open('k1', changed), refused, `bit of byte ${at}`);
    }
    await assert.rejects(vault.open('k1', new Uint8Array()), refused);
  });

  test('a vault key of another length is refused', async () => {
    await assert.rejects(createKeyVault(new Uint8Array(16)), { code: 'vault_key_invalid' });
  });
});
