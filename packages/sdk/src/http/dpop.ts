import { generateKeyPair, generateProof, type KeyPair } from 'dpop';
import { JseError } from '../errors.ts';

/** Makes proofs of possession (RFC 9449) with one key of its own. */
export interface Prover {
  /** The `DPoP` header of one attempt; `accessToken` binds it to a session (`ath`). */
  readonly prove: (method: string, url: string, accessToken?: string) => Promise<string>;
  /** Keeps the platform's nonce for the next proof (RFC 9449 §8.2). */
  readonly remember: (response: Response) => void;
}

/** A prover whose P-256 key is made at the first proof, cannot be exported, and lives as long as the prover. */
export function createProver(): Prover {
  let pair: Promise<KeyPair> | undefined;
  let nonce: string | undefined;
  return {
    async prove(method, url, accessToken) {
      requireSecureContext();
      pair ??= generateKeyPair('ES256', { extractable: false });
      const { origin, pathname } = new URL(url);
      return generateProof(await pair, origin + pathname, method, nonce, accessToken);
    },
    remember(response) {
      nonce = response.headers.get('dpop-nonce') ?? nonce;
    },
  };
}

/** Browsers give no keys to pages that came over plain http (localhost excepted). */
export function requireSecureContext(): void {
  const { isSecureContext, crypto } = globalThis as { isSecureContext?: boolean; crypto?: { subtle?: unknown } };
  if (isSecureContext !== false && crypto?.subtle !== undefined) return;
  throw new JseError('insecure_context', 'The page was not loaded over https (or from localhost)');
}
