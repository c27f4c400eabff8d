export { type BlobStore, createMemoryBlobStore } from './blobs/blob-store.ts';
export { type Clock, createClock } from './clock.ts';
export {
  type CallOut,
  type CallOutOptions,
  OutgoingError,
  type OutgoingAdapter,
  type OutgoingErrorCode,
  type OutgoingHost,
} from './outgoing.ts';
export { OptionError, type OptionErrorCode } from './option-error.ts';
export type { Message, Outbox } from './outbox/outbox.ts';
export type { HttpSmsOptions } from './outbox/http-sms-gateway.ts';
export type { Mail, Mailer, Sms, SmsGateway } from './outbox/transports.ts';
export { createSandbox, type Sandbox, type SandboxOptions } from './sandbox.ts';
export {
  defaultFirm,
  type EditorSeed,
  type FirmSeed,
  type MemberSeed,
  type SeededEditor,
  type SeededFirm,
} from './seed/seed.ts';
export { defaultSettings, type Settings } from './settings.ts';
