/** Where a call stands in a trace that spans systems. */
export interface TraceContext {
  readonly traceId: string;
  readonly parentId: string;
}

/** Reads a `traceparent` header (W3C Trace Context §3.2); an invalid one counts as missing. */
export function readTraceparent(header: string | null): TraceContext | undefined {
  const match = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(header?.trim() ?? '');
  const [, traceId = '', parentId = '', more] = match ?? [];
  if (!match || /^0*$/.test(traceId) || /^0*$/.test(parentId)) return undefined;
  if (more !== undefined && header?.startsWith('00')) return undefined;
  return { traceId, parentId };
}
