import { type PDF, PdfDict, PdfNumber, type PdfObject } from '@libpdf/core';
import { readCertificate } from '../certificates/certificate-details.ts';
import { certificatesOf, signerCertificateOf } from '../certificates/signed-data.ts';
import { appendOnly } from './append-only.ts';
import { cartoucheAppearance } from './appearance.ts';
import { cmsSignature, contentsSize } from './cms-signature.ts';
import { addDocumentTimestamp } from './document-timestamp.ts';
import { SigningError } from './errors.ts';
import { lockOf, lockReferences } from './field-lock.ts';
import { type FormField, isSigned, openForm, readFields } from './form-fields.ts';
import { openDocument, saveRevision } from './open-document.ts';
import { readPages, widgetPages } from './pages.ts';
import { addValidationData } from './security-store.ts';
import { fillContents, reserveContents, signatureDictionary, signedBytes } from './signature-dictionary.ts';
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
    await collectValidationData([input.signer.certificate, authority], pool, revocation),
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
  const pdf = await openDocument(input.bytes);
  const field = unsignedField(pdf, input.fieldName);
  const changed = new Set([field.ref.objectNumber]);
  const lock = lockOf(field.dict, pdf.getObject.bind(pdf));

  const dictionary = signatureDictionary({
    type: 'Sig',
    subFilter: 'ETSI.CAdES.detached',
    size: await contentsSize(input.signer, timestamp !== undefined),
    name: input.name,
    ...(input.reason ? { reason: input.reason } : {}),
    ...(input.location ? { location: input.location } : {}),
    at: input.at,
    ...(lock ? { references: lockReferences(lock) } : {}),
  });
  const value = pdf.register(dictionary);
  field.dict.set('V', value);
  if (input.appearance) await drawAppearance(pdf, field, input.appearance, changed);
  raiseSignatureFlags(pdf, changed);

  const signed = await saveRevision(pdf);
  const reservation = reserveContents(signed, value.objectNumber);
  const covered = signedBytes(signed, reservation.byteRange);
  const { cms, timestampToken } = await cmsSignature(covered, input.signer, timestamp);
  fillContents(signed, reservation, cms);
  await appendOnly(input.bytes, signed, { allow: { changed } });
  return { bytes: signed, timestampToken };
}

function unsignedField(pdf: PDF, name: string): FormField {
  const field = readFields(pdf).find((one) => one.name === name);
  if (!field) throw new SigningError('field_missing', `the document has no field "${name}"`);
  if (field.type !== 'Sig') throw new SigningError('field_not_signature', `"${name}" is not a signature field`);
  if (isSigned(field)) throw new SigningError('field_already_signed', `"${name}" is signed already`);
  return field;
}

async function drawAppearance(
  pdf: PDF,
  field: FormField,
  cartouche: NonNullable<SignFieldInput['appearance']>,
  changed: Set<number>,
): Promise<void> {
  const resolve = pdf.getObject.bind(pdf);
  const pages = readPages(pdf);
  const pageOf = widgetPages(pdf, pages);
  for (const widget of field.widgets) {
    const rectangle = widget.dict.getArray('Rect', resolve);
    const [left = 0, bottom = 0, right = 0, top = 0] = [0, 1, 2, 3].map((i) => numberOf(rectangle?.at(i, resolve)));
    const [across, up] = [Math.abs(right - left), Math.abs(top - bottom)];
    if (across === 0 || up === 0) continue;
    const page = pages[pageOf(widget) ?? -1];
    const rotate = page?.box.rotate ?? 0;
    const unit = page?.box.userUnit ?? 1;
    const turned = rotate === 90 || rotate === 270;
    const [width, height] = turned ? [up * unit, across * unit] : [across * unit, up * unit];
    const appearance = await cartoucheAppearance(pdf, cartouche, rotate, width, height);
    widget.dict.set('AP', PdfDict.of({ N: pdf.register(appearance) }));
    changed.add(widget.ref.objectNumber);
  }
}

/** SigFlags of a form that another program prepared without them. */
function raiseSignatureFlags(pdf: PDF, changed: Set<number>): void {
  const { form, containers } = openForm(pdf);
  const flags = form.getNumber('SigFlags', pdf.getObject.bind(pdf))?.value ?? 0;
  if ((flags & 3) === 3) return;
  form.set('SigFlags', PdfNumber.of(flags | 3));
  for (const number of containers) changed.add(number);
}

function numberOf(value: PdfObject | undefined): number {
  return value instanceof PdfNumber ? value.value : 0;
}
