import { operation } from '../operation.ts';
import * as wire from '../wire/index.ts';

const edit = ['state_conflict', 'precondition_failed', 'delegation_missing'] as const;
const placing = ['placement_out_of_page', 'signature_field_missing', 'signature_field_taken'] as const;

/** Adds a signer; `level` in the body is his order. */
export const createSignatory = operation({
  id: 'createSignatory',
  method: 'POST',
  path: '/transaction/{transactionId}/signatory',
  summary: 'Add a signer',
  source: 'observed',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  body: wire.SignatoryCreate,
  response: wire.Created,
  status: 201,
  errors: ['pinned_by_template', ...edit, ...placing, 'level_unsupported', 'certificate_missing'],
});

/** Changes a signer of a collection that is not launched. */
export const updateSignatory = operation({
  id: 'updateSignatory',
  method: 'PATCH',
  path: '/transaction/{transactionId}/signatory/{signatoryId}',
  summary: 'Change a signer',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  body: wire.SignatoryUpdate,
  response: wire.Signatory,
  status: 200,
  errors: ['pinned_by_template', ...edit, 'level_unsupported'],
});

/** Removes a signer of a collection that is not launched. */
export const deleteSignatory = operation({
  id: 'deleteSignatory',
  method: 'DELETE',
  path: '/transaction/{transactionId}/signatory/{signatoryId}',
  summary: 'Remove a signer',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare'],
  delegation: 'prepare',
  response: wire.Done,
  status: 200,
  errors: ['pinned_by_template', ...edit],
});

/** Puts another person in the place of a signer of a running collection who has not signed. */
export const replaceSignatory = operation({
  id: 'replaceSignatory',
  method: 'POST',
  path: '/transaction/{transactionId}/signatory/{signatoryId}/replacement',
  summary: 'Replace a signer who has not signed',
  source: 'ours',
  auth: 'member',
  purposes: ['follow'],
  delegation: 'launch',
  body: wire.SignatoryReplace,
  response: wire.Transaction,
  status: 200,
  errors: [...edit, 'already_signed', 'certificate_missing', 'pdf_certified'],
});

/** Lets a signer enter codes again after too many wrong ones; the evidence keeps who did it. */
export const unlockSignatory = operation({
  id: 'unlockSignatory',
  method: 'POST',
  path: '/transaction/{transactionId}/signatory/{signatoryId}/unlock',
  summary: 'Unlock a signer',
  source: 'ours',
  auth: 'member',
  purposes: ['follow'],
  delegation: 'launch',
  response: wire.Done,
  status: 200,
  errors: ['delegation_missing', 'state_conflict'],
});

/** Replaces all visible signatures of a collection that is not launched. */
export const replacePositions = operation({
  id: 'replacePositions',
  method: 'PUT',
  path: '/transaction/{transactionId}/position',
  summary: 'Place the visible signatures',
  source: 'ours',
  auth: 'member',
  purposes: ['prepare', 'place'],
  delegation: 'prepare',
  body: wire.PositionsReplace,
  response: wire.Transaction,
  status: 200,
  errors: [...edit, ...placing],
});
