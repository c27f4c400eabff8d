import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BrowserClient, BrowserClientSettings } from './browser.ts';
import type { ErrorCode } from './contract/index.ts';
import { isJseError, type JseErrorCode } from './errors.ts';
import type { Send } from './http/request.ts';
import type { Ceremony, Collection, Document, Session, Signer } from './schemas/index.ts';
import type { Client, ClientSettings, Handshake } from './server.ts';

// The compiler is the test here; `npm run check` runs it over this file.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};

holds<Equal<Awaited<ReturnType<Client['collections']['get']>>, Collection>>();
holds<Equal<Awaited<ReturnType<BrowserClient['collections']['get']>>, Collection>>();
holds<Equal<Awaited<ReturnType<Client['documents']['upload']>>, Document>>();
holds<Equal<Awaited<ReturnType<BrowserClient['ceremonies']['sign']>>, Ceremony>>();
holds<Equal<Awaited<ReturnType<BrowserClient['session']>>, Session>>();
holds<Equal<ReturnType<Handshake['checkState']>, boolean>>();
holds<
  Equal<
    Collection['state'],
    'draft' | 'prepared' | 'ongoing' | 'completed' | 'refused' | 'expired' | 'cancelled' | 'purged'
  >
>();
holds<Equal<Signer['level'], 'simple' | 'advanced' | 'seal'>>();
holds<Equal<Signer['signedAt'], string | null>>();
holds<ErrorCode extends JseErrorCode ? true : false>();
// A page gets no way to give a secret, nor what only a back end may do.
holds<Equal<Extract<keyof BrowserClientSettings, 'secret' | 'officeToken' | 'userToken'>, never>>();
holds<Equal<Extract<keyof BrowserClient, 'embedSessions' | 'tokens' | 'with'>, never>>();
holds<Equal<Extract<keyof BrowserClient['collections'], 'create' | 'list' | 'evidence'>, never>>();
holds<Equal<Extract<keyof Client, 'ceremonies' | 'session'>, never>>();
holds<Equal<ClientSettings['officeToken'], string>>();

/** Calls that do not fit the contract do not compile. */
export function misuse(send: Send, client: Client): void {
  // @ts-expect-error -- no such operation
  void send('GET', '/transaction/{transactionId}/send', { params: { transactionId: 'x' } });
  // @ts-expect-error -- a parameter of the path is missing
  void send('GET', '/transaction/{transactionId}', { params: {} });
  // @ts-expect-error -- another body than the contract's
  void send('POST', '/transaction/{transactionId}/refusal', { params: { transactionId: 'x' }, body: { why: 'x' } });
  // @ts-expect-error -- the title is required
  void client.collections.create({ message: 'x' });
  // @ts-expect-error -- no such level
  void client.signers.add('x', { order: 1, level: 'qualified' });
}

test('the guard narrows the code', () => {
  const error: unknown = new Error('x');
  if (isJseError(error, 'code_wrong')) holds<Equal<(typeof error)['code'], 'code_wrong' & JseErrorCode>>();
  assert.equal(isJseError(error), false);
});
