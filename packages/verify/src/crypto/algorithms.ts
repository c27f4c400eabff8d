/** Hash functions by their usual names. */
export type HashName =
  | 'MD5'
  | 'SHA-1'
  | 'SHA-224'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA-512/256'
  | 'SHA3-224'
  | 'SHA3-256'
  | 'SHA3-384'
  | 'SHA3-512'
  | 'RIPEMD-160'
  | 'SHAKE128'
  | 'SHAKE256';

/** Hash functions by OID. SHAKE256 has 64 bytes of output in CMS (RFC 8702, RFC 8419), SHAKE128 32. */
export const hashByOid: Readonly<Record<string, HashName>> = {
  '1.2.840.113549.2.5': 'MD5',
  '1.3.14.3.2.26': 'SHA-1',
  '2.16.840.1.101.3.4.2.4': 'SHA-224',
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
  '2.16.840.1.101.3.4.2.6': 'SHA-512/256',
  '2.16.840.1.101.3.4.2.7': 'SHA3-224',
  '2.16.840.1.101.3.4.2.8': 'SHA3-256',
  '2.16.840.1.101.3.4.2.9': 'SHA3-384',
  '2.16.840.1.101.3.4.2.10': 'SHA3-512',
  '2.16.840.1.101.3.4.2.11': 'SHAKE128',
  '2.16.840.1.101.3.4.2.12': 'SHAKE256',
  '2.16.840.1.101.3.4.2.18': 'SHAKE256',
  '1.3.36.3.2.1': 'RIPEMD-160',
};

/** How a signature value is made. `plain-ecdsa` is r‖s (BSI TR-03111), `ecdsa` the DER form. */
export type Scheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'plain-ecdsa' | 'dsa' | 'ed25519' | 'ed448';

/** A signature algorithm; `hash` is absent where the OID leaves it to the digest algorithm or the parameters. */
export interface SignatureScheme {
  readonly scheme: Scheme;
  readonly hash?: HashName;
}

const withHash = (scheme: Scheme, prefix: string, hashes: Record<number, HashName>): [string, SignatureScheme][] =>
  Object.entries(hashes).map(([last, hash]) => [`${prefix}.${last}`, { scheme, hash }]);

const sha3Signatures = '2.16.840.1.101.3.4.3';

/** Signature algorithms by OID. */
export const signatureByOid: Readonly<Record<string, SignatureScheme>> = Object.fromEntries([
  ['1.2.840.113549.1.1.1', { scheme: 'rsa-pkcs1' }],
  ...withHash('rsa-pkcs1', '1.2.840.113549.1.1', {
    4: 'MD5',
    5: 'SHA-1',
    11: 'SHA-256',
    12: 'SHA-384',
    13: 'SHA-512',
    14: 'SHA-224',
    16: 'SHA-512/256',
  }),
  ['1.3.14.3.2.29', { scheme: 'rsa-pkcs1', hash: 'SHA-1' }],
  ['1.3.36.3.3.1.2', { scheme: 'rsa-pkcs1', hash: 'RIPEMD-160' }],
  ...withHash('rsa-pkcs1', sha3Signatures, { 13: 'SHA3-224', 14: 'SHA3-256', 15: 'SHA3-384', 16: 'SHA3-512' }),
  ['1.2.840.113549.1.1.10', { scheme: 'rsa-pss' }],
  ['1.2.840.10045.2.1', { scheme: 'ecdsa' }],
  ['1.2.840.10045.4.1', { scheme: 'ecdsa', hash: 'SHA-1' }],
  ...withHash('ecdsa', '1.2.840.10045.4.3', { 1: 'SHA-224', 2: 'SHA-256', 3: 'SHA-384', 4: 'SHA-512' }),
  ...withHash('ecdsa', sha3Signatures, { 9: 'SHA3-224', 10: 'SHA3-256', 11: 'SHA3-384', 12: 'SHA3-512' }),
  ...withHash('ecdsa', '1.3.6.1.5.5.7.6', { 32: 'SHAKE128', 33: 'SHAKE256' }),
  ...withHash('plain-ecdsa', '0.4.0.127.0.7.1.1.4.1', {
    1: 'SHA-1',
    2: 'SHA-224',
    3: 'SHA-256',
    4: 'SHA-384',
    5: 'SHA-512',
    6: 'RIPEMD-160',
    8: 'SHA3-224',
    9: 'SHA3-256',
    10: 'SHA3-384',
    11: 'SHA3-512',
  }),
  ['1.2.840.10040.4.1', { scheme: 'dsa' }],
  ['1.2.840.10040.4.3', { scheme: 'dsa', hash: 'SHA-1' }],
  ...withHash('dsa', sha3Signatures, { 1: 'SHA-224', 2: 'SHA-256', 3: 'SHA-384', 4: 'SHA-512' }),
  ...withHash('dsa', sha3Signatures, { 5: 'SHA3-224', 6: 'SHA3-256', 7: 'SHA3-384', 8: 'SHA3-512' }),
  ['1.3.101.112', { scheme: 'ed25519' }],
  ['1.3.101.113', { scheme: 'ed448' }],
] satisfies [string, SignatureScheme][]);

/** Elliptic curves by OID; WebCrypto knows the `P-` ones. */
export const curveByOid: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
};
