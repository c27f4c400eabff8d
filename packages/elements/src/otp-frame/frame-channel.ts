import { type FrameTask, type FromFrame, greeting, type ToFrame } from './frame-messages.ts';

/** What the page does about what the frame says. */
export interface FrameListener {
  readonly said: (message: Exclude<FromFrame, { type: 'embed-code' }>) => void;
  /** A fresh embed code for the frame; null where none is to be had. */
  readonly embedCode: () => Promise<string | null>;
}

/**
 * The page's end of the channel to the platform's frame. The other end goes to the frame's document by a message that the
 * browser delivers only if that document is of the platform's origin; whoever answers on the channel is therefore it.
 */
export class FrameChannel {
  readonly #port: MessagePort;
  readonly #listener: FrameListener;

  /** Hands the task to the document in a frame's window, if its origin is `origin`. */
  constructor(window: Window, origin: string, task: FrameTask, listener: FrameListener) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#listener = listener;
    port1.onmessage = ({ data }: MessageEvent<unknown>) => {
      void this.#receive(data);
    };
    window.postMessage({ type: greeting, ...task }, origin, [port2]);
  }

  /** Tells the frame something. */
  say(message: ToFrame): void {
    this.#port.postMessage(message);
  }

  /** Hears nothing more. */
  close(): void {
    this.#port.onmessage = null;
    this.#port.close();
  }

  async #receive(data: unknown): Promise<void> {
    const message = data as FromFrame;
    if (message.type !== 'embed-code') {
      this.#listener.said(message);
      return;
    }
    const { id } = message;
    this.say({ type: 'embed-code', id, code: await this.#listener.embedCode() });
  }
}
