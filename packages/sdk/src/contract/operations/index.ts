export * from './access.ts';
export * from './ceremonies.ts';
export * from './renewals.ts';
export * from './transactions.ts';
