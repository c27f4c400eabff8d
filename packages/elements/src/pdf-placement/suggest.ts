import { visibleSignature } from '@jse/sdk/rules';
import { clampPlacement, hasRoom, signatureRectangle } from '../geometry/placement-space.ts';
import type { Point, Rectangle, Size } from '../geometry/page-space.ts';
import { folded } from '../i18n/folded.ts';
import type { PageContent } from '../pdf-pages/page-content.ts';
import { pageNumber, type PlacementSigner, type SignerPlacement } from './placement-model.ts';
import { linesOf, type TextLine } from './text-lines.ts';

/** What a proposed place follows: a signature field of the file, a tag such as `{{signer1}}`, or words. */
export type SuggestionReason = 'field' | 'tag' | 'words';

/** A place that the document itself asks for, for a signer who has none; `found` is what it follows, as it is written. */
export interface Suggestion extends SignerPlacement {
  readonly reason: SuggestionReason;
  readonly found: string;
}

/** Who is meant by a spot: the signer of an order, the firm's side, the other side, or whoever is next. */
type Meant = number | 'firm' | 'client' | 'anybody';

/** A spot of the document where somebody is to sign; a field has its own size, else it is the cartouche's. */
export interface Anchor extends Rectangle {
  readonly page: number;
  readonly meant: Meant;
  readonly reason: SuggestionReason;
  readonly found: string;
  readonly field?: string;
}

const { width, height } = visibleSignature;
/** Points between words and the place beside them. */
const gap = 6;
/** Longer lines are prose. */
const longestLabel = 60;

