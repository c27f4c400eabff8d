import { limits } from '@jse/sdk/rules';

/** How many items a page holds: what was asked for, within the platform's bounds. */
export const pageLimit = (asked: string | undefined): number =>
  Math.min(Math.max(Number(asked ?? limits.pageSize.default), 1), limits.pageSize.max);
