import { type PDF, PdfStream } from '@libpdf/core';
import { toHex } from '../certificates/bytes.ts';
import { readCertificate } from '../certificates/certificate-details.ts';
import { certificatesOf, signerCertificateOf } from '../certificates/signed-data.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { SigningError } from './errors.ts';
import { openDocument } from './open-document.ts';
import { addValidationData } from './security-store.ts';
import { requestTimestamp } from './timestamp-token.ts';
import { readSignedValues, type SignedValue, signatureTimestampOf } from './signed-values.ts';
import type { RevocationClient, TimestampClient } from './types.ts';
import { collectValidationData, type ValidationData } from './validation-data.ts';

/** A renewed document; `incomplete` names certificates for which no validation data could be had any more. */
export interface RenewedDocument {
  bytes: Uint8Array;
  incomplete: string[];
}

/**
 * Renews a signed document for the long term (EN 319 142-1 5.4.3, 6.3): one revision with validation data for what the
 * last timestamps rest on, gathered now, then one with a document timestamp over all of it. Data for the newest
 * timestamp is a must (`revocation_unavailable`, `chain_incomplete`); an older or foreign signature's is added where its
 * authority answers. A certificate revoked since is no obstacle: the answer that says when goes into the store. Throws
 * `document_not_signed` where there is nothing to renew, else as `signField` does.
 */
export async function renewDocument(
  bytes: Uint8Array,
  services: { timestamp: TimestampClient; revocation: RevocationClient },
): Promise<RenewedDocument> {
  const pdf = await openDocument(bytes);
  const values = readSignedValues(pdf);
  if (values.length === 0) throw new SigningError('document_not_signed', 'the document carries no signature');
  const newest = newestTimestamps(values);
  // What will stamp is asked beforehand: its own data lies under its timestamp, should nobody renew that one.
  const next = await requestTimestamp(bytes.subarray(0, 64), services.timestamp);
  const pool = [...carried(next), ...values.flatMap(({ value }) => carried(value)), ...storedCertificates(pdf)];
  const data: ValidationData = { certificates: [], ocspResponses: [], crls: [] };
  const incomplete: string[] = [];
  for (const { end, must } of ends(values, newest, next)) {
    try {
      const found = await collectValidationData([end], pool, services.revocation, { revoked: 'kept' });
      data.certificates.push(...found.certificates);
      data.ocspResponses.push(...found.ocspResponses);
      data.crls.push(...found.crls);
    } catch (error) {
      if (must || !(error instanceof SigningError)) throw error;
      incomplete.push(readCertificate(end).commonName);
    }
  }
  const validated = await addValidationData(bytes, data);
  return { bytes: await addDocumentTimestamp(validated, services.timestamp), incomplete };
}

/** The newest document timestamp; where there is none, the signature timestamps, which nothing protects yet. */
function newestTimestamps(values: readonly SignedValue[]): Uint8Array[] {
  const last = values.findLast(({ kind }) => kind === 'timestamp');
  if (last) return [last.value];
  return values.flatMap(({ value }) => timestampIn(value) ?? []);
}

/** The end certificates whose validation data is wanted, each once; those of the newest timestamps are a must. */
function ends(
  values: readonly SignedValue[],
  newest: readonly Uint8Array[],
  next: Uint8Array,
): { end: Uint8Array; must: boolean }[] {
  const found = new Map<string, { end: Uint8Array; must: boolean }>();
  const add = (token: Uint8Array, must: boolean): void => {
    const end = readable(() => signerCertificateOf(token));
    if (!end) {
      if (must) throw new SigningError('chain_incomplete', 'the newest timestamp does not carry its certificate');
      return;
    }
    const key = toHex(end);
    if (!found.has(key)) found.set(key, { end, must });
  };
  for (const token of newest) add(token, true);
  add(next, false);
  for (const { value } of values) {
    add(value, false);
    const stamp = timestampIn(value);
    if (stamp) add(stamp, false);
  }
  return [...found.values()];
}

const carried = (value: Uint8Array): Uint8Array[] => readable(() => certificatesOf(value)) ?? [];
const timestampIn = (value: Uint8Array): Uint8Array | undefined => readable(() => signatureTimestampOf(value));

/** The certificates of the document security store, where earlier chains are. */
function storedCertificates(pdf: PDF): Uint8Array[] {
  const resolve = pdf.getObject.bind(pdf);
  const list = pdf.getCatalog().getDict('DSS', resolve)?.getArray('Certs', resolve);
  return (list?.toArray() ?? []).flatMap((_, i) => {
    const stream = list?.at(i, resolve);
    const certificate = stream instanceof PdfStream ? stream.getDecodedData() : undefined;
    return certificate && readable(() => readCertificate(certificate)) ? [certificate] : [];
  });
}

/** What another program wrote may be malformed or BER; it is then passed over, and shows as incomplete or not at all. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
