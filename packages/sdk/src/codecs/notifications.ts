/** Who is told of a collection's end, in the SDK's words. */
export const notificationsOf = { ALL: 'all', NONE: 'none' } as const;
/** The same in the wire's words. */
export const notificationOf = { all: 'ALL', none: 'NONE' } as const;
