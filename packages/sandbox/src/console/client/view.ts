import { ApiError } from './api.ts';
import { toast } from './dom.ts';
import { words } from './words.ts';

/** A section of the console. `load` fetches what it shows; `render` shows it; both are called again and again. */
export interface View {
  readonly name: 'inbox' | 'requests' | 'clock' | 'firms' | 'faults' | 'identity' | 'events' | 'data';
  load(): Promise<void>;
  render(place: HTMLElement): void;
}

/** Runs what a person asked for; a failure is shown, not thrown. */
export async function attempt(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const why =
      error instanceof ApiError && error.status === 0
        ? words().offline
        : `${words().failed} : ${String((error as Error).message)}`;
    toast(why, true);
  }
}

/** Asks for another look at everything, now. */
export const refresh = (): void => void window.dispatchEvent(new Event('console-refresh'));
