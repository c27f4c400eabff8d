import {
  type Authority,
  generateKeyPair,
  type KeyVault,
  randomSerial,
  readCertificate,
} from '../../certificates/index.ts';
import type { Clock } from '../../clock.ts';
import { fromBase64, newId, sha256Hex, toBase64 } from '../../crypto.ts';
import type { Database } from '../../store/database.ts';
import { lockKey } from '../../store/lock-key.ts';
import type { Row } from '../../store/tables.ts';

/** The kinds of certificate the platform keeps, told apart in the certificate table. */
export type CertificateKind = 'root' | 'issuing' | 'timestamp' | 'ocsp' | 'platform' | 'expert' | 'client' | 'firm';

/** What issuing needs: the key store and the time. */
export interface Issuing {
  readonly vault: KeyVault;
  readonly clock: Clock;
}

/** Whose certificate it is; `owner` is '' for the platform's own services. */
export interface CertificateHolder {
  readonly kind: CertificateKind;
  readonly owner: string;
}

/** The certificate of a holder that is neither revoked nor over at this moment, the one that lasts longest. */
export async function validCertificate(
  db: Database,
  { clock }: Pick<Issuing, 'clock'>,
  { kind, owner }: CertificateHolder,
): Promise<Row<'certificates'> | undefined> {
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

/** The certificate that a holder had last, whatever became of it. */
export async function lastCertificate(
  db: Database,
  { kind, owner }: CertificateHolder,
): Promise<Row<'certificates'> | undefined> {
  return db
    .selectFrom('certificates')
    .selectAll()
    .where('kind', '=', kind)
    .where('owner', '=', owner)
    .orderBy('not_before', 'desc')
    .executeTakeFirst();
}

/**
 * The valid certificate of a holder, issued where there is none. Whoever issues holds the holder's lock, for all
 * processes: two at once make one certificate, and its key is written with it or not at all.
 */
export async function certificateFor(
  db: Database,
  issuing: Issuing,
  holder: CertificateHolder,
  curve: 'P-256' | 'P-384',
  make: (pair: CryptoKeyPair, at: Date, serial: string) => Promise<Uint8Array>,
): Promise<Row<'certificates'>> {
  const found = await validCertificate(db, issuing, holder);
  if (found) return found;
  return inTransaction(db, async (trx) => {
    await lockKey(trx, `certificate:${holder.kind}:${holder.owner}`);
    return (await validCertificate(trx, issuing, holder)) ?? issue(trx, issuing, holder, curve, make);
  });
}

async function issue(
  db: Database,
  { vault, clock }: Issuing,
  { kind, owner }: CertificateHolder,
  curve: 'P-256' | 'P-384',
  make: (pair: CryptoKeyPair, at: Date, serial: string) => Promise<Uint8Array>,
): Promise<Row<'certificates'>> {
  // Backdated, so that a signature made in the same second is not older than its certificate.
  const at = new Date(clock.now().getTime() - 60_000);
  const pair = await generateKeyPair(curve);
  const serial = randomSerial();
  const der = await make(pair, at, serial);
  const { notBefore, notAfter } = readCertificate(der);
  const keyId = newId('key');
  const sealed = toBase64(await vault.seal(keyId, pair.privateKey));
  await db.insertInto('keys').values({ id: keyId, sealed, created_at: clock.now() }).execute();
  return db
    .insertInto('certificates')
    .values({
      serial,
      kind,
      owner,
      issuer: kind === 'root' || kind === 'issuing' ? 'root' : 'issuing',
      der: toBase64(der),
      key_id: keyId,
      not_before: notBefore,
      not_after: notAfter,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Opens the key of a certificate; it signs and cannot be taken out. */
export async function openKey(db: Database, { vault }: Issuing, row: Row<'certificates'>): Promise<Authority> {
  const key = await db.selectFrom('keys').select('sealed').where('id', '=', row.key_id).executeTakeFirstOrThrow();
  return { certificate: fromBase64(row.der), privateKey: await vault.open(row.key_id, fromBase64(key.sealed)) };
}

/** The number that tells a person from his namesakes (EN 319 412-2 4.2.4): of his platform's id, in PrintableString. */
export const subjectNumber = async (owner: string): Promise<string> => (await sha256Hex(owner)).slice(0, 32);

/** Runs in the transaction that is open already, else in one of its own. */
export function inTransaction<T>(db: Database, run: (db: Database) => Promise<T>): Promise<T> {
  return db.isTransaction ? run(db) : db.transaction().execute(run);
}
