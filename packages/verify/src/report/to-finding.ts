import type { Notice } from '../finding-code.ts';
import type { Finding } from './finding.ts';
import { sentences } from './sentences.ts';

/** A notice with its severity and sentences. */
export function toFinding({ code, offset, detail }: Notice): Finding {
  const [severity, fr, en] = sentences[code];
  const suffix = detail ? ` (${detail})` : '';
  return { code, severity, message: { fr: fr + suffix, en: en + suffix }, ...(offset === undefined ? {} : { offset }) };
}
