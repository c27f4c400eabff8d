import type { JseErrorCode } from '@jse/sdk/browser';

const passing = { bubbles: true, composed: true } as const;

/** `jse-frame-settled`: a ceremony in the platform's frame is over; ask the platform what became of it. */
export class FrameSettledEvent extends Event {
  readonly ceremonyId: string;

  /** The ceremony's id. */
  constructor(ceremonyId: string) {
    super('jse-frame-settled', passing);
    this.ceremonyId = ceremonyId;
  }
}

/** `jse-frame-stopped`: the platform's frame cannot go on, for a reason with a stable code. */
export class FrameStoppedEvent extends Event {
  readonly code: JseErrorCode;

  /** The error's code. */
  constructor(code: JseErrorCode) {
    super('jse-frame-stopped', passing);
    this.code = code;
  }
}

/** `jse-frame-busy`: something that must not be cut off has begun in the frame, or is over. */
export class FrameBusyEvent extends Event {
  readonly busy: boolean;

  /** Whether it is under way. */
  constructor(busy: boolean) {
    super('jse-frame-busy', passing);
    this.busy = busy;
  }
}

declare global {
  interface HTMLElementEventMap {
    'jse-frame-settled': FrameSettledEvent;
    'jse-frame-stopped': FrameStoppedEvent;
    'jse-frame-busy': FrameBusyEvent;
  }
}
