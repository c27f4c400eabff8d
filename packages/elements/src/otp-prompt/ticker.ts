import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Redraws its host once a second (or every so many milliseconds) while `running()` says so; the one place here that reads the device's clock. */
export class Ticker implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #running: () => boolean;
  readonly #every: number;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(host: ReactiveControllerHost, running: () => boolean, every = 1000) {
    this.#host = host;
    this.#running = running;
    this.#every = every;
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
    }, this.#every);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
