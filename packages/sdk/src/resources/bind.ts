import type { Send } from '../http/request.ts';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a constraint on all argument lists
type Resource = Readonly<Record<string, (send: Send, ...rest: any[]) => unknown>>;

/** A resource's functions without their first parameter, the way to the platform. */
export type Bound<T extends Resource> = {
  readonly [K in keyof T]: T[K] extends (send: Send, ...rest: infer A) => infer R ? (...args: A) => R : never;
};

/** Binds the named functions of a resource to a way to the platform; the same functions serve every client. */
export function bind<T extends Resource, K extends keyof T & string>(
  send: Send,
  resource: T,
  names: readonly K[],
): Pick<Bound<T>, K> {
  const bound = names.map((name) => [name, (...args: unknown[]) => resource[name]?.(send, ...args)]);
  return Object.fromEntries(bound) as Pick<Bound<T>, K>;
}
