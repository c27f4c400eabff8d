import * as z from 'zod/mini';
import { Id, Time } from './common.ts';
import { matching, text } from './checked.ts';

/** Body of `POST /transaction/{id}/archive`: where the safe takes a PUT, and the headers that open it. */
export const ArchivePushCreate = z.object({
  url: text(2048, 1),
  headers: z._default(z.record(matching(/^[A-Za-z0-9-]{1,64}$/), matching(/^[\x20-\x7e]{0,4096}$/)), {}),
});

/**
 * A push of the archive; the receipt is what the safe answered, with the SHA-256 of what was sent. `error` says in one word
 * why a push failed: `status_403`, `outgoing_timeout`, `purged`.
 */
export const ArchivePush = z.object({
  id: Id,
  state: z.enum(['pending', 'done', 'failed']),
  receipt: z.nullable(
    z.object({
      status: z.int(),
      sha256: z.string(),
      size: z.int(),
      etag: z.nullable(z.string()),
      location: z.nullable(z.string()),
    }),
  ),
  error: z.nullable(z.string()),
  createdAt: Time,
  doneAt: z.nullable(Time),
});

/** Answer of revoking download links: how many were still good. */
export const LinksRevoked = z.object({ revoked: z.int() });
