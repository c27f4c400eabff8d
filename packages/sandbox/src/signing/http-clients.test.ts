import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeTestAuthority } from '../certificates/authority.harness.ts';
import { respondToOcspRequest } from '../certificates/ocsp-responder.ts';
import { pkiUrls } from '../certificates/pki-urls.ts';
import { makeDocument } from './documents.harness.ts';
import { createRevocationClient, createTimestampClient, type Fetch } from './http-clients.ts';
import { prepareDocument } from './prepare-document.ts';
import { signField } from './sign-field.ts';

describe('services reached by HTTP', () => {
  test('a B-LTA signature asks exactly the addresses that the certificates name', async () => {
    const authority = await makeTestAuthority();
    const urls = pkiUrls('https://sandbox.example');
    const asked: string[] = [];
    const fetch: Fetch = async (request) => {
      asked.push(`${request.method} ${request.url} ${request.headers.get('content-type') ?? ''}`.trim());
      const body = new Uint8Array(await request.arrayBuffer());
      const lookup = async (serial: string) => authority.statuses.get(serial) ?? { status: 'unknown' as const };
      const answers: Record<string, () => Promise<Uint8Array>> = {
        [urls.timestamp]: () => authority.timestamp(body),
        [urls.ocsp]: () => respondToOcspRequest(body, { signer: authority.ocspSigner, at: new Date(), lookup }),
        [urls.rootCrl]: () => authority.revocation.crl(authority.issuing.certificate),
      };
      const answer = answers[request.url];
      return answer ? new Response(new Uint8Array(await answer())) : new Response(null, { status: 404 });
    };
    const bytes = await prepareDocument(await makeDocument(), [{ name: 'a', tooltip: 'a', placement: null }]);
    await signField({
      bytes,
      fieldName: 'a',
      appearance: null,
      name: 'Jean Dupont',
      at: new Date(),
      signer: await authority.signer('expert', 'Jean Dupont'),
      level: 'B-LTA',
      timestamp: createTimestampClient({ url: urls.timestamp, fetch }),
      revocation: createRevocationClient({ fetch }),
    });
    const timestamp = `POST ${urls.timestamp} application/timestamp-query`;
    const ocsp = `POST ${urls.ocsp} application/ocsp-request`;
    assert.deepEqual(asked, [timestamp, ocsp, `GET ${urls.rootCrl}`, ocsp, timestamp]);
  });

  test('an error answer is an error of the service', async () => {
    const fetch: Fetch = async () => new Response('no', { status: 503 });
    const client = createTimestampClient({ url: 'https://sandbox.example/pki/tsa', fetch });
    await assert.rejects(client(new Uint8Array(3)), /answered 503/u);
  });
});
