import type { VerificationReport } from '@jse/verify';

/** A file was verified; the report is plain JSON and stays in the page. */
export class VerifiedEvent extends Event {
  readonly report: VerificationReport;

  constructor(report: VerificationReport) {
    super('jse-verified', { bubbles: true, composed: true });
    this.report = report;
  }
}

/** No report could be made of a file; `code` is the VerifyError's, or UNREADABLE. */
export class VerificationFailedEvent extends Event {
  readonly code: string;

  constructor(code: string) {
    super('jse-verification-failed', { bubbles: true, composed: true });
    this.code = code;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-verified': VerifiedEvent;
    'jse-verification-failed': VerificationFailedEvent;
  }
}
