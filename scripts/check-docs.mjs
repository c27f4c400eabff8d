// What the documentation names exists: files and headings that links lead to, those of the site's menus too, paths of the
// repository in code spans, the scripts that `npm run` is told to run, and the tests that are quoted as “title” after the
// path of their file.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { root } from './run.mjs';

const pages = globSync(['*.md', '{docs,packages/*,examples/*}/**/*.md', '.changeset/*.md'], {
  cwd: root,
  exclude: (path) => /(^|\/)(node_modules|dist|dist-types|fonts|reference)(\/|$)/.test(path),
});
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
/** Made by a command, absent from a fresh clone. */
const made = /(^|\/)(dist|out|storybook-static)(\/|$)|^docs\/(benchmarks\.md$|reference(\/|$))/;

/** A page without its fenced blocks, so that code is not read as prose. */
const prose = (text) => text.replaceAll(/^(```+)[^\n]*\n[\s\S]*?^\1/gm, '');

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page) {
  const headings = prose(readFileSync(page, 'utf8')).matchAll(/^#{1,6} +(.+?) *$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(/\s/g, '-'),
    ),
  );
}

let faults = 0;
function fault(page, words) {
  faults += 1;
  console.log(`${page}: ${words}`);
}

for (const page of pages) {
  const file = join(root, page);
  const text = prose(readFileSync(file, 'utf8'));
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [path, anchor] = target.split('#');
    const linked = path === '' ? file : join(dirname(file), decodeURIComponent(path));
    if (!existsSync(linked)) {
      if (!made.test(relative(root, linked))) fault(page, `links to ${target}, which is not there`);
    } else if (anchor && linked.endsWith('.md') && !anchorsOf(linked).has(anchor)) {
      fault(page, `links to ${target}: no such heading`);
    }
  }
  for (const [, path] of text.matchAll(/`((?:packages|examples|scripts|docs|\.ci|\.storybook)\/[\w./-]+)`/g)) {
    if (!made.test(path) && !existsSync(join(root, path))) fault(page, `names ${path}, which is not there`);
  }
  for (const [, path, title] of text.matchAll(/`([\w./-]+\.test\.ts)` “([^”]+)”/g)) {
    const test = join(root, path);
    if (!existsSync(test) || !readFileSync(test, 'utf8').includes(title))
      fault(page, `quotes “${title}”: not in ${path}`);
  }
  for (const [, name] of readFileSync(file, 'utf8').matchAll(/\bnpm run ([\w:-]+)/g)) {
    if (!(name in scripts)) fault(page, `says npm run ${name}: no such script`);
  }
}

// The site's build looks for dead links in pages, not in its menus.
const menus = 'docs/.vitepress/config.ts';
const links = [...readFileSync(join(root, menus), 'utf8').matchAll(/\bpage\('[^']*', '([^']*)'\)/g)];
if (links.length === 0) fault(menus, 'has no link that could be read');
for (const [, target] of links) {
  const [path, anchor] = target.split('#');
  const linked = join(root, 'docs', `${path}.md`);
  if (path.startsWith('reference/')) continue;
  if (!existsSync(linked)) fault(menus, `links to ${target}, which is not there`);
  else if (anchor && !anchorsOf(linked).has(anchor)) fault(menus, `links to ${target}: no such heading`);
}
console.log(`${pages.length} pages, ${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;
