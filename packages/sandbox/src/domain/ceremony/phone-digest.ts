import { hmacHex } from '../../crypto.ts';
import type { Dependencies } from '../../dependencies.ts';

/** Tells two phones apart, or one from itself, without naming it: an HMAC that only the platform can recompute. */
export const phoneDigest = ({ codeKey }: Pick<Dependencies, 'codeKey'>, phone: string): Promise<string> =>
  hmacHex(codeKey, `phone\n${phone}`);
