import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';

const folder = join(import.meta.dirname, '../../../sdk/src/resources');

/** The example of each method of each resource, by interface and name; undefined where its doc has none. */
export function readExamples(): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const path of globSync(join(folder, '*.ts')).toSorted()) {
    if (basename(path).endsWith('.test.ts')) continue;
    const source = ts.createSourceFile(path, ts.sys.readFile(path) ?? '', ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
      if (!ts.isInterfaceDeclaration(node)) return;
      for (const member of node.members.filter(ts.isMethodSignature)) {
        const doc = ts.getJSDocCommentsAndTags(member).map((one) => one.getText(source));
        const example = /@example\n([\s\S]*?)\*\/$/.exec(doc.join('\n'))?.[1];
        const code = example?.replaceAll(/^ *\* ?/gm, '').trimEnd();
        found.set(`${node.name.text}.${member.name.getText(source)}`, code);
      }
    });
  }
  return found;
}

/** Whether the examples compile, each as a function of the names; gives what the compiler says. */
export function compile(examples: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  const file = join(import.meta.dirname, 'generated-examples.ts');
  const functions = [...examples].map(
    ([name, code]) =>
      `export async function ${name.replace('.', '_')}({ ${names.join(', ')} }: ExampleNames) { {\n${code}\n} }\n`,
  );
  const text = `import type { ExampleNames } from './names.ts';\n${functions.join('\n')}`;
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['@jse/source'],
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (path, version) =>
    path === file ? ts.createSourceFile(path, text, version, true) : read(path, version);
  const exists = host.fileExists.bind(host);
  host.fileExists = (path) => path === file || exists(path);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)].map((diagnostic) => {
    const before = text
      .slice(0, diagnostic.start)
      .match(/function (\w+)/g)
      ?.at(-1);
    return `${before}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
}
