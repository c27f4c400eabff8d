import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vitepress';
import { stateTable } from './state-table.ts';

const docs = join(import.meta.dirname, '..');

/** What a command writes into `reference/` before the site is built. */
const generated = (pattern: string) => globSync(pattern, { cwd: docs }).toSorted();

/** What one imports, of a page of the reference: `@jse/sdk/contract/operations`. */
const imported = (file: string) =>
  file.replace(/^reference\/api\//, '').replaceAll(/\/README(?=\.md$)|\/namespaces(?=\/)|\.md$/g, '');

const page = (text: string, link: string) => ({ text, link: `/${link}` });

const tours = [
  page('L’expert-comptable', 'tours/expert'),
  page('Le collaborateur', 'tours/collaborateur'),
  page('Le client', 'tours/client'),
];

const chapters = [
  { text: 'Start', items: [page('Getting started', 'getting-started'), page('Examples', 'examples')] },
  {
    text: 'Embed (vendors)',
    items: [
      page('Embedding guide', 'embedding'),
      page('The SDK', 'sdk'),
      page('Preparing', 'preparing'),
      page('Placing', 'placing'),
      page('Signing', 'signing'),
      page('The parapheur', 'parapheur'),
      page('Following', 'following'),
      page('In React, Vue and Angular', 'frameworks'),
      page('Events and webhooks', 'webhooks'),
      page('Errors', 'errors'),
      page('Accessibility', 'accessibility'),
    ],
  },
  {
    text: 'Play (prototypers)',
    items: [page('Prototyping', 'prototyping'), page('The sandbox', 'sandbox')],
  },
  {
    text: 'Verify (integrators)',
    items: [
      page('Verifying', 'verifying'),
      page('The report', 'signature-report'),
      page('What is checked, and how', 'verification'),
    ],
  },
  {
    text: 'Run (operators)',
    items: [
      page('Operations', 'operations'),
      page('Security', 'security'),
      page('Law and personal data', 'legal'),
      page('Support and versions', 'support'),
    ],
  },
  { text: 'Visites guidées', items: tours },
  {
    text: 'The platform',
    items: [page('Rules', 'platform-api#rules'), page('API', 'platform-api'), page('Words FR/EN', 'glossary')],
  },
  {
    text: 'How it is built',
    collapsed: true,
    items: [
      page('Architecture', 'architecture'),
      page('How an element is built', 'elements'),
      page('Benchmarks', 'benchmarks'),
      page('Decisions', 'decisions/README'),
    ],
  },
  {
    text: 'Reference',
    collapsed: true,
    items: [
      ...generated('reference/api/@jse/**/*.md').map((file) => page(imported(file), file.slice(0, -3))),
      page('Elements', 'reference/elements/'),
      ...generated('reference/elements/jse-*.md').map((file) => page(`<${basename(file, '.md')}>`, file.slice(0, -3))),
    ],
  },
];

const listed = new Set(chapters.flatMap(({ items }) => items.map(({ link }) => link)));
/** Pages that no chapter names yet, by their headings. */
const others = globSync('*.md', { cwd: docs })
  .filter((file) => file !== 'index.md' && !listed.has(`/${file.slice(0, -3)}`))
  .map((file) => page(/^# (.+)$/m.exec(readFileSync(join(docs, file), 'utf8'))?.[1] ?? file, file.slice(0, -3)));
const rest = others.length > 0 ? [{ text: 'More', items: others }] : [];

export default defineConfig({
  title: 'Je Signe Expert',
  description: 'The embeddable signing toolkit: SDK, web components, verifier, sandbox',
  lang: 'en',
  // Links of the built site are relative: it works at any path of any file server.
  base: './',
  srcExclude: ['node_modules/**'],
  outDir: join(docs, 'dist'),
  lastUpdated: false,
  // A page in another language says so (`lang` in its front matter): screen readers speak it right.
  transformHtml: (html, _id, { pageData }) => {
    const { lang } = pageData.frontmatter as { lang?: string };
    return lang ? html.replace(/<html lang="[^"]*"/, `<html lang="${lang}"`) : html;
  },
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  // The site’s pages, the reference included, are checked for dead links by the build; headings by scripts/check-docs.mjs.
  ignoreDeadLinks: 'localhostLinks',
  markdown: { config: (markdown) => void stateTable(markdown) },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith('jse-') } } },
  themeConfig: {
    search: { provider: 'local', options: { detailedView: true } },
    outline: [2, 3],
    nav: [
      page('Start', 'getting-started'),
      {
        text: 'For',
        items: [
          page('Vendors: embed it', 'embedding'),
          page('Prototypers: play with it', 'prototyping'),
          page('Integrators: verify', 'verifying'),
          page('Operators: run it', 'operations'),
        ],
      },
      { text: 'Visites guidées', items: tours },
      {
        text: 'Reference',
        items: [page('SDK', 'sdk'), page('Elements', 'reference/elements/'), page('API', 'platform-api')],
      },
    ],
    sidebar: [...chapters, ...rest],
    docFooter: { prev: false, next: false },
  },
});
