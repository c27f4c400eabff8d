import type { ColumnType } from 'kysely';

/** A jsonb column: read as a value, written as its JSON text (`toJson`). */
export type Json<T> = ColumnType<T, string, string>;
/** A jsonb column that may be empty. */
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
/** A column that may be empty, and may be left out when a row is written. */
export type Maybe<T> = ColumnType<T | null, T | null | undefined, T | null>;

/** The text that a jsonb column takes (both drivers would turn an array into a PostgreSQL array otherwise). */
export const toJson = (value: unknown): string => JSON.stringify(value);
