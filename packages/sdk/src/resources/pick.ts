/** The named methods of a resource and no others: what a client may not call it does not have. */
export function pick<T extends object, K extends keyof T>(resource: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, resource[name]])) as Pick<T, K>;
}
