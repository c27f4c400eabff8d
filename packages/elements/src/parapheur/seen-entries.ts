import type { Seen } from './parapheur-model.ts';

const key = 'jse-parapheur-seen';
/** More than any tray holds; the oldest are forgotten first. */
const most = 2000;

/** What this browser's person has looked at: ids and digests only. Empty where storage is refused. */
export function readSeen(): Seen {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(Object.entries(value).filter(([, print]) => typeof print === 'string'));
  } catch {
    // A page without storage, or a value that is not ours: nothing counts as seen.
    return {};
  }
}

/** Keeps what was looked at; without storage it is forgotten with the page. */
export function writeSeen(seen: Seen): void {
  try {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(Object.entries(seen).slice(-most))));
  } catch {
    // Storage is full or refused: the next visit marks nothing as changed.
  }
}
