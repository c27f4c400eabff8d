import { concatBytes } from './bytes.ts';
import { CertificateError } from './errors.ts';
import {
  type Curve,
  decrypt,
  encrypt,
  exportPrivateKey,
  importPrivateKey,
  importSealingKey,
  randomBytes,
} from './web-crypto.ts';

/** Private keys at rest: AES-256-GCM over PKCS#8, bound to the key's id, so that rows cannot be swapped. */
export interface KeyVault {
  /** Seals an extractable ECDSA private key. Store the bytes beside `keyId`. */
  seal(keyId: string, privateKey: CryptoKey): Promise<Uint8Array<ArrayBuffer>>;
  /** Opens what `seal` made for the same `keyId`; the key signs and cannot be exported. `vault_open_failed` otherwise. */
  open(keyId: string, sealed: Uint8Array): Promise<CryptoKey>;
}

const VERSION = 1;
const IV_LENGTH = 12;
const CURVES: readonly Curve[] = ['P-256', 'P-384'];

/** A vault under a 32-byte master key (`vault_key_invalid` for another length). */
export async function createKeyVault(masterKey: Uint8Array): Promise<KeyVault> {
  if (masterKey.length !== 32) {
    throw new CertificateError('vault_key_invalid', `the vault key has ${masterKey.length} bytes, 32 are needed`);
  }
  const sealingKey = await importSealingKey(masterKey);
  return {
    async seal(keyId, privateKey) {
      const curve = CURVES.indexOf((privateKey.algorithm as EcKeyAlgorithm).namedCurve as Curve);
      if (curve < 0) throw new CertificateError('key_unsupported', `key ${keyId} is not an ECDSA P-256 or P-384 key`);
      const header = Uint8Array.of(VERSION, curve);
      const iv = randomBytes(IV_LENGTH);
      const plain = await exportPrivateKey(privateKey);
      const sealed = await encrypt(sealingKey, iv, context(keyId, header), plain);
      plain.fill(0);
      return concatBytes(header, iv, sealed);
    },
    async open(keyId, sealed) {
      const header = sealed.subarray(0, 2);
      const curve = CURVES[header[1] ?? -1];
      if (header[0] !== VERSION || !curve) {
        throw new CertificateError('vault_open_failed', `key ${keyId}: not a sealed key of version ${VERSION}`);
      }
      const iv = sealed.subarray(2, 2 + IV_LENGTH);
      try {
        const plain = await decrypt(sealingKey, iv, context(keyId, header), sealed.subarray(2 + IV_LENGTH));
        const key = await importPrivateKey(plain, curve);
        plain.fill(0);
        return key;
      } catch (cause) {
        throw new CertificateError('vault_open_failed', `key ${keyId} cannot be opened with this vault key`, cause);
      }
    },
  };
}

function context(keyId: string, header: Uint8Array): Uint8Array {
  return concatBytes(header, new TextEncoder().encode(`jse-key:${keyId}`));
}
