// The ESLint rule that holds what may import what (docs/architecture.md): the arrows between the packages, and the one
// door of each outside thing. It reads static and dynamic imports, re-exports and import types alike, and resolves
// relative paths, so that no spelling leads around it.
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rule } from 'eslint';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Door {
  readonly thing: RegExp;
  readonly files: readonly string[];
  readonly tests?: boolean;
  readonly message: string;
}

interface Place {
  readonly path: string;
  readonly owner?: string;
  readonly tests?: boolean;
}

/** By package, which of ours it may import; and what its tests and stories may import besides. */
const arrows: Record<string, { readonly product: readonly string[]; readonly tests: readonly string[] }> = {
  sdk: { product: [], tests: [] },
  verify: { product: [], tests: [] },
  sandbox: { product: ['sdk', 'verify'], tests: [] },
  elements: { product: ['sdk', 'verify'], tests: ['sandbox'] },
};

/** Outside things by the files that may import them; `tests` where tests may as well. Paths are below `packages`. */
const doors: readonly Door[] = [
  { thing: /^ky(\/|$)/, files: ['sdk/src/http/transport.ts'], message: 'speaks HTTP' },
  {
    thing: /^pdfjs-dist(\/|$)/,
    files: [
      'elements/src/pdf-pages/pdf-document.ts',
      'elements/bench/in-page.mjs',
      'elements/bench/signer-in-page.mjs',
    ],
    message: 'loads pdf.js',
  },
  {
    thing: /^@electric-sql\/pglite(\/|$)/,
    files: ['sandbox/src/store/database.ts'],
    tests: true,
    message: 'opens PGlite',
  },
  { thing: /^pg(\/|$)/, files: ['sandbox/src/adapters/postgres.ts'], tests: true, message: 'speaks to PostgreSQL' },
  { thing: /^nodemailer(\/|$)/, files: ['sandbox/src/adapters/node-mail.ts'], message: 'sends mail' },
  {
    thing: /^(@peculiar\/x509|reflect-metadata)(\/|$)/,
    files: ['sandbox/src/certificates/x509-issuer.ts'],
    message: 'takes the reflection polyfill into the bargain',
  },
  { thing: /^jose(\/|$)/, files: ['sandbox/src/middleware/dpop.ts'], tests: true, message: 'reads tokens' },
  {
    thing: new RegExp(`^(node:|@hono/node-server|(${builtinModules.join('|')})(/|$))`),
    files: [
      'sandbox/src/node.ts',
      'sandbox/src/cli.ts',
      'sandbox/src/adapters/node-outgoing.ts',
      'sandbox/src/adapters/node-mail.ts',
      'sandbox/src/adapters/lock-folder.ts',
      'sandbox/src/adapters/master-key.ts',
      'sandbox/src/blobs/file-blob-store.ts',
      'verify/src/cli.ts',
    ],
    tests: true,
    message: 'needs Node; everything else runs in a page too',
  },
];

/** Where a file stands: its package (undefined outside of packages), its path below `packages`, and of what kind it is. */
function placeOf(filename: string): Place {
  const path = relative(root, filename).split(sep).join('/');
  const [, owner, rest] = /^packages\/([^/]+)\/(.*)$/.exec(path) ?? [];
  if (owner === undefined || rest === undefined) return { path };
  // Harnesses of the elements are published; those of other packages serve their own tests.
  const harness = owner !== 'elements' && rest.endsWith('.harness.ts');
  const inSources = rest.startsWith('src/') && !rest.startsWith('src/testing/');
  const tests = !inSources || harness || /\.(test|stories)\.ts$/.test(rest);
  return { path: `${owner}/${rest}`, owner, tests };
}

/** Which of our packages an import leads to, itself included; undefined when to none. */
function targetOf(filename: string, source: string): string | undefined {
  const named = /^@jse\/([^/]+)/.exec(source)?.[1];
  if (named !== undefined) return named;
  return source.startsWith('.') ? placeOf(join(dirname(filename), source)).owner : undefined;
}

/** What is wrong with an import of `source` in a file; undefined when nothing is. */
export function faultOf(filename: string, source: string): string | undefined {
  const { path, owner, tests } = placeOf(filename);
  if (/^zod(\/(?!(?:mini|locales)$)|$)/.test(source))
    return "Import * as z from 'zod/mini': the classic build is five times heavier.";
  if (/^\.{1,2}\//.test(source) && !/\.(ts|mjs|js|json|css)(\?.*)?$/.test(basename(source))) {
    return 'Relative imports carry their .ts extension.';
  }
  if (owner === undefined) return undefined;
  if (/^lit(-html)?\/.*unsafe-/.test(source)) return 'Hosts enforce Trusted Types: render with templates.';

  const target = targetOf(filename, source);
  if (target !== undefined && target !== owner) {
    if (source.startsWith('.')) return `Import @jse/${target} by its name, not across folders.`;
    const allowed = arrows[owner];
    if (allowed?.product.includes(target) || (tests && allowed?.tests.includes(target))) return undefined;
    return `${owner} does not import ${target}: the arrow is not in docs/architecture.md.`;
  }
  const door = doors.find(({ thing }) => thing.test(source));
  if (door === undefined || door.files.includes(path) || (tests && door.tests)) return undefined;
  return `Only packages/${door.files.join(', packages/')} ${door.message}.`;
}

/** The rule, for `plugins: { jse: { rules: { imports } } }`. */
export const imports: Rule.RuleModule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node: Rule.Node, source: unknown) => {
      const value = (source as { value?: unknown } | null | undefined)?.value;
      const message = typeof value === 'string' ? faultOf(context.filename, value) : undefined;
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration(node) {
        check(node, node.source);
        const z = node.specifiers.find((specifier) => specifier.type === 'ImportSpecifier' && isZ(specifier.imported));
        if (z && node.source.value === 'zod/mini') {
          context.report({ node: z, message: 'Import * as z: the named z keeps all of zod in the bundle.' });
        }
      },
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node: Rule.Node & { readonly source?: unknown }) => check(node, node.source),
    };
  },
};

const isZ = (imported: { readonly type: string; readonly name?: string }) => imported.name === 'z';