const tag =
  /\{\{\s*(?:signer|signataire|signatory|signature|sign|sig)[\s_:.#-]*(\d{1,2})?\s*(?:[;|:,][^{}]{0,80})?\}\}/;
const ending = String.raw`[\s:,.…_*-]*(?:\([^()]{0,60}\)?)?[\s:,.…_*-]*$`;
const ofFirm = String.raw`(?:l'|d'|de l'|du |le |un |pour )*(?:expert-comptable|expert comptable|cabinet|commissaire aux comptes)`;
const ofClient = String.raw`(?:pour )?(?:l'|le |la |du |de la |de l'|d'un |un )*(?:client|cliente|entreprise cliente|societe cliente|societe|gerant|gerante|president|presidente|dirigeant|dirigeante|representant legal|mandant|salarie|salariee|employeur|associe|associee|donneur d'ordre)`;
const phrases: readonly (readonly [RegExp, Exclude<Meant, number>])[] = [
  [new RegExp(`^(?:signature (?:et cachet )?|cachet (?:et signature )?|visa )(?:pour )?${ofFirm}${ending}`), 'firm'],
  [new RegExp(`^(?:pour )?${ofFirm}${ending}`), 'firm'],
  [new RegExp(`^cachet${ending}`), 'firm'],
  [new RegExp(`^(?:cachet et )?signature (?:et cachet )?${ofClient}${ending}`), 'client'],
  [new RegExp(`^${ofClient}${ending}`), 'client'],
  [
    new RegExp(`^(?:lu et approuve|bon pour (?:accord|acceptation|pouvoir|mandat)|mention manuscrite)${ending}`),
    'client',
  ],
  [new RegExp(`^(?:date,? (?:et )?)?signatures?(?: (?:du|de la|des|de l'|et|:).{0,40})?${ending}`), 'anybody'],
];

/** The spots of a page where the document wants to be signed: its fields, its tags, and words that stand for themselves. */
export function anchorsOf(content: PageContent, page: number, size: Size): readonly Anchor[] {
  const lines = linesOf(content.texts);
  const fields = content.fields.map((field): Anchor => {
    const { name, ...box } = field;
    return { ...box, page, meant: meantByName(name), reason: 'field', found: name, field: name };
  });
  if (!hasRoom(size)) return fields;
  const found = lines.flatMap((line) => {
    const anchor = anchorOf(line, lines, size);
    return anchor ? [{ ...anchor, width, height, page }] : [];
  });
  return [...fields, ...found];
}

function anchorOf(
  line: TextLine,
  lines: readonly TextLine[],
  size: Size,
): Omit<Anchor, 'page' | 'width' | 'height'> | undefined {
  const text = folded(line.text);
  const tagged = tag.exec(text);
  if (tagged) {
    // The place covers the tag.
    const at = clampPlacement(size, { x: line.x, y: line.y + line.height - height });
    const order = tagged[1] === undefined ? 'anybody' : Number(tagged[1]);
    return { ...at, meant: order, reason: 'tag', found: line.text.trim() };
  }
  if (text.length > longestLabel) return undefined;
  const meant = phrases.find(([pattern]) => pattern.test(text))?.[1];
  if (meant === undefined) return undefined;
  return { ...besides(line, lines, size), meant, reason: 'words', found: line.text.trim() };
}

/** Below the words, else beside them, else above: where no other text is. */
function besides(line: TextLine, lines: readonly TextLine[], size: Size): Point {
  const spots = [
    { x: line.x, y: line.y - gap - height },
    { x: line.x + line.width + gap, y: line.y + line.height / 2 - height / 2 },
    { x: line.x, y: line.y + line.height + gap },
  ];
  const others = lines.filter((other) => other !== line);
  const isFree = (spot: Point) => {
    const at = clampPlacement(size, spot);
    if (Math.abs(at.x - spot.x) > gap || Math.abs(at.y - spot.y) > gap) return false;
    return !others.some((other) => overlap(signatureRectangle(at), other));
  };
  return clampPlacement(size, spots.find(isFree) ?? (spots[0] as Point));
}

const overlap = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

function meantByName(name: string): Meant {
  const text = folded(name);
  if (/expert|cabinet|comptable|cachet|firm/.test(text)) return 'firm';
  if (/client|gerant|dirigeant|president|societe/.test(text)) return 'client';
  const order = /(?:sign|sig)[a-z]*[\s_.-]*(\d{1,2})$/.exec(text)?.[1];
  return order === undefined ? 'anybody' : Number(order);
}

const rank: Record<SuggestionReason, number> = { field: 0, tag: 1, words: 2 };

/**
 * Gives each signer without a place the spot that means him: fields before tags before words, of words those furthest
 * down the document; nobody gets two, and no spot is given twice or over a place that somebody has. Words and tags beside
 * one of the file's own free fields give that field; where it is meant for somebody else they give nothing.
 */
export function suggestionsFor(
  anchors: readonly Anchor[],
  signers: readonly PlacementSigner[],
  placements: readonly SignerPlacement[],
  pageCount: number,
): readonly Suggestion[] {
  const ordered = [...anchors].sort((a, b) => {
    if (rank[a.reason] !== rank[b.reason]) return rank[a.reason] - rank[b.reason];
    return a.reason === 'words' ? b.page - a.page || b.y - a.y || a.x - b.x : a.page - b.page || b.y - a.y || a.x - b.x;
  });
  const fields = ordered.filter(({ reason }) => reason === 'field');
  const waiting = new Set(signers.filter(({ id }) => placements.every(({ signerId }) => signerId !== id)));
  const taken: OnPage[] = placements.map(({ field, ...at }) => {
    const own = field === undefined ? undefined : fields.find((anchor) => anchor.field === field);
    return own ?? { ...signatureRectangle(at), page: pageNumber(at.page, pageCount) };
  });
  const given: Suggestion[] = [];
  const give = (anchor: Anchor, signer: PlacementSigner | undefined) => {
    if (!signer || !waiting.has(signer)) return;
    const covered = anchor.reason === 'field' ? undefined : fields.find((field) => overlapOnPage(field, anchor));
    if (covered && covered.meant !== 'anybody' && covered.meant !== anchor.meant) return;
    const spot = covered ?? anchor;
    if (taken.some((other) => overlapOnPage(other, spot))) return;
    waiting.delete(signer);
    taken.push(spot);
    const { meant: _, width: _width, height: _height, ...place } = spot;
    given.push({ signerId: signer.id, ...place });
  };
  for (const anchor of ordered.filter(({ meant }) => meant !== 'anybody'))
    give(anchor, whoIs(anchor.meant, signers, waiting));
  for (const anchor of ordered.filter(({ meant }) => meant === 'anybody')) give(anchor, [...waiting][0]);
  return given.toSorted((a, b) => a.page - b.page || b.y - a.y || a.x - b.x);
}

interface OnPage extends Rectangle {
  readonly page: number;
}

const overlapOnPage = (a: OnPage, b: OnPage): boolean => a.page === b.page && overlap(a, b);

function whoIs(
  meant: Meant,
  signers: readonly PlacementSigner[],
  waiting: ReadonlySet<PlacementSigner>,
): PlacementSigner | undefined {
  if (typeof meant === 'number') return signers[meant - 1];
  const ours = ({ kind, role }: PlacementSigner) => kind === 'firm' || role === 'member';
  return [...waiting].find((signer) => ours(signer) === (meant === 'firm'));
}
