export * from './access.ts';
export * from './ceremonies.ts';
export * from './events.ts';
export * from './members.ts';
export * from './money.ts';
export * from './renewals.ts';
export * from './transactions.ts';
export * from './webhooks.ts';
