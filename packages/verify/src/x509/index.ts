export { validatePath, type PathOptions, type PathValidation } from './validate.ts';
export type { PathReason, PathReasonCode } from './path-reason.ts';
