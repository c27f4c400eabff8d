// `node scripts/api-report.ts [--check]`, after a build: writes what each entry of the package exports, as its declarations
// say, into api/<entry>.txt; with --check it only compares and fails where they differ. A change of the public surface so
// shows in review.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');
const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  exports: Readonly<Record<string, string | { readonly types: string }>>;
};
const printer = ts.createPrinter({ removeComments: true });

/** Unions and the members of type literals in the order of their texts: the compiler's own order varies between builds. */
const inOrder: ts.TransformerFactory<ts.Node> = (context) => {
  const visit = (node: ts.Node): ts.Node => {
    const visited = ts.visitEachChild(node, visit, context);
    const text = (of: ts.Node) => printer.printNode(ts.EmitHint.Unspecified, of, node.getSourceFile());
    const sorted = <T extends ts.Node>(nodes: ts.NodeArray<T>) =>
      nodes
        .map((of) => [text(of), of] as const)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([, of]) => of);
    if (ts.isUnionTypeNode(visited)) return ts.factory.createUnionTypeNode(sorted(visited.types));
    if (ts.isTypeLiteralNode(visited)) return ts.factory.createTypeLiteralNode(sorted(visited.members));
    return visited;
  };
  return visit;
};

/** The declarations behind an exported name, wherever they stand. */
function declarationsOf(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Declaration[] {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target.declarations ?? []).map((declaration) =>
    ts.isVariableDeclaration(declaration) ? (declaration.parent.parent as unknown as ts.Declaration) : declaration,
  );
}

/** Each export with its declarations, in the order of the names. */
function reportOf(types: string): Map<string, string> {
  const program = ts.createProgram([join(root, types)], { skipLibCheck: true });
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(join(root, types));
  const module = file && checker.getSymbolAtLocation(file);
  if (!module) throw new Error(`${types} exports nothing: build first`);
  const print = (declaration: ts.Declaration): string => {
    const namespace = ts.isSourceFile(declaration) ? checker.getSymbolAtLocation(declaration) : undefined;
    if (namespace) return namesOf(checker, namespace).join(', ');
    const [ordered = declaration] = ts.transform<ts.Node>(declaration, [inOrder]).transformed;
    const text = printer.printNode(ts.EmitHint.Unspecified, ordered, declaration.getSourceFile());
    return text.replace(/^(?:export |declare )+/, '');
  };
  const symbols = checker.getExportsOfModule(module).toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return new Map(
    symbols.map((symbol) => [symbol.name, [...new Set(declarationsOf(checker, symbol).map(print))].join('\n')]),
  );
}

const namesOf = (checker: ts.TypeChecker, module: ts.Symbol): string[] =>
  checker
    .getExportsOfModule(module)
    .map(({ name }) => name)
    .toSorted();

const common = reportOf('dist/index.d.ts');
let stale = 0;
for (const [entry, target] of Object.entries(exports)) {
  if (typeof target === 'string') continue;
  const path = join(root, 'api', `${entry === '.' ? 'index' : entry.slice(2)}.txt`);
  // What every entry exports is told once.
  const own = [...reportOf(target.types)].filter(([name, text]) => entry === '.' || common.get(name) !== text);
  const report = own.map(([name, text]) => `## ${name}\n${text}\n`).join('\n');
  if (process.argv.includes('--check')) {
    let known = '';
    try {
      known = readFileSync(path, 'utf8');
    } catch {
      // Not there yet: told as stale.
    }
    if (known === report) continue;
    stale += 1;
    console.log(`api/${entry}: what is exported has changed; run \`pnpm --filter @jse/sdk api-report\` and review it`);
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, report);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
