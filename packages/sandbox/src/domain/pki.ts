import type { SignatureLevel } from '@jse/sdk/rules';
import {
  type Authority,
  type CertificateStatus,
  createKeySigner,
  generateKeyPair,
  type KeyVault,
  makeCrl,
  makeFirmCertificate,
  makeIssuingCertificate,
  makeMemberCertificate,
  makeOcspResponderCertificate,
  makePlatformCertificate,
  makeRootCertificate,
  makeTimestampCertificate,
  pkiUrls,
  randomSerial,
  readCertificate,
  type RemoteSigner,
} from '../certificates/index.ts';
import type { Clock } from '../clock.ts';
import { fromBase64, newId, toBase64 } from '../crypto.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';

/** The kinds of certificate the platform keeps, told apart in the certificate table. */
export type CertificateKind = 'root' | 'issuing' | 'timestamp' | 'ocsp' | 'platform' | 'expert' | 'client' | 'firm';

/** The platform's certificate authority, timestamp authority and key store; private keys never leave it. */
export interface Pki {
  readonly rootCertificate: Uint8Array;
  readonly issuingCertificate: Uint8Array;
  readonly timestampSigner: RemoteSigner;
  readonly ocspSigner: RemoteSigner;
  /** The signer for a level: the platform's at simple, the person's own at advanced, the firm's for a seal. */
  signerFor(
    level: SignatureLevel,
    owner: { personId: string | null; firmId: string },
  ): Promise<RemoteSigner | undefined>;
  /** Issues a person's certificate where he has no valid one. */
  ensurePerson(person: Row<'people'>, kind: 'expert' | 'client'): Promise<void>;
  /** Issues a firm's seal certificate where it has no valid one. */
  ensureFirm(firm: Pick<Row<'firms'>, 'id' | 'name' | 'siren'>): Promise<void>;
  /** Status of a certificate of the issuing authority, at this moment. */
  statusOf(serial: string): Promise<CertificateStatus>;
  /** The current CRL (DER) of an authority. */
  crl(authority: 'root' | 'issuing'): Promise<Uint8Array>;
}

interface Context {
  readonly db: Database;
  readonly vault: KeyVault;
  readonly clock: Clock;
  readonly baseUrl: string;
}

const organization = 'Je Signe Expert (bac à sable)';
const day = 86_400_000;

