export { type ErrorCode, errorCodes } from './error-codes.ts';
export { type Authentication, type Operation, type PathParameters } from './operation.ts';
export * as operations from './operations/index.ts';
export * as wire from './wire/index.ts';
