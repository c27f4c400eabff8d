import { type PDF, PdfArray, PdfDict, PdfNumber } from '@libpdf/core';
import { reachableDictionaries } from './document-walk.ts';
import { type FormField, isSigned } from './form-fields.ts';
import type { UploadFinding, UploadFindingCode, UploadRefusal } from './types.ts';

/** What a document carries besides pages. */
export interface DocumentTraits {
  javascript: boolean;
  actions: boolean;
  media: boolean;
  embeddedFiles: boolean;
  layers: boolean;
  xfa: boolean;
  /** DocMDP permission of a certification signature (ISO 32000-2 table 257). */
  certification: 1 | 2 | 3 | undefined;
}

/** Actions that leave the document or start something (ISO 32000-2 table 201). */
const OUTWARD_ACTIONS = new Set([
  'Launch',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'ResetForm',
  'Hide',
  'SetOCGState',
]);
const MEDIA_ANNOTATIONS = new Set(['RichMedia', 'Movie', 'Sound', 'Screen', '3D']);

/** Looks at everything reachable from the catalog. */
export function readTraits(pdf: PDF): DocumentTraits {
  const resolve = pdf.getObject.bind(pdf);
  const catalog = pdf.getCatalog();
  const traits: DocumentTraits = {
    javascript: false,
    actions: false,
    media: false,
    embeddedFiles: false,
    layers: (catalog.getDict('OCProperties', resolve)?.getArray('OCGs', resolve)?.length ?? 0) > 0,
    xfa: catalog.getDict('AcroForm', resolve)?.has('XFA') ?? false,
    certification: certification(pdf),
  };
  for (const dict of reachableDictionaries(pdf)) {
    const action = dict.getName('S', resolve)?.value;
    if (dict.has('JS') && (action === 'JavaScript' || action === 'Rendition')) traits.javascript = true;
    // A structure element may bear any name in /S; it has a parent, which an action has not.
    if (action && OUTWARD_ACTIONS.has(action) && !dict.has('P')) traits.actions = true;
    if (MEDIA_ANNOTATIONS.has(dict.getName('Subtype', resolve)?.value ?? '')) traits.media = true;
    if (dict.getDict('EF', resolve) && (dict.has('F') || dict.has('UF'))) traits.embeddedFiles = true;
  }
  return traits;
}

/** The trait for which a document is refused, most telling first; undefined when it may be taken. */
export function refusalFor(traits: DocumentTraits): UploadRefusal | undefined {
  if (traits.xfa) return 'pdf_has_xfa';
  if (traits.javascript) return 'pdf_has_javascript';
  if (traits.certification === 1) return 'pdf_certified';
  return undefined;
}

/** What the preparer is told. */
export function findingsFor(traits: DocumentTraits, fields: readonly FormField[]): UploadFinding[] {
  const signatures = fields.filter(({ type }) => type === 'Sig');
  const rows: [boolean, UploadFindingCode, UploadFinding['severity']][] = [
    [signatures.some(isSigned), 'pdf_signed', 'info'],
    [traits.certification !== undefined, 'pdf_certified_for_forms', 'warning'],
    [fields.length > signatures.length, 'pdf_has_form', 'info'],
    [signatures.some((field) => !isSigned(field)), 'pdf_has_unsigned_signature_fields', 'info'],
    [traits.embeddedFiles, 'pdf_has_embedded_files', 'warning'],
    [traits.layers, 'pdf_has_layers', 'warning'],
    [traits.actions, 'pdf_has_actions', 'warning'],
    [traits.media, 'pdf_has_media', 'warning'],
  ];
  return rows.filter(([present]) => present).map(([, code, severity]) => ({ code, severity }));
}

function certification(pdf: PDF): DocumentTraits['certification'] {
  const resolve = pdf.getObject.bind(pdf);
  const signature = pdf.getCatalog().getDict('Perms', resolve)?.getDict('DocMDP', resolve);
  if (!signature) return undefined;
  const references = signature.getArray('Reference', resolve) ?? new PdfArray();
  for (let i = 0; i < references.length; i++) {
    const reference = references.at(i, resolve);
    if (!(reference instanceof PdfDict) || reference.getName('TransformMethod', resolve)?.value !== 'DocMDP') continue;
    const permission = reference.getDict('TransformParams', resolve)?.get('P', resolve);
    const value = permission instanceof PdfNumber ? permission.value : 2;
    return value === 1 || value === 3 ? value : 2;
  }
  return 2;
}
