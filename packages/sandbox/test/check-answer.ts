import assert from 'node:assert/strict';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
// eslint-disable-next-line jse/imports -- made at build time, no module of the published package
import { openApiDocument } from '../../sdk/openapi/document.ts';

interface Documented {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { headers?: object; content?: Record<string, { schema: object }> }>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Record<string, Documented>>>;
  readonly webhooks: Readonly<
    Record<string, { post: { requestBody: { content: { 'application/json': { schema: object } } } } }>
  >;
}

const document = openApiDocument('0.0.0') as Document;
const ajv = new Ajv2020({
  strict: false,
  allErrors: true,
  validateSchema: false,
  schemas: [{ $id: 'api', ...document }],
});
addFormats.default(ajv);
ajv.addFormat('binary', true);

const compiled = new Map<string, ValidateFunction>();
/** The validator of a schema of the document, by the parts of its pointer. */
function validatorAt(...parts: string[]): ValidateFunction {
  const names = parts.map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')));
  const pointer = `api#/${names.join('/')}`;
  const found = compiled.get(pointer) ?? ajv.compile({ $ref: pointer });
  compiled.set(pointer, found);
  return found;
}

function requireValid(validate: ValidateFunction, value: unknown, what: string): void {
  if (validate(value)) return;
  assert.fail(`${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 600)}`);
}

const templates = Object.keys(document.paths).map((path) => ({
  path,
  // A part in braces takes anything: the longest literal path wins, as it does in the platform's router.
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  literal: path.replaceAll(/\{\w+\}/g, '').length,
}));

function operationOf(method: string, pathname: string) {
  const path = pathname.replace(/^\/editor\/[^/]+/, '');
  const [found] = templates
    .filter(({ pattern, path: of }) => pattern.test(path) && document.paths[of]?.[method.toLowerCase()])
    .sort((one, other) => other.literal - one.literal);
  const operation = found && document.paths[found.path]?.[method.toLowerCase()];
  return operation ? { path: found.path, operation } : undefined;
}

/**
 * Holds an answer of the API against the OpenAPI document that the contract generates: its status, type and body must be
 * documented for the operation, its headers where they name something; events also against the webhooks' schemas. Throws
 * an assertion error that names the operation.
 */
export async function checkAnswer(request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith('/editor/') || request.method === 'OPTIONS') return;
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const found = operationOf(request.method === 'HEAD' ? 'GET' : request.method, pathname);
  assert.ok(response.headers.has('x-request-id'), `${request.method} ${pathname} has no request id`);
  if (!found) {
    assert.ok([404, 405].includes(response.status), `${request.method} ${pathname} is not documented`);
    assert.equal(type, 'application/problem+json');
    if (request.method === 'HEAD') return;
    requireValid(validatorAt('components', 'schemas', 'Problem'), await response.clone().json(), pathname);
    return;
  }
  const { path, operation } = found;
  const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
  const status = String(response.status);
  const what = `${operation.operationId} answered ${status} ${type}`;
  const documented = operation.responses[status];
  if (!documented) assert.fail(`${what}, which is not documented: ${await response.clone().text()}`);
  if (request.method === 'HEAD' || documented.content === undefined) return;
  assert.ok(documented.content[type], `${what}, a type that is not documented`);
  if (type.endsWith('json')) {
    const value: unknown = await response.clone().json();
    requireValid(validatorAt('paths', path, method, 'responses', status, 'content', type, 'schema'), value, what);
    if (operation.operationId === 'listEvents' && response.ok) checkEvents(value);
  }
  const tag = response.headers.get('etag');
  if (tag !== null) assert.match(tag, /^"[\x21\x23-\x7e]+"$/, `${what}: ETag`);
}

function checkEvents(page: unknown): void {
  for (const { id: _, ...event } of (page as { data: { id: string; type: string }[] }).data) {
    const at = ['webhooks', event.type, 'post', 'requestBody', 'content', 'application/json', 'schema'];
    requireValid(validatorAt(...at), event, `event ${event.type}`);
  }
}
