/** The platform's time. `now` may be moved by developers; `real` is the machine's, for stamps made by others' clocks. */
export interface Clock {
  now(): Date;
  real(): Date;
  /** Moves `now` forward by this many milliseconds. */
  advance(milliseconds: number): void;
  /** Sets `now`; it runs on from there. */
  set(at: Date): void;
  /** How far `now` is ahead of the machine's time, in milliseconds. */
  offset(): number;
}

/** A clock that starts at the machine's time; what a developer moved it by is kept with the data (`keepClock`). */
export function createClock(): Clock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    real: () => new Date(),
    advance(milliseconds) {
      offset += milliseconds;
    },
    set(at) {
      offset = at.getTime() - Date.now();
    },
    offset: () => offset,
  };
}
