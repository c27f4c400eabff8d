import { type BillingUnit, deadlines, type PadesLevel, prices, rateLimits, terms } from '@jse/sdk/rules';

/** What an operator may set; where the platform's sources disagree the newer one is the default. */
export interface Settings {
  /** Where the platform is reached, without a slash at the end; goes into certificates and is what a DPoP proof names. */
  readonly baseUrl: string;
  /** Profile of the signatures made (EN 319 142-1). */
  readonly padesLevel: PadesLevel;
  /** Validity of a confidential code in milliseconds. */
  readonly otpValidity: number;
  /** Calls a minute of a token pair, of a session, and of those who have neither; null counts nothing. */
  readonly rateLimits: Readonly<Record<'token' | 'session' | 'anonymous', number>> | null;
  /** What is billed once. */
  readonly billingUnit: BillingUnit;
  /** VAT on statements and estimates, in basis points (2000 is 20 %). */
  readonly vatBasisPoints: number;
  /** The terms (CGU) in force; `url` null shows the sandbox's own page. */
  readonly terms: { readonly version: string; readonly url: string | null };
  /** Where the data are kept, in the operator's words; told at `GET /me`. */
  readonly dataLocation: string;
  /** Shown with every final error; the e-mail address is the contact of `/.well-known/security.txt` as well. */
  readonly support: { readonly phone: string; readonly email: string; readonly hours: string };
}

/** The settings of a laptop. */
export const defaultSettings: Settings = {
  baseUrl: 'http://localhost:4010',
  padesLevel: 'B-LT',
  otpValidity: deadlines.otpValidity,
  rateLimits,
  billingUnit: 'signer-document',
  vatBasisPoints: prices.vatBasisPoints,
  terms: { ...terms, url: null },
  dataLocation: 'Bac à sable : sur la machine qui le fait tourner, nulle part ailleurs',
  support: { phone: '+33 1 00 00 00 00', email: 'support@sandbox.invalid', hours: '9 h – 18 h' },
};
