import { JseError } from '../errors.ts';

/** Where headers come from: `Headers`, Node's `request.headers`, or a plain record; the case of names does not matter. */
export type WebhookHeaders = Pick<Headers, 'get'> | { readonly [name: string]: string | readonly string[] | undefined };

/** What the three headers of a delivery say; the timestamp as written, since it is signed so. */
export interface DeliveryHeaders {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: readonly string[];
}

const longestId = 64;
/** The platform sends two signatures at most, of 47 characters each. */
const longestSignatures = 1000;

/** Reads the headers of Standard Webhooks. Errors: `webhook_headers_missing`, `webhook_headers_invalid`. */
export function readHeaders(headers: WebhookHeaders): DeliveryHeaders {
  const [id, timestamp, signatures] = [
    valueOf(headers, 'webhook-id'),
    valueOf(headers, 'webhook-timestamp'),
    valueOf(headers, 'webhook-signature'),
  ];
  // Without a full stop: it ends the id in the text that is signed.
  if (id.length > longestId || !/^[\w-]+$/.test(id)) throw invalid('webhook-id');
  if (!/^\d{1,12}$/.test(timestamp)) throw invalid('webhook-timestamp');
  if (signatures.length > longestSignatures) throw invalid('webhook-signature');
  return { id, timestamp, signatures: signatures.split(' ') };
}

function valueOf(headers: WebhookHeaders, name: string): string {
  const values = isHeaders(headers)
    ? [headers.get(name)]
    : Object.entries(headers ?? {})
        .filter(([key]) => key.toLowerCase() === name)
        .flatMap(([, value]) => value);
  const [value] = values;
  if (value == null || value === '') throw new JseError('webhook_headers_missing', `No ${name}`);
  // Two of them leave open which one was meant.
  if (values.length > 1 || typeof value !== 'string') throw invalid(name);
  return value;
}

const isHeaders = (headers: WebhookHeaders): headers is Pick<Headers, 'get'> => typeof headers?.['get'] === 'function';

const invalid = (name: string): JseError => new JseError('webhook_headers_invalid', `${name} makes no sense`);
