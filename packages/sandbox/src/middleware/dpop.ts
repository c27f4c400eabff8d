import { deadlines } from '@jse/sdk/rules';
import { base64url, calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { fromHex } from '../certificates/bytes.ts';
import { sha256Hex } from '../crypto.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import { isProofNonce, proofNonce } from './proof-nonce.ts';

/**
 * Checks the DPoP proof of a request (RFC 9449 §4.3) and returns the key's thumbprint. The URL is compared with the
 * configured public base, never with the Host header; `ath` is demanded when an access token is given. A `jti` is
 * accepted once, for all processes. Fresh is a proof by its `iat`, or by a nonce of ours where the device's clock is off.
 * A proof that comes twice is answered by the demand for a new one: an engine repeats a request of itself, headers and all,
 * where a kept connection was closed under it, and the page would otherwise be refused for a call that it made once.
 */
export async function checkProof(
  deps: Dependencies,
  request: Request,
  accessToken: string | null,
): Promise<{ jkt: string }> {
  const proof = request.headers.get('dpop');
  if (!proof || proof.length > 4096) throw new Refusal('dpop_invalid', 'The DPoP header is missing');
  const now = deps.clock.real();
  const { jkt, jti } = await readProof(deps, proof, request, accessToken, now);
  await rememberProof(deps, `${jkt}:${jti}`, new Date(now.getTime() + 2 * deadlines.proofClockSkew));
  return { jkt };
}

async function readProof(deps: Dependencies, proof: string, request: Request, accessToken: string | null, now: Date) {
  const expected = deps.settings.baseUrl + pathOf(request.url);
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
    });
    const { htm, htu, ath, iat, jti, nonce } = payload;
    if (htm !== request.method) throw new Error('htm is not the method');
    if (htu !== expected) throw new Error(`htu is not ${expected}`);
    if (typeof iat !== 'number') throw new Error('iat is missing');
    if (accessToken !== null && ath !== (await tokenHash(accessToken))) throw new Error('ath is of another token');
    if (typeof jti !== 'string' || jti.length < 8 || jti.length > 200) throw new Error('jti is missing');
    const timely = Math.abs(iat * 1000 - now.getTime()) <= deadlines.proofClockSkew;
    const fresh = typeof nonce === 'string' ? await isProofNonce(deps, nonce) : timely;
    if (!fresh) throw await nonceDemand(deps);
    return { jkt: await calculateJwkThumbprint(protectedHeader.jwk ?? {}), jti };
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(
      'dpop_invalid',
      `The proof of possession is not valid: ${(cause as Error).message}`,
      {},
      { cause },
    );
  }
}

async function rememberProof(deps: Dependencies, jti: string, expires_at: Date): Promise<void> {
  const inserted = await deps.db
    .insertInto('proofs')
    .values({ jti, expires_at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('jti')
    .executeTakeFirst();
  if (!inserted) throw await nonceDemand(deps);
}

/** Tells the page to prove anew, with our nonce (RFC 9449 §8). */
const nonceDemand = async (deps: Dependencies): Promise<Refusal> =>
  new Refusal('use_dpop_nonce', undefined, {}, { headers: { 'dpop-nonce': await proofNonce(deps) } });

async function tokenHash(token: string): Promise<string> {
  return base64url.encode(fromHex(await sha256Hex(token)));
}

function pathOf(url: string): string {
  return new URL(url).pathname;
}
