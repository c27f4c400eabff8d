export { isJseError, JseError, webhookErrorCodes } from '../errors.ts';
export type { JseErrorCode } from '../errors.ts';
export type { WebhookBody } from './body.ts';
export type {
  KnownWebhookEvent,
  UnknownWebhookEvent,
  WebhookEvent,
  WebhookEventData,
  WebhookEventOf,
  WebhookEventType,
} from './event.ts';
export type { WebhookHeaders } from './headers.ts';
export { memoryReplayCache, type MemoryReplayCacheSettings, type ReplayCache } from './replay-cache.ts';
export type { WebhookSecrets } from './signature.ts';
export { type EventToSign, type SignedWebhook, signWebhook } from './sign-webhook.ts';
export { unwrapWebhook, type UnwrapOptions } from './unwrap-webhook.ts';
