import type { Operation } from '@jse/sdk/contract';
import { accessRights } from './access.ts';
import { actRights } from './acts.ts';
import { archiveRights } from './archive.ts';
import { collectionRights } from './collections.ts';
import { firmRights } from './firm.ts';
import type { Right } from './kinds.ts';
import { peopleRights } from './people.ts';

export { definition, type Known, type Probe, type Right } from './kinds.ts';

/** One entry for each operation of the contract. A new operation without one fails the matrix. */
export const rights: Readonly<Record<Operation['id'], Right>> = {
  ...accessRights,
  ...actRights,
  ...archiveRights,
  ...collectionRights,
  ...firmRights,
  ...peopleRights,
};
