import * as z from 'zod/mini';
import { JseError } from '../errors.ts';

/**
 * Turns what the caller gave into the wire's body. What the contract does not allow is refused here already, with the
 * platform's own code `validation_failed` and the wrong fields.
 */
export function encode<C extends z.ZodMiniType>(codec: C, value: z.output<C>): z.input<C> {
  const encoded = z.safeEncode(codec, value);
  if (encoded.success) return encoded.data as z.input<C>;
  const fieldErrors = encoded.error.issues.map(({ path, code, message }) => ({
    pointer: ['', ...path.map(String)].join('/'),
    code: code ?? 'invalid',
    detail: message,
  }));
  const wrong = fieldErrors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; ');
  throw new JseError('validation_failed', `Not valid: ${wrong}`, { fieldErrors, cause: encoded.error });
}
