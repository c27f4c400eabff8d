import { type PDF, PdfArray, PdfDict, type PdfObject, PdfRef, PdfString } from '@libpdf/core';

/** A terminal field of the form, with what it inherits (ISO 32000-2 12.7.4). */
export interface FormField {
  name: string;
  ref: PdfRef;
  dict: PdfDict;
  type: string | undefined;
  value: PdfObject | undefined;
  /** The field itself when field and widget are one dictionary, else its kids. */
  widgets: { ref: PdfRef; dict: PdfDict }[];
}

const MAX_DEPTH = 64;

/** All terminal fields, in document order; cycles and dangling references are skipped. */
export function readFields(pdf: PDF): FormField[] {
  const resolve = pdf.getObject.bind(pdf);
  const fields: FormField[] = [];
  const visited = new Set<number>();
  const walk = (ref: PdfObject, parent: Pick<FormField, 'name' | 'type' | 'value'>, depth: number): void => {
    if (!(ref instanceof PdfRef) || visited.has(ref.objectNumber) || depth > MAX_DEPTH) return;
    visited.add(ref.objectNumber);
    const dict = resolve(ref);
    if (!(dict instanceof PdfDict)) return;
    const title = dict.get('T', resolve);
    const partial = title instanceof PdfString ? title.asString() : undefined;
    const own = {
      name: partial === undefined ? parent.name : parent.name === '' ? partial : `${parent.name}.${partial}`,
      type: dict.getName('FT', resolve)?.value ?? parent.type,
      value: dict.get('V', resolve) ?? parent.value,
    };
    const kids = (dict.getArray('Kids', resolve)?.toArray() ?? []).filter((kid) => kid instanceof PdfRef);
    const named = kids.filter((kid) => asDict(resolve(kid))?.has('T'));
    if (named.length > 0) {
      for (const kid of named) walk(kid, own, depth + 1);
      return;
    }
    const widgets = kids.flatMap((kid) => {
      const widget = asDict(resolve(kid));
      return widget ? [{ ref: kid, dict: widget }] : [];
    });
    fields.push({ ...own, ref, dict, widgets: widgets.length > 0 ? widgets : [{ ref, dict }] });
  };
  const form = asDict(pdf.getCatalog().get('AcroForm', resolve));
  for (const field of form?.getArray('Fields', resolve) ?? []) {
    walk(field, { name: '', type: undefined, value: undefined }, 0);
  }
  return fields;
}

/** Whether a signature field has been signed. */
export function isSigned(field: FormField): boolean {
  return field.value instanceof PdfDict;
}

function asDict(value: PdfObject | null | undefined): PdfDict | undefined {
  return value instanceof PdfDict ? value : undefined;
}

/** The form dictionary with its list of fields, made when the document has none; `changed` says what was touched. */
export function openForm(pdf: PDF): { form: PdfDict; fields: PdfArray; containers: Set<number> } {
  const resolve = pdf.getObject.bind(pdf);
  const catalog = pdf.getCatalog();
  const containers = new Set<number>();
  const catalogRef = pdf.context.info.trailer.getRef('Root');
  if (catalogRef) containers.add(catalogRef.objectNumber);
  let form = asDict(catalog.get('AcroForm', resolve));
  if (!form) {
    form = new PdfDict();
    catalog.set('AcroForm', pdf.register(form));
  }
  const formRef = catalog.getRef('AcroForm');
  if (formRef) containers.add(formRef.objectNumber);
  let fields = form.getArray('Fields', resolve);
  if (!fields) {
    fields = new PdfArray();
    form.set('Fields', fields);
  }
  const fieldsRef = form.getRef('Fields');
  if (fieldsRef) containers.add(fieldsRef.objectNumber);
  return { form, fields, containers };
}
