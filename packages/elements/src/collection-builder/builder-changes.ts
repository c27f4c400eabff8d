import type { BrowserClient, CollectionChanges, NewSigner, SignerChanges, SignerPlacement } from '@jse/sdk/browser';
import type { Attempt } from './attempts.ts';
import { nextOrder, withDocumentPlacements } from './builder-model.ts';

/** The calls that preparing takes; the client of a session for preparing has them. */
export type BuilderClient = Pick<
  BrowserClient,
  'session' | 'collections' | 'documents' | 'signers' | 'placements' | 'members' | 'me'
>;

/** A step of preparing; `kind` says which. */
export type BuilderChange =
  | { readonly kind: 'add-document'; readonly file: File }
  | { readonly kind: 'remove-document'; readonly documentId: string }
  | { readonly kind: 'update'; readonly changes: CollectionChanges }
  | { readonly kind: 'add-signer'; readonly signer: Omit<NewSigner, 'order'> }
  | { readonly kind: 'update-signer'; readonly signerId: string; readonly changes: SignerChanges }
  | { readonly kind: 'remove-signer'; readonly signerId: string }
  | { readonly kind: 'reorder'; readonly signerIds: readonly string[] }
  | {
      readonly kind: 'place';
      readonly documentId: string;
      readonly placements: readonly Omit<SignerPlacement, 'documentId'>[];
    }
  | { readonly kind: 'prepare' }
  | { readonly kind: 'launch' };

/** A step that is one call; sending a file is more than that. */
export type CalledChange = Exclude<BuilderChange, { readonly kind: 'add-document' }>;

/** What a call is guarded by: the version of the draft that it is made from, and the key that makes it go once. */
export const guardOf = ({ collection: { version }, idempotencyKey }: Attempt) => ({ ifMatch: version, idempotencyKey });

/** Makes a step from the draft as it was at the attempt; signers and the seal are added as the last ones. */
export function callFor(client: BuilderClient, attempt: Attempt, change: CalledChange): Promise<unknown> {
  const { collection } = attempt;
  const { id, signers } = collection;
  const guard = guardOf(attempt);
  switch (change.kind) {
    case 'remove-document':
      return client.documents.remove(id, change.documentId, guard);
    case 'update':
      return client.collections.update(id, change.changes, guard);
    case 'add-signer':
      return client.signers.add(id, { ...change.signer, order: nextOrder(signers) }, guard);
    case 'update-signer':
      return client.signers.update(id, change.signerId, change.changes, guard);
    case 'remove-signer':
      return client.signers.remove(id, change.signerId, guard);
    case 'reorder':
      return client.collections.reorder(id, change.signerIds, guard);
    case 'place':
      return client.placements.replace(
        id,
        withDocumentPlacements(collection, change.documentId, change.placements),
        guard,
      );
    default:
      return client.collections[change.kind](id, guard);
  }
}
