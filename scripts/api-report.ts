// `node scripts/api-report.ts [--check]`, after a build: writes what each entry of the published packages exports, as its
// declarations say, into packages/<package>/api/<entry>.txt; with --check it only compares and fails where they differ. A
// change of the public surface so shows in review. What pages set on elements is in their manifest's report beside.
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const packages = join(import.meta.dirname, '../packages');
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

/** Each export of a file with its declarations, in the order of the names; null where it exports nothing. */
function reportOf(program: ts.Program, path: string): Map<string, string> | null {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  if (!file) throw new Error(`${path} is not there: build first`);
  const module = checker.getSymbolAtLocation(file);
  if (!module) return null;
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

/** The declarations of a package's entries, by their names; each file of a pattern is one. */
function entriesOf(folder: string): Map<string, string> {
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    exports: Readonly<Record<string, string | { readonly types: string }>>;
  };
  const entries = new Map<string, string>();
  for (const [entry, target] of Object.entries(exports)) {
    if (typeof target === 'string') continue;
    const name = entry === '.' ? 'index' : entry.slice(2);
    const files = globSync(target.types, { cwd: folder }).sort();
    if (files.length === 0) throw new Error(`${folder}: ${target.types} is not there: build first`);
    for (const file of files) {
      const [, , part = ''] = file.split('/');
      if (name.includes('*') && !part) continue;
      entries.set(name.replace('*', file.split('/')[1] ?? ''), join(folder, file));
    }
  }
  return entries;
}

/** The reports of a package by entry; what every entry exports is told once, in `index`. */
function reportsOf(folder: string): Map<string, string> {
  const entries = entriesOf(folder);
  const program = ts.createProgram([...entries.values()], { skipLibCheck: true });
  const common = reportOf(program, entries.get('index') ?? '');
  const reports = new Map<string, string>();
  for (const [entry, path] of entries) {
    const own = [...(reportOf(program, path) ?? [])].filter(
      ([name, text]) => entry === 'index' || common?.get(name) !== text,
    );
    const report = own.map(([name, text]) => `## ${name}\n${text}\n`).join('\n');
    if (report) reports.set(entry, report);
  }
  const manifest = join(folder, 'dist/custom-elements.json');
  if (existsSync(manifest)) reports.set('custom-elements', elementsIn(readFileSync(manifest, 'utf8')));
  return reports;
}

interface Told {
  readonly name: string;
  readonly attribute?: string;
  readonly type?: { readonly text: string };
}
interface Declared extends Readonly<Record<'attributes' | 'events' | 'slots' | 'cssParts' | 'cssProperties', Told[]>> {
  readonly tagName?: string;
}

/** What pages set, hear and style of each element: the sections of its manifest, in the order of the names. */
function elementsIn(manifest: string): string {
  const { modules } = JSON.parse(manifest) as { modules: { declarations?: Declared[] }[] };
  const elements = modules.flatMap(({ declarations = [] }) => declarations.filter(({ tagName }) => tagName));
  const sections = ['attributes', 'events', 'slots', 'cssParts', 'cssProperties'] as const;
  const lines = (element: Declared) =>
    sections.flatMap((section) =>
      (element[section] ?? [])
        .map(({ name, type }) => `${section}: ${name || '(default)'}${type ? `: ${type.text}` : ''}`)
        .toSorted(),
    );
  return elements
    .toSorted((one, other) => ((one.tagName ?? '') < (other.tagName ?? '') ? -1 : 1))
    .map((element) => `## <${element.tagName}>\n${lines(element).join('\n')}\n`)
    .join('\n');
}

let stale = 0;
for (const name of ['sdk', 'verify', 'sandbox', 'elements']) {
  const folder = join(packages, name);
  const reports = reportsOf(folder);
  const known = globSync('**/*.txt', { cwd: join(folder, 'api') }).map((path) => path.slice(0, -4));
  for (const entry of new Set([...reports.keys(), ...known])) {
    const path = join(folder, 'api', `${entry}.txt`);
    const [report, kept] = [reports.get(entry), existsSync(path) ? readFileSync(path, 'utf8') : undefined];
    if (kept === report) continue;
    stale += 1;
    if (process.argv.includes('--check')) {
      console.log(
        `packages/${name}/api/${entry}: what is exported has changed: \`node scripts/api-report.ts\`, and review it`,
      );
    } else if (report === undefined) rmSync(path);
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, report);
    }
  }
}
if (process.argv.includes('--check') && stale > 0) process.exitCode = 1;
