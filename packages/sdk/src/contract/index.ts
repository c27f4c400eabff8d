export { type ErrorCode, errorCodes } from './error-codes.ts';
export { type EventData, eventData } from './event-data.ts';
export { errorsOf } from './errors-of.ts';
export { type Authentication, type FileKind, fileKinds, type Operation, type PathParameters } from './operation.ts';
export * as operations from './operations/index.ts';
export { pathParameter } from './path-parameters.ts';
export * as wire from './wire/index.ts';
