export { clientErrorCodes, isJseError, JseError } from './errors.ts';
export { userMessage } from './user-message.ts';
export type { ClientErrorCode, FieldError, JseErrorCode, JseErrorFields } from './errors.ts';
export type { ErrorCode } from './contract/index.ts';
export type { Problem } from './contract/wire/index.ts';
export type { Attempt, AttemptEnded, Hooks, TraceHeaders } from './http/hooks.ts';
export type { FileStream } from './http/file-stream.ts';
export type { List, ListPage } from './http/pagination.ts';
export type { ChangeOptions, Download, Fetch, RequestOptions } from './http/request.ts';
export type { UploadFile, UploadProgress } from './http/upload.ts';
export type { Archive } from './resources/archive.ts';
export type { Certificates } from './resources/certificates.ts';
export type { Ceremonies } from './resources/ceremonies.ts';
export type { CollectionFilter, Collections } from './resources/collections.ts';
export type { WaitOptions } from './resources/wait-for.ts';
export type { ContactFilter, Contacts } from './resources/contacts.ts';
export type { CreditResource, Period } from './resources/credit.ts';
export type { DocumentStreams } from './resources/document-streams.ts';
export type { Documents, DownloadOptions, UploadOptions } from './resources/documents.ts';
export type { EmbedSessions } from './resources/embed-sessions.ts';
export type { EvidenceResource } from './resources/evidence.ts';
export type { EventQuery, Events } from './resources/events.ts';
export type { IdentityChecks, OwnIdentity } from './resources/identity.ts';
export type { Members } from './resources/members.ts';
export type { Parapheur } from './resources/parapheur.ts';
export type { PersonalDataResource } from './resources/personal-data.ts';
export type { Placements } from './resources/placements.ts';
export type { Signers } from './resources/signers.ts';
export type { Templates } from './resources/templates.ts';
export type { Tokens } from './resources/tokens.ts';
export type { WebhookEndpoints } from './resources/webhook-endpoints.ts';
export * from './schemas/index.ts';
export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  WebhookEvent,
  WebhookEventData,
  WebhookEventOf,
  WebhookEventType,
} from './webhooks/event.ts';
