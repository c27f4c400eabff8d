import type { JudgedTimestamp, Judgement } from '../checks/judged-signature.ts';
import type { CryptoDoor } from '../crypto/crypto-door.ts';
import type { RevocationStatus } from '../x509/revocation/statement.ts';
import { reportCertificate, reportSigner } from './certificate-report.ts';
import { toFinding } from './to-finding.ts';
import type { RevocationReport, TimestampReport, TrustReport } from './trust-report.ts';

/** The report on one time-stamp token that speaks of a signature. */
export async function reportTimestamp(
  door: CryptoDoor,
  { check, field, judgement }: JudgedTimestamp,
): Promise<TimestampReport> {
  const { kind, integrity, info, signer, hash } = check;
  return {
    kind,
    field,
    time: info?.time.toISOString() ?? null,
    policy: info?.policy ?? null,
    authority: signer ? reportSigner(signer) : null,
    digestAlgorithm: hash,
    integrity,
    trust: await reportJudgement(door, judgement),
    findings: judgement.notices.map(toFinding),
  };
}

/** A verdict with its path and the revocation evidence that it used. */
export async function reportJudgement(door: CryptoDoor, judgement: Judgement): Promise<TrustReport> {
  const { indication, subIndication } = judgement;
  return {
    indication,
    ...(subIndication ? { subIndication } : {}),
    path: await Promise.all(judgement.path.map((certificate) => reportCertificate(door, certificate))),
    revocation: judgement.revocation.map(reportRevocation),
  };
}

function reportRevocation(
  { status, revokedAt, reason, source }: RevocationStatus,
  certificate: number,
): RevocationReport {
  return {
    certificate,
    status,
    ...(source ? { source: source.kind, thisUpdate: source.thisUpdate.toISOString() } : {}),
    ...(source?.nextUpdate ? { nextUpdate: source.nextUpdate.toISOString() } : {}),
    ...(reason !== undefined && reasonNames[reason] ? { reason: reasonNames[reason] } : {}),
    ...(revokedAt ? { revokedAt: revokedAt.toISOString() } : {}),
  };
}

/** CRLReason (RFC 5280, 5.3.1). */
const reasonNames: readonly (string | undefined)[] = [
  'unspecified',
  'keyCompromise',
  'cACompromise',
  'affiliationChanged',
  'superseded',
  'cessationOfOperation',
  'certificateHold',
  undefined,
  'removeFromCRL',
  'privilegeWithdrawn',
  'aACompromise',
];
