// The samples of the documentation compile: each ```ts block, and each module script of an ```html block, is a module of
// its own, with the names that docs/samples.d.ts declares for what a reader has already. They lie where every package of
// ours is found.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './run.mjs';

const pages = globSync(['README.md', 'docs/*.md', 'docs/tours/*.md', 'packages/*/README.md', 'examples/*/README.md'], {
  cwd: root,
});
const folder = join(root, 'packages/elements/out/samples');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const names = join(folder, 'names.ts');
writeFileSync(names, readFileSync(join(root, 'docs/samples.d.ts')));

// What is shown word for word from an example is compiled there.
const examples = globSync('examples/*/**/*.ts', { cwd: root, exclude: (path) => /node_modules|dist/.test(path) });
const compiled = new Set(examples.map((path) => readFileSync(join(root, path), 'utf8').trim()));

/** The module scripts of a piece of HTML; what is around them becomes empty lines. */
function scriptsOf(html) {
  let within = false;
  const kept = html.split('\n').map((line) => {
    const starts = line.includes('<script type="module">');
    if (line.includes('</script>')) within = false;
    const own = within ? line : '';
    if (starts) within = true;
    return own;
  });
  return kept.join('\n');
}

const samples = new Map();
for (const page of pages.toSorted()) {
  const lines = readFileSync(join(root, page), 'utf8').split('\n');
  for (const [at, line] of lines.entries()) {
    const [language] = /^```(?:ts|html)$/.exec(line.trim()) ?? [];
    if (!language) continue;
    const end = lines.findIndex((one, place) => place > at && one.trim() === '```');
    const text = lines.slice(at + 1, end).join('\n');
    if (compiled.has(text.trim())) continue;
    const inPage = language === '```html';
    // Lines stay where they are, so that a fault is told at its place.
    const code = inPage ? scriptsOf(text) : text;
    if (code.trim() === '') continue;
    const file = join(folder, `${page.replaceAll(/\W+/g, '-')}-${at + 1}.${inPage ? 'js' : 'ts'}`);
    samples.set(file, { page, line: at + 1 });
    writeFileSync(file, `${code}\nexport {};\n`);
  }
}

const options = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2023,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  customConditions: ['@jse/source'],
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  experimentalDecorators: true,
  useDefineForClassFields: false,
  lib: ['lib.es2024.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts', 'lib.dom.asynciterable.d.ts'],
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
};
const written = (extension) => [...samples.keys()].filter((file) => file.endsWith(extension));
const typed = ts.createProgram([...written('.ts'), names], options);
// What stands in a page is JavaScript: names and their types are looked at, null is not.
const loose = { strict: false, allowJs: true, checkJs: true };
const untyped = ts.createProgram([...written('.js'), names], { ...options, ...loose }, undefined, typed);
const notAssignable = 2322;
let faults = 0;
for (const diagnostic of [typed, untyped].flatMap((program) => ts.getPreEmitDiagnostics(program))) {
  const file = diagnostic.file?.fileName ?? '';
  if (!file.startsWith(folder)) continue;
  // In JavaScript a literal is widened: 'firm' becomes string, which no type of ours takes.
  if (file.endsWith('.js') && diagnostic.code === notAssignable) continue;
  const { page, line } = samples.get(file) ?? { page: 'docs/samples.d.ts', line: 0 };
  const at = line + diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1;
  console.log(`${page}:${at}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`);
  faults += 1;
}
console.log(
  `${samples.size} samples on ${new Set([...samples.values()].map(({ page }) => page)).size} pages, ${faults} faults`,
);
process.exitCode = faults > 0 ? 1 : 0;