/** Opens the authority, or founds it on first start; its keys stay with the data, encrypted. */
export async function openPki(context: Context): Promise<Pki> {
  const { db, clock, baseUrl } = context;
  const urls = pkiUrls(baseUrl);
  const service = (commonName: string) => ({ organization, commonName });

  const root = await holderOf(context, 'root', '', 'P-384', ({ publicKey, privateKey }, at, serial) =>
    makeRootCertificate({
      subject: service('Je Signe Expert – racine de test'),
      publicKey,
      privateKey,
      urls,
      at,
      serial,
    }),
  );
  const issuing = await holderOf(context, 'issuing', '', 'P-384', ({ publicKey }, at, serial) =>
    makeIssuingCertificate({
      subject: service('Je Signe Expert – AC de test'),
      publicKey,
      issuer: root,
      urls,
      at,
      serial,
    }),
  );
  const chain = [issuing.certificate, root.certificate];
  const serviceHolder = async (kind: 'timestamp' | 'ocsp' | 'platform') =>
    createKeySigner({
      ...(await holderOf(context, kind, '', 'P-256', ({ publicKey }, at, serial) => {
        const common = { publicKey, issuer: issuing, urls, at, serial };
        if (kind === 'timestamp')
          return makeTimestampCertificate({ ...common, subject: service('Horodatage de test') });
        if (kind === 'ocsp') return makeOcspResponderCertificate({ ...common, subject: service('OCSP de test') });
        const organizationIdentifier = 'NTRFR-000000000';
        const subject = { organization, organizationIdentifier, commonName: 'Je Signe Expert – plateforme' };
        return makePlatformCertificate({ ...common, subject });
      })),
      chain,
    });

  const platform = await serviceHolder('platform');
  const valid = (kind: CertificateKind, owner: string) => validCertificate(context, kind, owner);
  const signerOf = async (row: Row<'certificates'> | undefined) =>
    row ? createKeySigner({ ...(await openHolder(context, row)), chain }) : undefined;

  return {
    rootCertificate: root.certificate,
    issuingCertificate: issuing.certificate,
    timestampSigner: await serviceHolder('timestamp'),
    ocspSigner: await serviceHolder('ocsp'),
    async signerFor(level, { personId, firmId }) {
      if (level === 'simple') return platform;
      if (level === 'seal') return signerOf(await valid('firm', firmId));
      if (!personId) return undefined;
      return signerOf((await valid('expert', personId)) ?? (await valid('client', personId)));
    },
    async ensurePerson(person, kind) {
      await holderOf(context, kind, person.id, 'P-256', ({ publicKey }, at, serial) => {
        const subject = { givenName: person.first_name, surname: person.last_name, serialNumber: person.id };
        return makeMemberCertificate({ subject, kind, publicKey, issuer: issuing, urls, at, serial });
      });
    },
    async ensureFirm(firm) {
      await holderOf(context, 'firm', firm.id, 'P-256', ({ publicKey }, at, serial) => {
        const subject = {
          organization: firm.name,
          organizationIdentifier: `NTRFR-${firm.siren}`,
          commonName: firm.name,
        };
        return makeFirmCertificate({ subject, publicKey, issuer: issuing, urls, at, serial });
      });
    },
    async statusOf(serial) {
      const row = await db.selectFrom('certificates').selectAll().where('serial', '=', serial).executeTakeFirst();
      if (!row || row.issuer !== 'issuing') return { status: 'unknown' };
      if (row.revoked_at) return { status: 'revoked', at: row.revoked_at, reason: row.reason ?? 'unspecified' };
      return { status: 'good' };
    },
    async crl(authority) {
      const rows = await db
        .selectFrom('certificates')
        .selectAll()
        .where('issuer', '=', authority)
        .where('revoked_at', 'is not', null)
        .execute();
      const now = clock.now();
      return makeCrl({
        issuer: authority === 'root' ? root : issuing,
        revoked: rows.map(({ serial, revoked_at, reason }) => ({
          serial,
          at: revoked_at ?? now,
          reason: reason ?? 'unspecified',
        })),
        thisUpdate: now,
        nextUpdate: new Date(now.getTime() + day),
        number: now.getTime(),
      });
    },
  };
}

/** The certificate and key of an owner: the valid ones on file, else newly issued by `make`. */
async function holderOf(
  context: Context,
  kind: CertificateKind,
  owner: string,
  curve: 'P-256' | 'P-384',
  make: (pair: CryptoKeyPair, at: Date, serial: string) => Promise<Uint8Array>,
): Promise<Authority> {
  const found = await validCertificate(context, kind, owner);
  if (found) return openHolder(context, found);
  const { db, vault, clock } = context;
  // Backdated, so that a signature made in the same second is not older than its certificate.
  const at = new Date(clock.now().getTime() - 60_000);
  const pair = await generateKeyPair(curve);
  const serial = randomSerial();
  const certificate = await make(pair, at, serial);
  const { notBefore, notAfter } = readCertificate(certificate);
  const keyId = newId('key');
  const sealed = toBase64(await vault.seal(keyId, pair.privateKey));
  const issuer = kind === 'root' || kind === 'issuing' ? 'root' : 'issuing';
  await db.transaction().execute(async (trx) => {
    await trx.insertInto('keys').values({ id: keyId, sealed, created_at: clock.now() }).execute();
    await trx
      .insertInto('certificates')
      .values({
        serial,
        kind,
        owner,
        issuer,
        der: toBase64(certificate),
        key_id: keyId,
        not_before: notBefore,
        not_after: notAfter,
      })
      .execute();
  });
  return { certificate, privateKey: await vault.open(keyId, fromBase64(sealed)) };
}

async function validCertificate({ db, clock }: Context, kind: CertificateKind, owner: string) {
  return db
    .selectFrom('certificates')
    .selectAll()
    .where('kind', '=', kind)
    .where('owner', '=', owner)
    .where('revoked_at', 'is', null)
    .where('not_after', '>', clock.now())
    .orderBy('not_after', 'desc')
    .executeTakeFirst();
}

async function openHolder({ db, vault }: Context, row: Row<'certificates'>): Promise<Authority> {
  const key = await db.selectFrom('keys').select('sealed').where('id', '=', row.key_id).executeTakeFirstOrThrow();
  return { certificate: fromBase64(row.der), privateKey: await vault.open(row.key_id, fromBase64(key.sealed)) };
}
