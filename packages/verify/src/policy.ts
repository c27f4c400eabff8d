import type { SignatureKind } from './report/trust-report.ts';
import type { HashName } from './crypto/algorithms.ts';

/**
 * Until when a hash function counts as sound for signatures (the end of a year, by ETSI TS 119 312 and the SOG-IS
 * agreed mechanisms); one that is absent has no end yet.
 */
export const hashSoundUntil: Readonly<Partial<Record<HashName, number>>> = {
  MD5: 2004,
  'SHA-1': 2012,
  'RIPEMD-160': 2014,
  'SHA-224': 2029,
  'SHA3-224': 2029,
};

/** Until when keys of fewer bits than stated count as sound, by kind (TS 119 312, 8). Ascending by bits. */
export const keySoundUntil: Readonly<Record<'rsa' | 'dsa' | 'ec', readonly { below: number; year: number }[]>> = {
  rsa: [
    { below: 1024, year: 2005 },
    { below: 1900, year: 2010 },
    { below: 3000, year: 2029 },
  ],
  dsa: [
    { below: 2048, year: 2013 },
    { below: 3000, year: 2029 },
  ],
  ec: [
    { below: 224, year: 2012 },
    { below: 256, year: 2029 },
  ],
};

/**
 * The platform's certificate policies: who signed with what. The arc is the one that the sandbox issues under (RFC 5612's
 * enterprise number for documentation).
 */
export const signatureKinds: Readonly<Record<string, SignatureKind>> = {
  '1.3.6.1.4.1.32473.1.1.1': 'simple',
  '1.3.6.1.4.1.32473.1.1.2': 'advanced',
  '1.3.6.1.4.1.32473.1.1.3': 'seal',
};
