export * from './access.ts';
export * from './ceremony.ts';
export * from './common.ts';
export * from './event.ts';
export * from './member.ts';
export * from './money.ts';
export * from './transaction.ts';
export * from './webhook.ts';
