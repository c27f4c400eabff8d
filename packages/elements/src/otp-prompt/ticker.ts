import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Redraws its host once a second while `running()` says so; the one place here that reads the device's clock. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #running: () => boolean;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, running: () => boolean) {
    this.#host = host;
    this.#running = running;
    host.addController(this);
  }

  /** Epoch milliseconds on this device. */
  now(): number {
    return Date.now();
  }

  hostUpdated(): void {
    if (this.#running()) this.#start();
    else this.#stop();
  }

  hostDisconnected(): void {
    this.#stop();
  }

  #start(): void {
    this.#timer ??= setInterval(() => {
      this.#host.requestUpdate();
    }, 1000);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
