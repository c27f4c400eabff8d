import { policies } from './policies.ts';

/** One certificate profile (RFC 5280, EN 319 412-2/-3, RFC 3161 2.3, RFC 6960 4.2.2.2) as data. */
export interface CertificateProfile {
  /** Calendar years of validity unless the request says otherwise. */
  years: number;
  keyUsage: readonly ('digitalSignature' | 'nonRepudiation' | 'keyCertSign' | 'cRLSign')[];
  /** An authority, with the number of authorities allowed below it. */
  authority?: { pathLength: number };
  extendedKeyUsage?: { purpose: string; critical: boolean };
  policy?: string;
  /** Which authority's CRL and certificate the extensions point at; none for the root. */
  issuedBy?: 'root' | 'issuing';
  /** Says where OCSP is asked; the responder's own certificate carries nocheck instead. */
  ocsp?: 'ask' | 'nocheck';
}

const ANY_POLICY = '2.5.29.32.0';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';

/** Every profile that the platform issues. Signers carry contentCommitment, as EN 319 412-2 4.3.2 asks of signing keys. */
export const profiles = {
  root: { years: 25, keyUsage: ['keyCertSign', 'cRLSign'], authority: { pathLength: 1 } },
  issuing: {
    years: 15,
    keyUsage: ['keyCertSign', 'cRLSign'],
    authority: { pathLength: 0 },
    policy: ANY_POLICY,
    issuedBy: 'root',
  },
  timestamp: {
    years: 9,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: { purpose: TIME_STAMPING, critical: true },
    issuedBy: 'issuing',
    ocsp: 'ask',
  },
  ocspResponder: {
    years: 9,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: { purpose: OCSP_SIGNING, critical: false },
    issuedBy: 'issuing',
    ocsp: 'nocheck',
  },
  platform: {
    years: 5,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    policy: policies.simple,
    issuedBy: 'issuing',
    ocsp: 'ask',
  },
  expert: {
    years: 3,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    policy: policies.advanced,
    issuedBy: 'issuing',
    ocsp: 'ask',
  },
  client: {
    years: 5,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    policy: policies.advanced,
    issuedBy: 'issuing',
    ocsp: 'ask',
  },
  firm: {
    years: 3,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    policy: policies.seal,
    issuedBy: 'issuing',
    ocsp: 'ask',
  },
} as const satisfies Record<string, CertificateProfile>;

/** The name of a profile. */
export type ProfileName = keyof typeof profiles;
