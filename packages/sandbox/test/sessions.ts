import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { baseUrl, editor, origin, type Platform } from './platform.ts';

/** A page's key, as WebCrypto holds it. */
export interface PageKey {
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/** A session as a test holds it: the token and the key that it is bound to. */
export interface HeldSession {
  readonly token: string;
  readonly key: PageKey;
}

/** Makes a page's key. */
export const makeKey = (): Promise<PageKey> => generateKeyPair('ES256', { extractable: true });

/** A DPoP proof (RFC 9449) for one request. */
export async function prove(key: PageKey, method: string, url: string, token?: string): Promise<string> {
  const jwk = await exportJWK(key.publicKey);
  const claims = { htm: method, htu: url.split('?')[0] ?? url, jti: crypto.randomUUID(), ...(await hashed(token)) };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
    .setIssuedAt()
    .sign(key.privateKey);
}

async function hashed(token: string | undefined): Promise<{ ath?: string }> {
  if (token === undefined) return {};
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  return { ath: Buffer.from(digest).toString('base64url') };
}

/** The key's thumbprint, to which a session is bound. */
export const thumbprint = async (key: PageKey): Promise<string> =>
  calculateJwkThumbprint(await exportJWK(key.publicKey));

/** Redeems an embed code or an invitation as a page of `from` does; the raw answer. */
export async function redeem(
  platform: Platform,
  given: { readonly code?: string; readonly invitation?: string },
  key: PageKey,
  from: string | undefined = origin,
): Promise<Response> {
  const url = `${baseUrl}/editor/${editor.shortcut}/session`;
  const headers = { 'content-type': 'application/json', dpop: await prove(key, 'POST', url) };
  const request = new Request(url, { method: 'POST', headers, body: JSON.stringify(given) });
  return platform.sandbox.fetch(request, from === undefined ? {} : { origin: from });
}

/** Opens a session and expects it to open. */
export async function openSession(
  platform: Platform,
  given: { readonly code?: string; readonly invitation?: string },
): Promise<HeldSession> {
  const key = await makeKey();
  const response = await redeem(platform, given, key);
  if (response.status !== 201) throw new Error(`The session did not open: ${await response.text()}`);
  const { accessToken } = (await response.json()) as { accessToken: string };
  return { token: accessToken, key };
}

/** The headers of a call in a session. */
export async function sessionHeaders(
  session: HeldSession,
  method: string,
  url: string,
): Promise<Record<string, string>> {
  return { authorization: `DPoP ${session.token}`, dpop: await prove(session.key, method, url, session.token) };
}
