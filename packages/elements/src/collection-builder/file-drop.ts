import type { ReactiveControllerHost } from 'lit';

/** Files that are dropped or pasted; what holds none is left to the browser. */
export class FileDrop {
  readonly #host: ReactiveControllerHost;
  readonly #take: (files: readonly File[]) => void;
  /** Whether files are held over the place now. */
  over = false;

  /** `take` gets the files. */
  constructor(host: ReactiveControllerHost, take: (files: readonly File[]) => void) {
    this.#host = host;
    this.#take = take;
  }

  readonly dragOver = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#set(true);
  };

  readonly dragLeave = (): void => {
    this.#set(false);
  };

  readonly take = (event: DragEvent | ClipboardEvent): void => {
    this.#set(false);
    const transfer = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
    const files = [...(transfer?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#take(files);
  };

  #set(over: boolean): void {
    this.over = over;
    this.#host.requestUpdate();
  }
}
