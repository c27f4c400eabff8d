import { readCertificate } from '../certificates/certificate-details.ts';
import { certificatesOf, signerCertificateOf } from '../certificates/signed-data.ts';
import { appendOnly } from './append-only.ts';
import { cmsSignature, contentsSize } from './cms-signature.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { SigningError } from './errors.ts';
import { placeSignature } from './place-signature.ts';
import { addValidationData } from './security-store.ts';
import { fillContents, signedBytes } from './signature-dictionary.ts';
import type { SignFieldInput } from './types.ts';
import { collectValidationData } from './validation-data.ts';

/**
 * Signs one prepared field (PAdES baseline, EN 319 142-1 6): an incremental revision that fills /V and the appearance
 * of that field alone, then for B-LT one with validation data, then for B-LTA one with a document timestamp. Earlier
 * bytes stay as they are. Throws a `SigningError`; nothing but the returned bytes is an effect.
 */
export async function signField(input: SignFieldInput): Promise<Uint8Array> {
  const { timestamp, revocation } = clients(input);
  checkValidity(input);
  const { bytes, timestampToken } = await signOnly(input);
  if (!revocation || !timestamp || !timestampToken) return bytes;

  const authority = signerCertificateOf(timestampToken);
  if (!authority) throw new SigningError('chain_incomplete', 'the timestamp token does not carry its certificate');
  const pool = [...input.signer.chain, ...certificatesOf(timestampToken)];
  const validated = await addValidationData(
    bytes,
    await collectValidationData([input.signer.certificate, authority], pool, revocation, {
      at: input.at,
      ...(input.proofs ? { proofs: input.proofs } : {}),
    }),
  );
  return input.level === 'B-LTA' ? addDocumentTimestamp(validated, timestamp) : validated;
}

function checkValidity({ signer, at }: SignFieldInput): void {
  const { notBefore, notAfter, commonName } = readCertificate(signer.certificate);
  if (at < notBefore || at > notAfter) {
    const period = `${notBefore.toISOString()} to ${notAfter.toISOString()}`;
    throw new SigningError('certificate_not_valid', `the certificate "${commonName}" is valid from ${period}`);
  }
}

function clients(input: SignFieldInput): Pick<SignFieldInput, 'timestamp' | 'revocation'> {
  if (input.level === 'B-B') return {};
  if (!input.timestamp) throw new SigningError('timestamp_missing', `${input.level} needs a timestamp authority`);
  if (input.level === 'B-T') return { timestamp: input.timestamp };
  if (!input.revocation) throw new SigningError('revocation_missing', `${input.level} needs revocation data`);
  return { timestamp: input.timestamp, revocation: input.revocation };
}

async function signOnly(input: SignFieldInput): Promise<{ bytes: Uint8Array; timestampToken: Uint8Array | undefined }> {
  const { timestamp } = clients(input);
  const { bytes, reservation, changed, base } = await placeSignature(input.bytes, input.fieldName, input.appearance, {
    type: 'Sig',
    subFilter: 'ETSI.CAdES.detached',
    size: await contentsSize(input.signer, timestamp !== undefined),
    name: input.name,
    ...(input.reason ? { reason: input.reason } : {}),
    ...(input.location ? { location: input.location } : {}),
    at: input.at,
  });
  const covered = signedBytes(bytes, reservation.byteRange);
  const { cms, timestampToken } = await cmsSignature(covered, input.signer, timestamp);
  fillContents(bytes, reservation, cms);
  await appendOnly(input.bytes, bytes, { allow: { changed }, base });
  return { bytes, timestampToken };
}
