import { ContentInfo, SignedData } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { type PDF, PdfArray, PdfDict, PdfNumber, PdfString } from '@libpdf/core';
import { SIGNATURE_TIMESTAMP } from './cms-signature.ts';
import { readFields } from './form-fields.ts';
import { contentsValue } from './signature-dictionary.ts';

/** A signature or document timestamp that a file carries. */
export interface SignedValue {
  kind: 'signature' | 'timestamp';
  /** The CMS or the token, DER (BER where its maker wrote that). */
  value: Uint8Array;
  /** Offset behind the last byte that it covers. */
  end: number;
}

/** The signatures and document timestamps of a file, oldest first; fields whose value holds no Contents are left out. */
export function readSignedValues(pdf: PDF): SignedValue[] {
  const resolve = pdf.getObject.bind(pdf);
  const values: SignedValue[] = [];
  for (const { type, value } of readFields(pdf)) {
    if (type !== 'Sig' || !(value instanceof PdfDict)) continue;
    const contents = value.get('Contents', resolve);
    const range = value.getArray('ByteRange', resolve) ?? new PdfArray();
    const [next, rest] = [range.at(2, resolve), range.at(3, resolve)];
    if (!(contents instanceof PdfString) || !(next instanceof PdfNumber) || !(rest instanceof PdfNumber)) continue;
    const stamped =
      value.getName('Type', resolve)?.value === 'DocTimeStamp' ||
      value.getName('SubFilter', resolve)?.value === 'ETSI.RFC3161';
    values.push({
      kind: stamped ? 'timestamp' : 'signature',
      value: contentsValue(contents.bytes),
      end: next.value + rest.value,
    });
  }
  return values.toSorted((one, other) => one.end - other.end);
}

/** The signature timestamp (DER ContentInfo) of a CMS; undefined where it has none. Throws for what is no CMS. */
export function signatureTimestampOf(cms: Uint8Array): Uint8Array | undefined {
  const { content } = AsnConvert.parse(cms as BufferSource, ContentInfo);
  const attributes = AsnConvert.parse(content, SignedData).signerInfos[0]?.unsignedAttrs ?? [];
  const value = attributes.find(({ attrType }) => attrType === SIGNATURE_TIMESTAMP)?.attrValues[0];
  return value && new Uint8Array(value);
}
