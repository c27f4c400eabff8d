import { errorCodes, errorsOf, type Operation, wire } from '@jse/sdk/contract';
import * as z from 'zod/mini';
import { canaries } from './world.ts';

/** What is wrong with an answer, whatever was asked; undefined where nothing is. */
export async function fault(
  response: Response,
  operation: Operation | null,
  method: string,
): Promise<string | undefined> {
  if (response.status >= 500) return `answered ${response.status}: ${(await response.text()).slice(0, 300)}`;
  const type = response.headers.get('content-type') ?? '';
  if (type === 'text/event-stream') {
    // It has no end of its own.
    await response.body?.cancel();
    return undefined;
  }
  const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
  const told = canaries.find(
    (secret) => text.includes(secret) || [...response.headers.values()].some((value) => value.includes(secret)),
  );
  if (told !== undefined) return `told of the other firm (${told}): ${text.slice(0, 300)}`;
  if (method === 'HEAD' || method === 'OPTIONS') return undefined;
  // A page that is held already is not sent again (RFC 9110 §15.4.5).
  if (response.status === 304) return method === 'GET' && text === '' ? undefined : 'a 304 with a body';
  if (response.status < 400) return operation ? successFault(response, operation, type, text) : undefined;
  if (type !== 'application/problem+json') return `refused with ${response.status} as ${type}, not as a problem`;
  const problem = wire.Problem.safeParse(JSON.parse(text));
  if (!problem.success) return `a problem that is none: ${text.slice(0, 300)}`;
  const { code, status } = problem.data;
  const known = errorCodes[code as keyof typeof errorCodes] as { status: number } | undefined;
  if (known?.status !== status || status !== response.status) return `${status} is not the status of ${code}`;
  if (operation && !errorsOf(operation).some((documented) => documented === code)) return `${code} is not documented`;
  return undefined;
}

function successFault(response: Response, operation: Operation, type: string, text: string): string | undefined {
  if (response.status !== operation.status) return `answered ${response.status}, not ${operation.status}`;
  if (typeof operation.response === 'string' || type !== 'application/json') return undefined;
  const parsed = z.safeParse(operation.response, JSON.parse(text));
  return parsed.success ? undefined : `an answer that is not as documented: ${parsed.error.message.slice(0, 300)}`;
}
