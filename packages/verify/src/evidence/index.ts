export {
  EvidenceBundle,
  EvidenceDocument,
  EvidenceEntry,
  EvidenceSigner,
  EvidenceTimestamp,
  EvidenceValidation,
} from './evidence-bundle.ts';
export { canonicalJson } from './canonical-json.ts';
export { computeEntryHash } from './entry-hash.ts';
export {
  checkEvidenceLog,
  type EvidenceFinding,
  type EvidenceFindingCode,
  type EvidenceLogOptions,
  type EvidenceLogReport,
} from './check-evidence-log.ts';
export { type TimestampIndication } from './head-timestamps.ts';
