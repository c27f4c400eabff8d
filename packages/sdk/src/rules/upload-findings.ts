/**
 * What the check of an uploaded document remarks on, by code. The document is taken all the same; what cannot be signed
 * safely is refused with an error instead.
 */
export const uploadFindings = [
  'pdf_signed',
  'pdf_certified_for_forms',
  'pdf_has_form',
  'pdf_has_unsigned_signature_fields',
  'pdf_has_embedded_files',
  'pdf_has_layers',
  'pdf_has_actions',
  'pdf_has_media',
  'existing_signature_broken',
] as const;

/** A remark of the check of an uploaded document. */
export type UploadFinding = (typeof uploadFindings)[number];
