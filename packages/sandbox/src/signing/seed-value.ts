import { PdfArray, PdfDict, PdfName, type PdfObject, type PdfRef, PdfString } from '@libpdf/core';

type Resolve = (ref: PdfRef) => PdfObject | null;

/** What our signatures are: the names that a seed value dictionary may ask for. */
const OURS = { filter: 'Adobe.PPKLite', subFilter: 'ETSI.CAdES.detached', digest: 'SHA256', version: 3 };

/** Bits of /Ff of a seed value dictionary (ISO 32000-2 table 237). */
const MANDATORY = {
  Filter: 1,
  SubFilter: 2,
  V: 4,
  Reasons: 8,
  LegalAttestation: 16,
  AddRevInfo: 32,
  DigestMethod: 64,
  LockDocument: 128,
  AppearanceFilter: 256,
} as const;

/**
 * The first constraint of a field's seed value dictionary that a signature of ours does not meet, in words; undefined
 * where it meets all that are mandatory. Recommendations, whose flag is not set, bind nobody (12.7.5.5).
 */
export function unmetSeedValue(seed: PdfDict, resolve: Resolve): string | undefined {
  const flags = numberIn(seed, 'Ff', resolve) ?? 0;
  const demands = (key: keyof typeof MANDATORY): boolean => (flags & MANDATORY[key]) !== 0 && seed.has(key);
  const lists = (key: string): string[] => namesIn(seed.get(key, resolve), resolve);
  if (demands('Filter') && !lists('Filter').includes(OURS.filter)) return 'Filter';
  if (demands('SubFilter') && !lists('SubFilter').includes(OURS.subFilter)) return 'SubFilter';
  if (demands('DigestMethod') && !lists('DigestMethod').includes(OURS.digest)) return 'DigestMethod';
  if (demands('V') && (numberIn(seed, 'V', resolve) ?? 0) > OURS.version) return 'V';
  for (const key of ['Reasons', 'LegalAttestation', 'AddRevInfo', 'LockDocument', 'AppearanceFilter'] as const) {
    if (demands(key)) return key;
  }
  // These three bind without a flag in /Ff: a certification instead of an approval, a timestamp server, certificates.
  const permission = numberIn(seed.getDict('MDP', resolve), 'P', resolve) ?? 0;
  if (permission !== 0) return 'MDP';
  if (((numberIn(seed.getDict('TimeStamp', resolve), 'Ff', resolve) ?? 0) & 1) !== 0) return 'TimeStamp';
  if ((numberIn(seed.getDict('Cert', resolve), 'Ff', resolve) ?? 0) !== 0) return 'Cert';
  return undefined;
}

function numberIn(dict: PdfDict | undefined, key: string, resolve: Resolve): number | undefined {
  return dict?.getNumber(key, resolve)?.value;
}

function namesIn(value: PdfObject | undefined, resolve: Resolve): string[] {
  if (value instanceof PdfName) return [value.value];
  if (value instanceof PdfString) return [value.asString()];
  if (!(value instanceof PdfArray)) return [];
  return value.toArray().flatMap((_, i) => {
    const item = value.at(i, resolve);
    return item instanceof PdfName ? [item.value] : item instanceof PdfString ? [item.asString()] : [];
  });
}
