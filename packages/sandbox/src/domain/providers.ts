import type { ErrorCode } from '@jse/sdk/contract';
import { pkiUrls } from '../certificates/index.ts';
import type { Dependencies } from '../dependencies.ts';
import { Refusal } from '../problem.ts';
import {
  createRevocationClient,
  createTimestampClient,
  type RevocationClient,
  type RevocationProofs,
  SigningError,
  type SigningErrorCode,
  type TimestampClient,
} from '../signing/index.ts';

/** The services that a signature rests on. */
export interface Providers {
  readonly timestamp: TimestampClient;
  readonly revocation: RevocationClient;
  /** Answers got so far: each certificate is asked about once a batch, while the answer is valid. */
  readonly proofs: RevocationProofs;
}

/**
 * The timestamp authority and the revocation services of the platform's own certificates. A certificate that came with
 * an uploaded file may name any address: no other is called. For one batch: what it has asked it does not ask again.
 */
export function providersOf({ settings, callProvider }: Pick<Dependencies, 'settings' | 'callProvider'>): Providers {
  const fetch = (request: Request): Promise<Response> =>
    request.url.startsWith(`${settings.baseUrl}/`)
      ? callProvider(request)
      : Promise.reject(new Error('Only the services of the platform’s own certificates are asked'));
  const { ocsp, rootCrl, issuingCrl, timestamp } = pkiUrls(settings.baseUrl);
  // A certificate names the address that the platform had when it was issued; the services are where it is today.
  const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname : undefined);
  const locate = (url: string) => [ocsp, rootCrl, issuingCrl].find((own) => pathOf(own) === pathOf(url)) ?? url;
  return {
    timestamp: createTimestampClient({ url: timestamp, fetch }),
    revocation: createRevocationClient({ fetch, locate }),
    proofs: new Map(),
  };
}

/** What a failed signature or renewal tells the caller; the cause is kept. */
export function asRefusal(error: unknown): unknown {
  if (!(error instanceof SigningError)) return error;
  const { code, message } = error;
  if (code === 'timestamp_rejected' || code === 'revocation_unavailable') {
    return new Refusal('unavailable', `A service of the signature does not answer: ${message}`, {}, { cause: error });
  }
  if (code === 'certificate_revoked' || code === 'certificate_not_valid') {
    return new Refusal('certificate_missing', message, {}, { cause: error });
  }
  const refusal = fieldRefusals[code];
  return refusal ? new Refusal(refusal, message, {}, { cause: error }) : error;
}

const fieldRefusals: Partial<Record<SigningErrorCode, ErrorCode>> = {
  field_missing: 'signature_field_missing',
  field_already_signed: 'signature_field_taken',
  field_named_twice: 'signature_field_taken',
  field_restricted: 'signature_field_restricted',
  page_missing: 'placement_out_of_page',
  document_unreadable: 'pdf_damaged',
  document_not_appendable: 'pdf_damaged',
};
