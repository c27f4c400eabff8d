import type { Context } from 'hono';
import { policies, randomSerial, respondToOcspRequest, respondToTimestampQuery } from '../certificates/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { readBody, requireType } from '../middleware/read-body.ts';
import type { App, Bindings } from '../route.ts';

const maxQuery = 64 * 1024;

/** The authority's public services: certificates, CRLs (RFC 5280), OCSP (RFC 6960) and timestamps (RFC 3161). */
export function pkiRoutes(app: App, { pki, clock }: Dependencies): void {
  const file = (bytes: Uint8Array, type: string) =>
    new Response(bytes.slice(), { headers: { 'content-type': type, 'cache-control': 'no-store' } });
  app.get('/pki/root.cer', () => file(pki.rootCertificate, 'application/pkix-cert'));
  app.get('/pki/issuing.cer', () => file(pki.issuingCertificate, 'application/pkix-cert'));
  app.get('/pki/root.crl', async () => file(await pki.crl('root'), 'application/pkix-crl'));
  app.get('/pki/issuing.crl', async () => file(await pki.crl('issuing'), 'application/pkix-crl'));
  app.post('/pki/tsa', async (context) => {
    const query = await queryOf(context, 'application/timestamp-query');
    const options = {
      signer: await pki.timestampSigner(),
      at: clock.now(),
      serial: randomSerial(),
      policy: policies.timestamp,
    };
    return file(await respondToTimestampQuery(query, options), 'application/timestamp-reply');
  });
  app.post('/pki/ocsp', async (context) => {
    const query = await queryOf(context, 'application/ocsp-request');
    const options = { lookup: pki.statusOf, signer: await pki.ocspSigner(), at: clock.now() };
    return file(await respondToOcspRequest(query, options), 'application/ocsp-response');
  });
}

async function queryOf({ req }: Context<{ Bindings: Bindings }>, type: string): Promise<Uint8Array> {
  requireType(req.raw, type);
  return readBody(req.raw, maxQuery);
}
