/* eslint-disable @typescript-eslint/no-empty-object-type -- an interface keeps its name in hovers and errors */
import type * as z from 'zod/mini';
import type * as wire from '../contract/wire/index.ts';

/** A push of a collection's archive into a safe; the receipt is the safe's answer and the SHA-256 of what was sent. */
export interface ArchivePush extends z.infer<typeof wire.ArchivePush> {}
