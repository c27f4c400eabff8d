/** The list whose rows bear `data-id`, and how the carried one goes up or down. */
interface Rows {
  readonly list: HTMLElement;
  readonly move: (by: number) => void;
}

/**
 * Carries a row along with the pointer that is down on its handle: whenever the pointer is beyond the middle of a
 * neighbour, the row goes one place further. `pointerup` and `pointercancel` end it.
 */
export function carryRow(event: PointerEvent, id: string, { list, move }: Rows): void {
  const handle = event.currentTarget as HTMLElement;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  const rows = () => [...list.querySelectorAll<HTMLElement>('[data-id]')];
  const onMove = ({ clientY }: PointerEvent) => {
    const all = rows();
    const at = all.findIndex((row) => row.dataset['id'] === id);
    const middle = (row: HTMLElement | undefined) => {
      const box = row?.getBoundingClientRect();
      return box && box.top + box.height / 2;
    };
    const [before, after] = [middle(all[at - 1]), middle(all[at + 1])];
    if (before !== undefined && clientY < before) move(-1);
    else if (after !== undefined && clientY > after) move(1);
  };
  const end = () => {
    ended.abort();
  };
  handle.addEventListener('pointermove', onMove, { signal });
  handle.addEventListener('pointerup', end, { signal });
  handle.addEventListener('pointercancel', end, { signal });
}
