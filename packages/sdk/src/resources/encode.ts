import * as z from 'zod/mini';
import { translatePointer } from '../codecs/field-names.ts';
import { type FieldError, JseError } from '../errors.ts';

/**
 * Turns what the caller gave into the wire's body. What the contract does not allow is refused here already, with the
 * platform's own code `validation_failed` and the wrong fields in the SDK's words.
 */
export function encode<C extends z.ZodMiniType>(codec: C, value: z.output<C>): z.input<C> {
  let encoded;
  try {
    encoded = z.safeEncode(codec, value);
  } catch (cause) {
    throw new JseError('validation_failed', 'Not of the documented type', { cause });
  }
  if (encoded.success) return encoded.data as z.input<C>;
  const fieldErrors = encoded.error.issues.map(fieldError);
  const wrong = fieldErrors.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ');
  throw new JseError('validation_failed', `Not valid: ${wrong}`, { fieldErrors, cause: encoded.error });
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const told = new Map<string, unknown>(Object.entries(issue));
  const limits = ['minimum', 'maximum', 'format', 'expected'].flatMap((name) =>
    told.has(name) ? [`${name} ${String(told.get(name))}`] : [],
  );
  const pointer = translatePointer(['', ...issue.path.map(String)].join('/'));
  return { pointer, code: issue.code, detail: [issue.code, ...limits].join(', ') };
}
