import { visibleSignature } from '@jse/sdk/rules';
import { clampPlacement, hasRoom } from '../geometry/placement-space.ts';
import type { Point, Size } from '../geometry/page-space.ts';

/**
 * Who is to sign: a person signs, a firm seals. `role` tells the firm's own members from its clients, so that words such as
 * « Le client » are proposed to the right one. `colour` is any CSS colour; default: one of the theme's, by order.
 */
export interface PlacementSigner {
  readonly id: string;
  readonly name: string;
  readonly kind: 'person' | 'firm';
  readonly role?: 'client' | 'member';
  readonly colour?: string;
}

/**
 * Where a signer's visible signature goes: page from 1, or from the end when negative; x, y in page space (points). With
 * `field` it fills the PDF's own empty signature field of that name, and page, x and y are that field's; who moves it
 * takes it out of the field.
 */
export interface SignerPlacement extends Point {
  readonly signerId: string;
  readonly page: number;
  readonly field?: string;
}

/** The document as far as placing needs it. */
export interface Pages {
  readonly count: number;
  sizeOf(page: number): Size;
}

/**
 * The outcome of an edit: all placements, which one it was about, whether the page's edge stopped it, and whether it now
 * covers another one.
 */
export interface PlacementChange {
  readonly placements: readonly SignerPlacement[];
  readonly index: number;
  readonly stopped: boolean;
  readonly overlaps?: boolean;
}

/** An edge of the page to go to. */
export type Edge = 'left' | 'right' | 'top' | 'bottom';

const margin = 40;
const gap = 14;

/** The page number from 1 that a placement's page means in a document of `count` pages, kept within it. */
export function pageNumber(page: number, count: number): number {
  const number = page < 0 ? count + 1 + page : page;
  return Math.max(1, Math.min(number, count));
}

/** Adds a placement, or moves the signer's last one when he has as many as he may. Undefined: the page is too small. */
export function place(
  placements: readonly SignerPlacement[],
  signerId: string,
  at: Omit<SignerPlacement, 'signerId'>,
  pages: Pages,
  mostPerSigner: number,
): PlacementChange | undefined {
  const { page, field } = at;
  const size = pages.sizeOf(page);
  if (field === undefined && !hasRoom(size)) return undefined;
  const placement = {
    signerId,
    page,
    ...(field === undefined ? clampPlacement(size, at) : { x: at.x, y: at.y, field }),
  };
  const own = placements.flatMap((other, index) => (other.signerId === signerId ? [index] : []));
  const replaced = own.length >= mostPerSigner ? own.at(-1) : undefined;
  const index = replaced ?? placements.length;
  const next = replaced === undefined ? [...placements, placement] : placements.with(replaced, placement);
  return { placements: next, index, stopped: false };
}

/** Moves a placement to a point of its page, as near as the platform's limits allow. */
export function moveTo(
  placements: readonly SignerPlacement[],
  index: number,
  point: Point,
  pages: Pages,
): PlacementChange {
  const { signerId, page } = at(placements, index);
  const place = clampPlacement(pages.sizeOf(pageNumber(page, pages.count)), point);
  const stopped = Math.abs(place.x - point.x) > 0.01 || Math.abs(place.y - point.y) > 0.01;
  return { placements: placements.with(index, { signerId, page, ...place }), index, stopped };
}

/** Moves a placement to an edge of its page. */
export function moveToEdge(
  placements: readonly SignerPlacement[],
  index: number,
  edge: Edge,
  pages: Pages,
): PlacementChange {
  const { x, y } = at(placements, index);
  const far = Number.MAX_SAFE_INTEGER / 1000;
  const points: Record<Edge, Point> = {
    left: { x: 0, y },
    right: { x: far, y },
    bottom: { x, y: 0 },
    top: { x, y: far },
  };
  return { ...moveTo(placements, index, points[edge], pages), stopped: false };
}

/** Moves a placement to another page, at the same point where it fits. `stopped`: no such page, or it is too small. */
export function moveToPage(
  placements: readonly SignerPlacement[],
  index: number,
  page: number,
  pages: Pages,
): PlacementChange {
  const placement = at(placements, index);
  const size = page >= 1 && page <= pages.count ? pages.sizeOf(page) : undefined;
  if (!size || !hasRoom(size)) return { placements, index, stopped: true };
  return {
    placements: placements.with(index, { signerId: placement.signerId, page, ...clampPlacement(size, placement) }),
    index,
    stopped: false,
  };
}

/** Takes a placement away. */
export function remove(placements: readonly SignerPlacement[], index: number): readonly SignerPlacement[] {
  at(placements, index);
  return placements.toSpliced(index, 1);
}

/** A free spot for a new placement: bottom right, then upwards, then column by column to the left. */
export function freeSpot(placements: readonly SignerPlacement[], page: number, pages: Pages): Point {
  const size = pages.sizeOf(page);
  const { width, height } = visibleSignature;
  const taken = placements.filter((placement) => pageNumber(placement.page, pages.count) === page);
  const isFree = (spot: Point) =>
    taken.every(({ x, y }) => Math.abs(x - spot.x) >= width || Math.abs(y - spot.y) >= height);
  const first = clampPlacement(size, { x: size.width - width - margin, y: margin });
  for (let { x } = first; x >= 0; x -= width + gap) {
    for (let { y } = first; y <= size.height - height; y += height + gap) {
      if (isFree({ x, y })) return clampPlacement(size, { x, y });
    }
  }
  return first;
}

/** The signers without a placement, in their order. */
export function unplaced(
  signers: readonly PlacementSigner[],
  placements: readonly SignerPlacement[],
): readonly PlacementSigner[] {
  return signers.filter(({ id }) => placements.every(({ signerId }) => signerId !== id));
}

/** Reads placements from a form's saved state; undefined for anything else. */
export function parsePlacements(json: string): readonly SignerPlacement[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return Array.isArray(value) && value.every(isPlacement) ? value : undefined;
}

function isPlacement(value: unknown): value is SignerPlacement {
  const { signerId, page, x, y, field } = (value ?? {}) as Record<string, unknown>;
  const named = field === undefined || typeof field === 'string';
  return named && typeof signerId === 'string' && Number.isInteger(page) && Number.isFinite(x) && Number.isFinite(y);
}

function at(placements: readonly SignerPlacement[], index: number): SignerPlacement {
  const placement = placements[index];
  if (!placement) throw new RangeError(`No placement ${index} of ${placements.length}`);
  return placement;
}
