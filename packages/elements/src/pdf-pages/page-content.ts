import { fromUserSpace, type PageBox, type Rectangle, rectangleFromUserSpace } from '../geometry/page-space.ts';

/** A run of text, as pdf.js finds it: its box in page space; `upright` when it reads from left to right on screen. */
export interface TextRun extends Rectangle {
  readonly text: string;
  readonly upright: boolean;
  /** Whether the file itself ends a line here. */
  readonly endsLine: boolean;
}

/** A signature field that the file brings along, not signed yet: its full name and its box in page space. */
export interface EmptySignatureField extends Rectangle {
  readonly name: string;
}

/** What a page says, as far as places for signatures go. */
export interface PageContent {
  readonly texts: readonly TextRun[];
  readonly fields: readonly EmptySignatureField[];
}

/** More runs than this are a drawing made of letters. */
const mostRuns = 20_000;

/** What of pdf.js's page is read. */
interface Source {
  getTextContent(): Promise<{ readonly items: readonly object[] }>;
  getAnnotations(): Promise<readonly object[]>;
}

/** An item of text as pdf.js gives it (`TextItem`). */
interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

/** Whether a field is signed already, by the id of its widget and its full name. */
export type IsSigned = (id: string, name: string) => boolean;

/** Reads texts and empty signature fields of a page. */
export async function readContent(source: Source, box: PageBox, isSigned: IsSigned): Promise<PageContent> {
  const [content, annotations] = await Promise.all([source.getTextContent(), source.getAnnotations()]);
  const texts: TextRun[] = [];
  for (const item of content.items.slice(0, mostRuns)) {
    // Marks of marked content have no text.
    const run = 'str' in item ? runOf(item as Item, box) : undefined;
    if (run) texts.push(run);
  }
  return { texts, fields: annotations.flatMap((annotation) => fieldOf(annotation, box, isSigned)) };
}

function runOf({ str: text, transform, width, hasEOL: endsLine }: Item, box: PageBox): TextRun | undefined {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = transform;
  const along = Math.hypot(a, b);
  if (![along, c, d, e, f, width].every(Number.isFinite) || along === 0) return undefined;
  const reach = { x: (a / along) * width, y: (b / along) * width };
  // From a fifth below the base line to four fifths above it, as most fonts are cut.
  const corners = [-0.2, 0.8].flatMap((share) => [
    { x: e + c * share, y: f + d * share },
    { x: e + c * share + reach.x, y: f + d * share + reach.y },
  ]);
  const points = corners.map((corner) => fromUserSpace(box, corner));
  const [x, y] = [Math.min(...points.map((point) => point.x)), Math.min(...points.map((point) => point.y))];
  const [start, end] = [fromUserSpace(box, { x: e, y: f }), fromUserSpace(box, { x: e + reach.x, y: f + reach.y })];
  return {
    text,
    x,
    y,
    width: Math.max(...points.map((point) => point.x)) - x,
    height: Math.max(...points.map((point) => point.y)) - y,
    upright: width === 0 || end.x - start.x > Math.abs(end.y - start.y),
    endsLine,
  };
}

function fieldOf(annotation: object, box: PageBox, isSigned: IsSigned): EmptySignatureField[] {
  const { id, fieldType, fieldName, rect } = annotation as Readonly<Record<string, unknown>>;
  if (fieldType !== 'Sig' || typeof fieldName !== 'string' || fieldName === '') return [];
  if (isSigned(String(id), fieldName)) return [];
  if (!Array.isArray(rect) || !rect.every((value) => Number.isFinite(value))) return [];
  const [left = 0, bottom = 0, right = 0, top = 0] = rect as number[];
  const place = rectangleFromUserSpace(box, { x: left, y: bottom, width: right - left, height: top - bottom });
  return place.width > 0 && place.height > 0 ? [{ name: fieldName, ...place }] : [];
}
