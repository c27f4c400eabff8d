import type { LoadedAnchors } from '../x509/trust-anchors.ts';
import type { VerificationReport } from './verification-report.ts';

const day = 86_400_000;

/** How many anchors were given, and how old the bundles among them are at the validation time. */
export function reportAnchors({ certificates, bundles }: LoadedAnchors, at: Date): VerificationReport['trustAnchors'] {
  return {
    count: certificates.length,
    bundles: bundles.map(({ name, issuedAt, anchors }) => {
      const ageDays = Math.floor((at.getTime() - issuedAt.getTime()) / day);
      return { name, issuedAt: issuedAt.toISOString(), ageDays, anchors };
    }),
  };
}
