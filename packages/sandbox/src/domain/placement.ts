import { placementFits, visibleSignature } from '@jse/sdk/rules';
import { Refusal } from '../problem.ts';
import type { Database } from '../store/database.ts';
import type { NewRow, Row } from '../store/tables.ts';

/** Refuses a visible signature on no page of the document, or one that leaves its page. */
export function checkPlacement(
  pages: readonly { readonly width: number; readonly height: number }[],
  placement: { readonly page: number; readonly x: number; readonly y: number },
): void {
  const number = placement.page === visibleSignature.lastPage ? pages.length : placement.page;
  const page = pages[number - 1];
  if (!page) {
    throw new Refusal(
      'placement_out_of_page',
      `Page ${placement.page} does not exist: the document has ${pages.length}`,
    );
  }
  if (!placementFits(page, placement.x, placement.y)) {
    const size = `${Math.round(page.width)} × ${Math.round(page.height)} points`;
    throw new Refusal('placement_out_of_page', `(${placement.x}, ${placement.y}) leaves page ${number} of ${size}`);
  }
}

/** A position as somebody sent it, and as it is kept. */
interface SentPosition {
  readonly page: number;
  readonly positionX: number;
  readonly positionY: number;
  readonly field?: string | undefined;
}

/**
 * Where a signer's signature goes on a document: in the file's own empty field that the position names, at that field's
 * place, else where the position says. Refuses a field that the file does not have, and a place off its page.
 */
export function placeOn(
  document: Pick<Row<'documents'>, 'name' | 'pages' | 'signature_fields'>,
  { page, positionX: x, positionY: y, field: name }: SentPosition,
): Pick<Row<'placements'>, 'page' | 'x' | 'y' | 'field'> {
  if (name === undefined) {
    checkPlacement(document.pages, { page, x, y });
    return { page, x, y, field: null };
  }
  const field = document.signature_fields.find((own) => own.name === name);
  if (field) return { page: field.page, x: field.x, y: field.y, field: name };
  throw new Refusal('signature_field_missing', `“${document.name}” has no empty signature field named “${name}”`);
}

/** Writes a visible signature down; a signer has one a document, and a field of the file's own is one signer's. */
export async function keepPlacement(db: Database, placement: NewRow<'placements'>): Promise<void> {
  const { document_id, field } = placement;
  if (field !== null && field !== undefined) {
    const taken = await db
      .selectFrom('placements')
      .select('signer_id')
      .where('document_id', '=', document_id)
      .where('field', '=', field)
      .executeTakeFirst();
    if (taken) throw new Refusal('signature_field_taken', `The field “${field}” is another signer’s already`);
  }
  const placed = await db
    .insertInto('placements')
    .values(placement)
    .onConflict((conflict) => conflict.doNothing())
    .returning('signer_id')
    .executeTakeFirst();
  if (!placed) throw new Refusal('validation_failed', 'A signer has one visible signature a document');
}
