import type { HashName, Scheme } from '../src/crypto/algorithms.ts';
import { platformCrypto } from '../src/crypto/crypto-door.ts';
import { UnsupportedAlgorithm, parsePublicKey, type PublicKey } from '../src/crypto/public-key.ts';
import { verifySignature, type SignatureAlgorithm } from '../src/crypto/verify-signature.ts';

/** A group of vectors under one key. */
export interface Group {
  readonly type: string;
  readonly sha?: string;
  readonly mgfSha?: string;
  readonly sLen?: number;
  readonly publicKeyDer?: string;
  readonly publicKeyAsn?: string;
  readonly publicKey: { readonly modulus?: string; readonly publicExponent?: string };
  readonly tests: {
    tcId: number;
    comment: string;
    msg: string;
    sig: string;
    result: 'valid' | 'invalid' | 'acceptable';
    flags: string[];
  }[];
}

/** The vector files of the corpus. */
export const vectorFiles = [
  'ecdsa_brainpoolP256r1_sha256_test',
  'ecdsa_brainpoolP384r1_sha384_test',
  'ecdsa_secp256r1_sha256_p1363_test',
  'ecdsa_secp256r1_sha256_test',
  'ecdsa_secp256r1_sha3_256_test',
  'ecdsa_secp384r1_sha384_test',
  'ecdsa_secp521r1_sha512_test',
  'ed25519_test',
  'ed448_test',
  'rsa_pss_2048_sha256_mgf1_32_params_test',
  'rsa_pss_2048_sha256_mgf1_32_test',
  'rsa_pss_4096_sha512_mgf1_64_test',
  'rsa_pss_misc_params_test',
  'rsa_signature_2048_sha256_test',
  'rsa_signature_2048_sha3_256_test',
  'rsa_signature_3072_sha512_test',
];

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const schemes: Record<string, Scheme> = {
  EcdsaVerify: 'ecdsa',
  EcdsaP1363Verify: 'plain-ecdsa',
  RsassaPkcs1Verify: 'rsa-pkcs1',
  RsassaPssVerify: 'rsa-pss',
  RsassaPssWithParametersVerify: 'rsa-pss',
};

/** How many vectors there are, which were judged otherwise than they must be, and how those were that may be either. */
export interface JudgedVectors {
  counted: number;
  wrong: string[];
  /** "tcId comment [flags]" and what it came to. */
  acceptable: Record<string, boolean | string | null>;
}

/** Judges all vectors of a file. */
export async function judgeVectors(groups: readonly Group[]): Promise<JudgedVectors> {
  const wrong: string[] = [];
  const acceptable: JudgedVectors['acceptable'] = {};
  let counted = 0;
  for (const group of groups) {
    const key = keyOf(group);
    for (const { tcId, comment, msg, sig, result, flags } of group.tests) {
      const holds = key && (await outcome(group, key, bytesOf(msg), bytesOf(sig)));
      counted++;
      if (result === 'acceptable') acceptable[`${tcId} ${comment} [${flags.join(' ')}]`] = holds;
      else if (holds !== (result === 'valid')) wrong.push(`${tcId} ${result} [${flags.join(' ')}] got ${holds}`);
    }
  }
  return { counted, wrong, acceptable };
}

function keyOf({ publicKeyDer, publicKey, publicKeyAsn }: Group): PublicKey | null {
  if (publicKeyDer) return parsePublicKey(bytesOf(publicKeyDer));
  if (!publicKeyAsn || !publicKey.modulus || !publicKey.publicExponent) return null;
  const modulus = BigInt(`0x${publicKey.modulus}`);
  const exponent = BigInt(`0x${publicKey.publicExponent}`);
  return { kind: 'rsa', modulus, exponent, bits: modulus.toString(2).length };
}

async function outcome(
  group: Group,
  key: PublicKey,
  message: Uint8Array,
  signature: Uint8Array,
): Promise<boolean | string> {
  const hash = hashName(group.sha ?? 'SHA-512');
  const scheme = key.kind === 'ed25519' || key.kind === 'ed448' ? key.kind : (schemes[group.type] as Scheme);
  const maskHash = hashName(group.mgfSha ?? group.sha ?? 'SHA-256');
  const pss = { hash, maskHash, saltLength: group.sLen ?? 0 };
  const algorithm: SignatureAlgorithm = scheme === 'rsa-pss' ? { scheme, hash, pss } : { scheme, hash };
  try {
    return await verifySignature(platformCrypto(), key, algorithm, message, signature);
  } catch (error) {
    if (error instanceof UnsupportedAlgorithm) return error.message;
    throw error;
  }
}

const hashName = (name: string): HashName => (name === 'SHA-512/256' ? name : (name as HashName));
