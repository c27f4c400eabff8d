import type { JseErrorCode, Reviewed } from '@jse/sdk/browser';

/** The type of the one message by which a page hands the frame its task, and with it one end of a channel. */
export const greeting = 'jse-otp-frame';

/** What is to be signed: the documents as they were read, by collection, and how the page around looks. */
export interface FrameTask {
  readonly acts: readonly Reviewed[];
  readonly lang: string;
  readonly scheme: 'light' | 'dark';
}

/** What the frame tells the page, over the channel alone. No code, no token and no name is ever among it. */
export type FromFrame =
  | { readonly type: 'ready' }
  /** It needs a code to open or renew its session; the answer bears the same `id`. */
  | { readonly type: 'embed-code'; readonly id: number }
  | { readonly type: 'size'; readonly height: number }
  /** Something that must not be cut off is under way, or no longer. */
  | { readonly type: 'busy'; readonly busy: boolean }
  /** The ceremony is over; what became of it the page asks the platform. */
  | { readonly type: 'settled'; readonly ceremonyId: string }
  /** It cannot go on. */
  | { readonly type: 'stopped'; readonly code: JseErrorCode };

/** What the page tells the frame, over the channel. */
export type ToFrame =
  | { readonly type: 'embed-code'; readonly id: number; readonly code: string | null }
  | { readonly type: 'lang'; readonly lang: string };
