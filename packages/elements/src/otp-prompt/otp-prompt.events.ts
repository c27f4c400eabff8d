const passing = { bubbles: true, composed: true } as const;

/** The person entered a whole code and confirmed it; `code` is six digits. Never log it. */
export class CodeEnteredEvent extends Event {
  static readonly type = 'jse-code-entered';
  /** The six digits. */
  readonly code: string;

  constructor(code: string) {
    super(CodeEnteredEvent.type, passing);
    this.code = code;
  }
}

/** The person asks for another code; fired only when `resend-at` has passed. */
export class CodeResendEvent extends Event {
  static readonly type = 'jse-code-resend';

  constructor() {
    super(CodeResendEvent.type, passing);
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-code-entered': CodeEnteredEvent;
    'jse-code-resend': CodeResendEvent;
  }
}
