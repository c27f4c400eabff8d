const passing = { bubbles: true, composed: true } as const;

/** The person entered a whole code and confirmed it; `code` is six digits. Never log it. */
export class JseCodeEnteredEvent extends Event {
  static readonly type = 'jse-code-entered';
  /** The six digits. */
  readonly code: string;

  constructor(code: string) {
    super(JseCodeEnteredEvent.type, passing);
    this.code = code;
  }
}

/** The person asks for another code; fired only when `resend-at` has passed. */
export class JseCodeResendEvent extends Event {
  static readonly type = 'jse-code-resend';

  constructor() {
    super(JseCodeResendEvent.type, passing);
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-code-entered': JseCodeEnteredEvent;
    'jse-code-resend': JseCodeResendEvent;
  }
}
