import type * as z from 'zod/mini';
import type { Delegation, SessionPurpose } from '../rules/index.ts';
import type { ErrorCode } from './error-codes.ts';

/** Who may call: nobody in particular, the holder of the editor secret, the firm, or a member of it. */
export type Authentication = 'none' | 'hmac' | 'office' | 'member';

/** Kinds of files that an operation may answer, with their media types. */
export const fileKinds = { pdf: 'application/pdf', zip: 'application/zip', csv: 'text/csv' } as const;
/** One of {@link fileKinds}. */
export type FileKind = keyof typeof fileKinds;

/**
 * One operation as plain data: the client, the sandbox's routes and the OpenAPI document all come from it.
 * `path` is below `/editor/{editorShortcut}`; `purposes` are the embed sessions that may call it as well;
 * `source` tells what was observed of the platform from what is ours. `body` is JSON, `multipart` a form,
 * `response` a schema or the kind of a file. An answer with a `secret` in it is not kept for a replay.
 */
export interface Operation {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: `/${string}`;
  readonly summary: string;
  readonly source: 'observed' | 'ours';
  readonly auth: Authentication;
  readonly purposes: readonly SessionPurpose[];
  /** The right that the acting member must have, whatever the call holds; finer rules are the operation's own. */
  readonly delegation?: Delegation;
  readonly query?: z.ZodMiniObject;
  readonly body?: z.ZodMiniType;
  readonly multipart?: z.ZodMiniObject;
  readonly response: z.ZodMiniType | FileKind;
  readonly status: 200 | 201;
  readonly secret?: true;
  readonly errors: readonly ErrorCode[];
}

/** Declares an operation and keeps its literal types. */
export const operation = <const T extends Operation>(declared: T): T => declared;

/** The parameters named in braces in a path. */
export type PathParameters<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PathParameters<Rest>
  : never;
