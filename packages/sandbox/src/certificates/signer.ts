import { ecdsaSignatureValue } from './der.ts';
import { signBytes } from './web-crypto.ts';

/**
 * A key that signs somewhere else: the vault, or a remote service after the CSC API. `sign` takes the bytes to be
 * signed (a service that wants a digest hashes them with SHA-256) and gives the signature value as CMS carries it:
 * an ECDSA-Sig-Value for EC keys, the PKCS#1 v1.5 signature for RSA keys.
 */
export interface RemoteSigner {
  /** DER. */
  certificate: Uint8Array;
  /** DER, from the certificate's issuer up to the root, the root included or not. */
  chain: readonly Uint8Array[];
  algorithm: 'ecdsa-sha256' | 'rsa-sha256';
  sign(toBeSigned: Uint8Array): Promise<Uint8Array>;
}

/** A signer over a WebCrypto private key (ECDSA P-256 or P-384, or RSASSA-PKCS1-v1_5 with SHA-256). */
export function createKeySigner(key: {
  certificate: Uint8Array;
  chain: readonly Uint8Array[];
  privateKey: CryptoKey;
}): RemoteSigner {
  const { certificate, chain, privateKey } = key;
  const elliptic = privateKey.algorithm.name === 'ECDSA';
  return {
    certificate,
    chain,
    algorithm: elliptic ? 'ecdsa-sha256' : 'rsa-sha256',
    async sign(toBeSigned) {
      const raw = await signBytes(privateKey, toBeSigned);
      return elliptic ? ecdsaSignatureValue(raw) : raw;
    },
  };
}

/** AlgorithmIdentifier of each kind of signature (RFC 5758, RFC 4055). */
export const SIGNATURE_ALGORITHMS = {
  'ecdsa-sha256': { algorithm: '1.2.840.10045.4.3.2' },
  'rsa-sha256': { algorithm: '1.2.840.113549.1.1.11', parameters: null },
} as const;
