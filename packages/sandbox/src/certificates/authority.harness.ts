import {
  type CertificateInput,
  makeFirmCertificate,
  makeIssuingCertificate,
  makeMemberCertificate,
  makeOcspResponderCertificate,
  makePlatformCertificate,
  makeRootCertificate,
  makeTimestampCertificate,
  randomSerial,
  type ServiceSubject,
} from './authority.ts';
import { makeCrl } from './crl.ts';
import { type CertificateStatus, respondToOcspRequest } from './ocsp-responder.ts';
import { ocspRequest } from './ocsp-request.ts';
import { pkiUrls } from './pki-urls.ts';
import { policies } from './policies.ts';
import { readCertificate } from './certificate-details.ts';
import { createKeySigner, type RemoteSigner } from './signer.ts';
import { respondToTimestampQuery } from './timestamp-authority.ts';
import { generateKeyPair } from './web-crypto.ts';
import type { Authority } from './x509-issuer.ts';

/** A whole authority in memory, for tests: signers of each kind, and TSA, OCSP and CRL as clients reach them. */
export interface TestAuthority {
  root: Authority;
  issuing: Authority;
  signer(kind: 'platform' | 'expert' | 'client' | 'firm', name: string): Promise<RemoteSigner>;
  timestampSigner: RemoteSigner;
  ocspSigner: RemoteSigner;
  statuses: Map<string, CertificateStatus>;
  timestamp(query: Uint8Array): Promise<Uint8Array>;
  revocation: {
    ocsp(certificate: Uint8Array, issuer: Uint8Array): Promise<Uint8Array>;
    crl(certificate: Uint8Array): Promise<Uint8Array>;
  };
}

const DAY = 86_400_000;

/** Makes root, issuing authority, TSA and OCSP responder, valid from yesterday. */
export async function makeTestAuthority(now: () => Date = () => new Date()): Promise<TestAuthority> {
  const urls = pkiUrls('https://sandbox.example');
  const at = new Date(now().getTime() - DAY);
  const subject = (commonName: string): ServiceSubject => ({ organization: 'Bac à sable', commonName });
  const rootKeys = await generateKeyPair('P-384');
  const issuingKeys = await generateKeyPair('P-384');
  const { publicKey, privateKey } = rootKeys;
  const root: Authority = {
    privateKey,
    certificate: await makeRootCertificate({ subject: subject('Racine'), publicKey, privateKey, urls, at }),
  };
  const issuing: Authority = {
    privateKey: issuingKeys.privateKey,
    certificate: await makeIssuingCertificate({
      subject: subject('Autorité émettrice'),
      publicKey: issuingKeys.publicKey,
      issuer: root,
      urls,
      at,
    }),
  };
  const chain = [issuing.certificate, root.certificate];
  const statuses = new Map<string, CertificateStatus>();
  const make = async <S>(maker: (input: CertificateInput<S>) => Promise<Uint8Array>, of: S): Promise<RemoteSigner> => {
    const keys = await generateKeyPair();
    const certificate = await maker({ subject: of, publicKey: keys.publicKey, issuer: issuing, urls, at });
    statuses.set(readCertificate(certificate).serial, { status: 'good' });
    return createKeySigner({ certificate, chain, privateKey: keys.privateKey });
  };
  const timestampSigner = await make(makeTimestampCertificate, subject('Horodatage'));
  const ocspSigner = await make(makeOcspResponderCertificate, subject('Répondeur OCSP'));
  return {
    root,
    issuing,
    timestampSigner,
    ocspSigner,
    statuses,
    async signer(kind, name) {
      const [givenName = name, surname = name] = name.split(' ');
      const organization = { organization: name, organizationIdentifier: 'NTRFR-732829320', commonName: name };
      if (kind === 'platform') return make(makePlatformCertificate, organization);
      if (kind === 'firm') return make(makeFirmCertificate, organization);
      const person = { givenName, surname, serialNumber: 'JSE-0001' };
      return make((input) => makeMemberCertificate({ ...input, kind }), person);
    },
    timestamp: (query) =>
      respondToTimestampQuery(query, {
        signer: timestampSigner,
        at: now(),
        serial: randomSerial(),
        policy: policies.timestamp,
      }),
    revocation: {
      ocsp: async (certificate, issuer) =>
        respondToOcspRequest(await ocspRequest(certificate, issuer), {
          signer: ocspSigner,
          at: now(),
          lookup: async (serial) => statuses.get(serial) ?? { status: 'unknown' },
        }),
      crl: () =>
        makeCrl({
          issuer: root,
          revoked: [],
          thisUpdate: at,
          nextUpdate: new Date(now().getTime() + 30 * DAY),
          number: 1,
        }),
    },
  };
}
