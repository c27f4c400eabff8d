import type { ChangeReport, SignatureReport } from '@jse/verify';
import type { ChangedArea, Rect } from '@jse/verify/areas';
import type { ReactiveControllerHost } from 'lit';
import { rectangleFromUserSpace } from '../geometry/page-space.ts';
import type { PdfAssets } from '../pdf-pages/pdf-assets.ts';
import { PdfDocument, type PdfPage } from '../pdf-pages/pdf-document.ts';
import { differingAreas, type PixelArea } from './page-difference.ts';

/** A changed place on a picture, in shares of its width and height from the top left corner. */
export interface Outline {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Of several changes at one place the gravest. */
  readonly verdict: ChangeReport['verdict'];
}

/** A page drawn, with what changed on it. */
export interface Picture {
  readonly canvas: HTMLCanvasElement;
  readonly outlines: readonly Outline[];
}

/** A page as it was signed and as it is shown now; a side is absent where the document has no such page there. */
export interface ChangedPage {
  /** From 1. */
  readonly number: number;
  readonly before: Picture | undefined;
  readonly after: Picture | undefined;
  readonly changes: readonly ChangeReport[];
}

/** How far the drawing is; `more` counts the pages that are left out. */
export type ChangedPagesState =
  | { readonly step: 'drawing' }
  | { readonly step: 'done'; readonly pages: readonly ChangedPage[]; readonly more: number }
  | { readonly step: 'failed' };

/** The file, one of its signatures, and what it takes to draw its pages. */
export interface ChangedPagesOrder {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signature: SignatureReport;
  readonly assets: Partial<PdfAssets> | undefined;
  readonly password: string | undefined;
}

/** At most so many pages are drawn: what is looked at, not a copy of the document. */
const most = 8;
/** CSS pixels of a drawn page's width. */
const width = 520;

/** Draws the pages that changed after a signature, before and after, with the changed places; one order at a time. */
export class ChangedPages {
  readonly #host: ReactiveControllerHost;
  #running: AbortController | undefined;
  state: ChangedPagesState | undefined;
  signature: SignatureReport | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController({
      hostDisconnected: () => {
        this.close();
      },
    });
  }

  /** Shows no pages any more. */
  close(): void {
    this.#running?.abort();
    this.state = undefined;
    this.signature = undefined;
    this.#host.requestUpdate();
  }

  /** Draws. Never rejects: what can't be drawn is a state. */
  async show(order: ChangedPagesOrder): Promise<void> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.signature = order.signature;
    this.#set({ step: 'drawing' }, running.signal);
    try {
      this.#set({ step: 'done', ...(await draw(order, running.signal)) }, running.signal);
    } catch {
      this.#set({ step: 'failed' }, running.signal);
    }
  }

  #set(state: ChangedPagesState, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.state = state;
    this.#host.requestUpdate();
  }
}

async function draw({ bytes, signature, assets, password }: ChangedPagesOrder, signal: AbortSignal) {
  const [{ signedRevision }, { changedAreas }] = await Promise.all([
    import('@jse/verify'),
    import('@jse/verify/areas'),
  ]);
  const options = { ...(password !== undefined && { password }), signal };
  const areas = await changedAreas(bytes, signature, options);
  const numbers = [...new Set(areas.map(({ page }) => page + 1))];
  if (numbers.length === 0) return { pages: [], more: 0 };
  const opening = { assets, ...(password !== undefined && { password }) };
  const documents = await Promise.all([
    PdfDocument.open(signedRevision(bytes, signature), opening),
    PdfDocument.open(bytes, opening),
  ]);
  try {
    const pages: ChangedPage[] = [];
    for (const number of numbers.slice(0, most)) {
      const own = areas.filter(({ page }) => page === number - 1);
      pages.push(await drawPage(documents, number, own, signal));
    }
    return { pages, more: Math.max(0, numbers.length - most) };
  } finally {
    for (const document of documents) void document.close();
  }
}

async function drawPage(
  [then, now]: readonly [PdfDocument, PdfDocument],
  number: number,
  areas: readonly ChangedArea[],
  signal: AbortSignal,
): Promise<ChangedPage> {
  const before = await drawn(then, number, signal);
  const after = await drawn(now, number, signal);
  const changes = areas.flatMap((area) => area.changes);
  const seen = before && after && areas.some((area) => !area.before && !area.after);
  const differences = seen ? differingAreas(pixelsOf(before.canvas), pixelsOf(after.canvas)) : [];
  const whole = gravest(areas.filter((area) => !area.before && !area.after).flatMap((area) => area.changes));
  const picture = (side: Drawn | undefined, rects: readonly (Rect | null)[]): Picture | undefined =>
    side && {
      canvas: side.canvas,
      outlines: [
        ...rects.flatMap((rect, at) =>
          rect ? [{ ...outlineOf(side.page, rect), verdict: gravest(areas[at]?.changes ?? []) }] : [],
        ),
        ...differences.map((area) => ({ ...shareOf(side.canvas, area), verdict: whole })),
      ],
    };
  return {
    number,
    before: picture(
      before,
      areas.map((area) => area.before),
    ),
    after: picture(
      after,
      areas.map((area) => area.after),
    ),
    changes,
  };
}

interface Drawn {
  readonly canvas: HTMLCanvasElement;
  readonly page: PdfPage;
}

async function drawn(document: PdfDocument, number: number, signal: AbortSignal): Promise<Drawn | undefined> {
  if (number > document.pageCount) return undefined;
  const page = await document.page(number);
  const canvas = globalThis.document.createElement('canvas');
  const pixelRatio = Math.min(2, globalThis.devicePixelRatio);
  const whole = await page.render(canvas, { scale: width / page.size.width, pixelRatio, signal });
  if (!whole) throw new DOMException('The drawing was ended', 'AbortError');
  return { canvas, page };
}

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('A canvas without pixels');
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function gravest(changes: readonly ChangeReport[]): ChangeReport['verdict'] {
  const has = (verdict: ChangeReport['verdict']) => changes.some((change) => change.verdict === verdict);
  return has('forbidden') ? 'forbidden' : has('undetermined') ? 'undetermined' : 'permitted';
}

type Place = Omit<Outline, 'verdict'>;

function outlineOf({ box, size }: PdfPage, [left, bottom, right, top]: Rect): Place {
  const shown = rectangleFromUserSpace(box, { x: left, y: bottom, width: right - left, height: top - bottom });
  return {
    left: shown.x / size.width,
    top: 1 - (shown.y + shown.height) / size.height,
    width: shown.width / size.width,
    height: shown.height / size.height,
  };
}

const shareOf = (canvas: HTMLCanvasElement, { left, top, right, bottom }: PixelArea): Place => ({
  left: left / canvas.width,
  top: top / canvas.height,
  width: (right - left) / canvas.width,
  height: (bottom - top) / canvas.height,
});
