import type { SignatureLevel } from '@jse/sdk/rules';
import {
  type Authority,
  type CertificateStatus,
  createKeySigner,
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
  type RemoteSigner,
} from '../certificates/index.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../store/database.ts';
import type { Row } from '../store/tables.ts';
import {
  certificateFor,
  type CertificateHolder,
  type CertificateKind,
  openKey,
  subjectNumber,
  validCertificate,
} from './people/issued-certificates.ts';

/** A person as his certificate names him. */
export interface CertifiedPerson {
  readonly kind: 'expert' | 'client';
  /** A member's person id, or a client's key. */
  readonly owner: string;
  readonly firstName: string;
  readonly lastName: string;
}

/**
 * The platform's certificate authority, timestamp authority and key store; private keys never leave it. `db` is the
 * transaction of the call where there is one: the embedded database has no second connection.
 */
export interface Pki {
  readonly rootCertificate: Uint8Array;
  readonly issuingCertificate: Uint8Array;
  timestampSigner(db?: Database): Promise<RemoteSigner>;
  ocspSigner(db?: Database): Promise<RemoteSigner>;
  /** The signer for a level: the platform's at simple, else the holder's own where his certificate is valid now. */
  signerFor(db: Database, level: SignatureLevel, holder: CertificateHolder): Promise<RemoteSigner | undefined>;
  /** The person's valid certificate, issued where he has none. */
  ensurePerson(db: Database, person: CertifiedPerson): Promise<Row<'certificates'>>;
  /** The firm's valid certificate for seals, issued where it has none. */
  ensureFirm(db: Database, firm: Pick<Row<'firms'>, 'id' | 'name' | 'siren'>): Promise<Row<'certificates'>>;
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
type Service = Extract<CertificateKind, 'timestamp' | 'ocsp' | 'platform'>;

const organization = 'Je Signe Expert (bac à sable)';
const day = 86_400_000;

/** Opens the authority, or founds it on first start; its keys stay with the data, encrypted. */
export async function openPki(context: Context): Promise<Pki> {
  const { db, clock } = context;
  const urls = pkiUrls(context.baseUrl);
  const service = (commonName: string) => ({ organization, commonName });

  const root = await authorityOf(context, 'root', ({ publicKey, privateKey }, at, serial) =>
    makeRootCertificate({
      subject: service('Je Signe Expert – racine de test'),
      publicKey,
      privateKey,
      urls,
      at,
      serial,
    }),
  );
  const issuing = await authorityOf(context, 'issuing', ({ publicKey }, at, serial) =>
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
  const signerOf = async (database: Database, row: Row<'certificates'>) =>
    createKeySigner({ ...(await openKey(database, context, row)), chain });

  const makeService = (kind: Service) => (pair: CryptoKeyPair, at: Date, serial: string) => {
    const common = { publicKey: pair.publicKey, issuer: issuing, urls, at, serial };
    if (kind === 'timestamp') return makeTimestampCertificate({ ...common, subject: service('Horodatage de test') });
    if (kind === 'ocsp') return makeOcspResponderCertificate({ ...common, subject: service('OCSP de test') });
    const subject = {
      organization,
      organizationIdentifier: 'NTRFR-000000000',
      commonName: 'Je Signe Expert – plateforme',
    };
    return makePlatformCertificate({ ...common, subject });
  };
  const opened = new Map<Service, { readonly until: Date; readonly signer: RemoteSigner }>();
  /** A service's signer; its certificate is renewed when it is over. */
  const serviceSigner = async (kind: Service, database: Database): Promise<RemoteSigner> => {
    const known = opened.get(kind);
    if (known && known.until > clock.now()) return known.signer;
    const row = await certificateFor(database, context, { kind, owner: '' }, 'P-256', makeService(kind));
    const signer = await signerOf(database, row);
    // What another transaction may still undo is not remembered.
    if (!database.isTransaction) opened.set(kind, { until: row.not_after, signer });
    return signer;
  };
  for (const kind of ['timestamp', 'ocsp', 'platform'] as const) await serviceSigner(kind, db);

  return {
    rootCertificate: root.certificate,
    issuingCertificate: issuing.certificate,
    timestampSigner: (database = db) => serviceSigner('timestamp', database),
    ocspSigner: (database = db) => serviceSigner('ocsp', database),
    async signerFor(database, level, holder) {
      if (level === 'simple') return serviceSigner('platform', database);
      const row = await validCertificate(database, context, holder);
      return row && signerOf(database, row);
    },
    async ensurePerson(database, { kind, owner, firstName, lastName }) {
      const subject = { givenName: firstName, surname: lastName, serialNumber: await subjectNumber(owner) };
      return certificateFor(database, context, { kind, owner }, 'P-256', ({ publicKey }, at, serial) =>
        makeMemberCertificate({ subject, kind, publicKey, issuer: issuing, urls, at, serial }),
      );
    },
    async ensureFirm(database, firm) {
      const subject = {
        organization: firm.name,
        organizationIdentifier: `NTRFR-${firm.siren}`,
        commonName: firm.name,
      };
      return certificateFor(database, context, { kind: 'firm', owner: firm.id }, 'P-256', ({ publicKey }, at, serial) =>
        makeFirmCertificate({ subject, publicKey, issuer: issuing, urls, at, serial }),
      );
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

async function authorityOf(
  context: Context,
  kind: 'root' | 'issuing',
  make: (pair: CryptoKeyPair, at: Date, serial: string) => Promise<Uint8Array>,
): Promise<Authority> {
  const row = await certificateFor(context.db, context, { kind, owner: '' }, 'P-384', make);
  return openKey(context.db, context, row);
}
