import type { CryptoDoor } from '../crypto/crypto-door.ts';
import { isName } from '../pdf/objects.ts';
import type { OpenDocument } from '../pdf/open-document.ts';
import type { Certificate } from '../x509/certificate.ts';
import type { JudgedTimestamp } from './judged-signature.ts';
import { levelFactsOf, type LevelReason } from './level-facts.ts';
import { checkLongTermData, type Missing } from './long-term-data.ts';
import { encodingKey } from '../x509/encoding-key.ts';
import { mergeMaterial, revocationIn, type Material } from './material.ts';
import { covers } from './prove-existence.ts';
import type { SecurityStores } from './security-stores.ts';
import type { TrustContext } from './trust-context.ts';
import type { VerifiedSignature } from './verified-signature.ts';

/** The levels and profiles of PAdES (EN 319 142-1, EN 319 142-2) and of plain PKCS#7 signatures. */
export const signatureLevels = [
  'PAdES_BASELINE_B',
  'PAdES_BASELINE_T',
  'PAdES_BASELINE_LT',
  'PAdES_BASELINE_LTA',
  'PAdES_BES',
  'PAdES_EPES',
  'PAdES_LTV',
  'PKCS7_B',
  'PKCS7_T',
  'PKCS7_LT',
  'PKCS7_LTA',
  'PDF_NOT_ETSI',
] as const;
/** A level or profile. */
export type SignatureLevel = (typeof signatureLevels)[number];

/** The level of a signature, and the next one with what is missing for it; `detail` names a certificate. */
export interface LevelCheck {
  readonly level: SignatureLevel;
  readonly missed: {
    readonly level: SignatureLevel;
    readonly reasons: readonly { readonly code: LevelReason; readonly certificate?: Certificate }[];
  } | null;
}

type Step = 'B' | 'T' | 'LT' | 'LTA';
type Reasons = NonNullable<LevelCheck['missed']>['reasons'];
interface Reached {
  readonly step: Step;
  readonly lacking: Reasons;
}

/** What the level of a signature is found from: its own tokens and the document timestamps that cover it. */
export interface LevelContext {
  readonly door: CryptoDoor;
  readonly trust: TrustContext;
  readonly document: OpenDocument;
  readonly stores: SecurityStores;
  readonly documentTimestamps: readonly VerifiedSignature[];
}

const codes = (reasons: readonly LevelReason[]): Reasons => reasons.map((code) => ({ code }));

/**
 * Question: which level does a signature have, and why not the next? Levels are facts of the format: timestamps must be
 * intact and data authentic, whom to trust is no question here. Null for what is no signature at all.
 */
export async function checkSignatureLevel(
  context: LevelContext,
  verified: VerifiedSignature,
  timestamps: readonly JudgedTimestamp[],
): Promise<LevelCheck | null> {
  if (verified.isTimestamp || !verified.value) return null;
  const facts = levelFactsOf(context.document.view, verified);
  const isPkcs7 = verified.subFilter === 'adbe.pkcs7.detached' || verified.subFilter === 'adbe.pkcs7.sha1';
  if (isPkcs7 && verified.value.data && !facts.notPades.includes('SIGNER_COUNT')) {
    const { step, lacking } = await stepOf(context, verified, timestamps, 'pkcs7');
    return withNext(`PKCS7_${step}`, step === 'LTA' ? null : `PKCS7_${nextStep(step)}`, lacking);
  }
  if (facts.notPades.length) return withNext('PDF_NOT_ETSI', 'PAdES_BES', codes(facts.notPades));
  const { step, lacking } = await stepOf(
    context,
    verified,
    timestamps,
    facts.notBaseline.length ? 'extended' : 'baseline',
  );
  if (facts.notBaseline.length === 0) {
    return withNext(`PAdES_BASELINE_${step}`, step === 'LTA' ? null : `PAdES_BASELINE_${nextStep(step)}`, lacking);
  }
  const profile = facts.hasPolicy && !facts.hasReason ? 'PAdES_EPES' : 'PAdES_BES';
  return withNext(step === 'LTA' ? 'PAdES_LTV' : profile, 'PAdES_BASELINE_B', codes(facts.notBaseline));
}

