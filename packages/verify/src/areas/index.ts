export { changedAreas, type ChangedArea, type ChangedAreasOptions } from './changed-areas.ts';
export type { Rect } from './page-index.ts';
