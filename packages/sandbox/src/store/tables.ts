import type { Insertable, Selectable } from 'kysely';
import type { ActTables } from './tables/acts.ts';
import type { CollectionTables } from './tables/collections.ts';
import type { DeliveryTables } from './tables/delivery.ts';
import type { PeopleTables } from './tables/people.ts';

export { toJson } from './tables/columns.ts';
export { type Access } from './tables/people.ts';

/** The tables of the platform. */
export interface Tables extends PeopleTables, CollectionTables, ActTables, DeliveryTables {}

/** A row as read. */
export type Row<T extends keyof Tables> = Selectable<Tables[T]>;
/** A row as written. */
export type NewRow<T extends keyof Tables> = Insertable<Tables[T]>;
