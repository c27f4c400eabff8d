export { clientErrorCodes, isJseError, JseError, userMessage } from './errors.ts';
export type { ClientErrorCode, FieldError, JseErrorCode, JseErrorFields } from './errors.ts';
export type { ErrorCode } from './contract/index.ts';
export type { List, ListPage } from './http/pagination.ts';
export type { ChangeOptions, Download, Fetch, RequestOptions } from './http/request.ts';
export type { UploadFile, UploadProgress } from './http/upload.ts';
export type { CollectionFilter } from './resources/collections.ts';
export type { DownloadOptions, UploadOptions } from './resources/documents.ts';
export * from './schemas/index.ts';