const nextStep = (step: 'B' | 'T' | 'LT'): Step => ({ B: 'T', T: 'LT', LT: 'LTA' })[step] as Step;

function withNext(level: SignatureLevel, next: SignatureLevel | null, reasons: Reasons): LevelCheck {
  return { level, missed: next ? { level: next, reasons } : null };
}

async function stepOf(
  context: LevelContext,
  verified: VerifiedSignature,
  timestamps: readonly JudgedTimestamp[],
  profile: 'pkcs7' | 'baseline' | 'extended',
): Promise<Reached> {
  const { door, trust, document, stores } = context;
  const own = timestamps.filter(({ check }) => check.kind === 'signature');
  const intact = own.filter(({ check }) => check.integrity === 'intact');
  const covering = context.documentTimestamps.filter((one) => covers(one, verified));
  const intactCovering = covering.filter(({ value }) => value?.integrity === 'intact');
  if (intact.length === 0 && intactCovering.length === 0) {
    return { step: 'B', lacking: codes([own.length + covering.length ? 'TIMESTAMP_NOT_INTACT' : 'TIMESTAMP_MISSING']) };
  }
  const signer = verified.value?.signer;
  const stamps = intact.flatMap(({ check }) => check.signer ?? []);
  const signerOf = ({ value }: VerifiedSignature) => value?.signer ?? [];
  const ends = (signer ? [signer, ...stamps] : stamps).concat(
    stamps.length ? [] : intactCovering.slice(0, 1).flatMap(signerOf),
  );
  const baseline = profile !== 'extended';
  const carried = profile === 'pkcs7' ? revocationIn(verified.value?.signerInfo?.signedAttributes ?? []) : null;
  const lackingIn = (store: Material, of: readonly Certificate[]) =>
    checkLongTermData(door, trust, of, carried ? mergeMaterial([store, carried]) : store, profile === 'pkcs7');
  const store = stores.upTo(null);
  const archived = async (): Promise<boolean> => {
    for (const one of intactCovering) {
      const inner = intactCovering.filter((other) => other !== one && covers(one, other)).flatMap(signerOf);
      const needed = [...(signer ? [signer] : []), ...stamps, ...inner];
      if (one.coverage.revision === null || !isDocumentTimestamp(document, one)) continue;
      const covered = stores.upTo(one.coverage.revision);
      if (!hasData(covered, carried)) continue;
      if (!baseline || (await lackingIn(covered, needed)).length === 0) return true;
    }
    return false;
  };
  const newest = intactCovering.at(-1)?.coverage.revision ?? null;
  const allCovered = newest !== null && holdsAll(stores.upTo(newest), store);
  if (allCovered && (await archived())) return { step: 'LTA', lacking: [] };
  if (!hasData(store, carried)) return { step: 'T', lacking: codes(['SECURITY_STORE_MISSING']) };
  const missing = await lackingIn(store, ends);
  if (missing.length) return { step: 'T', lacking: missing.map(asReason) };
  return { step: 'LT', lacking: codes(['DOCUMENT_TIMESTAMP_MISSING']) };
}

/** ISO 32000-2, 12.8.5: a document timestamp says that it is one. */
function isDocumentTimestamp({ view }: OpenDocument, { candidate }: VerifiedSignature): boolean {
  const type = view.get(candidate.dict, 'Type');
  return isName(type) && type.value === 'DocTimeStamp';
}

/** What was added after the last timestamp is not archived yet. */
function holdsAll(covered: Material, store: Material): boolean {
  const known = new Set([...covered.crls, ...covered.ocspResponses].map(encodingKey));
  return [...store.crls, ...store.ocspResponses].every((piece) => known.has(encodingKey(piece)));
}

const hasData = (store: Material, carried: Material | null): boolean =>
  [store, ...(carried ? [carried] : [])].some(({ crls, ocspResponses }) => crls.length + ocspResponses.length > 0);

const asReason = ({ reason, certificate }: Missing) => ({ code: reason, certificate });
