export { checkStructure, type StructureOptions, type StructureReport } from './check-structure.ts';
export { defaultLimits, type Limits } from '../pdf/limits.ts';
