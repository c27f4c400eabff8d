/** One attempt of a call, told to {@link Hooks}. It names no address, no header and no body: nothing in it is secret. */
export interface Attempt {
  /** Method and path of the contract, ids not filled in: `POST /transaction/{transactionId}/send`. */
  readonly operation: string;
  /** 1 for the first attempt of the call. */
  readonly attempt: number;
  /** The same on each attempt of an unsafe call. */
  readonly idempotencyKey: string | undefined;
}

/** An attempt that is over; without a status there was no whole answer. */
export interface AttemptEnded extends Attempt {
  readonly milliseconds: number;
  readonly status: number | undefined;
  /** The platform's id of the request: what its support asks for. */
  readonly requestId: string | undefined;
}

/** W3C Trace Context, to be sent along. */
export interface TraceHeaders {
  readonly traceparent?: string | undefined;
  readonly tracestate?: string | undefined;
}

/** What watches calls, for logs and traces. A hook that throws changes nothing in the call. */
export interface Hooks {
  /** Before each attempt; what it returns goes along as headers. */
  readonly onRequest?: ((attempt: Attempt) => TraceHeaders | undefined | void) | undefined;
  /** After each attempt. */
  readonly onResponse?: ((attempt: AttemptEnded) => void) | undefined;
}

const traceHeaders = ['traceparent', 'tracestate'] as const;

/** Tells the hooks of an attempt around it. */
export async function watched(
  { onRequest, onResponse }: Hooks,
  about: Attempt,
  request: Request,
  run: () => Promise<Response>,
): Promise<Response> {
  const along = quietly(() => onRequest?.(about));
  for (const name of traceHeaders) if (along?.[name] !== undefined) request.headers.set(name, along[name]);
  const started = performance.now();
  const ended = (response?: Response) => {
    const milliseconds = performance.now() - started;
    const requestId = response?.headers.get('x-request-id') ?? undefined;
    quietly(() => onResponse?.({ ...about, milliseconds, status: response?.status, requestId }));
  };
  return run().then(
    (response) => {
      ended(response);
      return response;
    },
    (error: unknown) => {
      ended();
      throw error;
    },
  );
}

function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
