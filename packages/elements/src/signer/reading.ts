/** How far the documents were read: which one is open (from 0) and which were opened so far. */
export interface Reading {
  readonly count: number;
  readonly current: number;
  readonly opened: ReadonlySet<number>;
}

/** The beginning: the first of so many documents is open. */
export function startReading(count: number): Reading {
  return { count, current: 0, opened: new Set(count > 0 ? [0] : []) };
}

/** Opens a document; one that does not exist changes nothing. */
export function openAt(reading: Reading, index: number): Reading {
  if (!(index >= 0 && index < reading.count) || index === reading.current) return reading;
  return { ...reading, current: index, opened: new Set([...reading.opened, index]) };
}

/** The next document that was not opened yet, after the current one first; undefined when all were. */
export function nextUnread({ count, current, opened }: Reading): number | undefined {
  const order = Array.from({ length: count }, (_, step) => (current + step) % count);
  return order.find((index) => !opened.has(index));
}

/** Whether every document was opened: only what was shown can be consented to. */
export function allOpened(reading: Reading): boolean {
  return reading.count > 0 && nextUnread(reading) === undefined;
}
