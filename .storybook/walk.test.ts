// The playground as a visitor meets it: built, laid into a sub-path of a plain file server, walked through in Chromium.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize, sep } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type Browser, chromium, type FrameLocator, type Page } from 'playwright-core';
import { chromiumArgs, findChromium } from '../scripts/find-browser.mjs';

const root = join(import.meta.dirname, '..');
const below = '/a/b/';
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const addonA11y = createRequire(join(root, 'package.json')).resolve('@storybook/addon-a11y/package.json');
const axePath = createRequire(addonA11y).resolve('axe-core/axe.min.js');

/** Of axe-core, which comes with Storybook's addon, as much as is asked of it. */
interface Axe {
  run(where: { readonly include: readonly Element[] }): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
  }>;
}

/** Long enough for a page that opens a database on a machine with much else to do. */
const patience = 240_000;

/** A PDF of one page with this text, written by hand (ISO 32000-2, 7.5). */
function pdfSaying(text: string): Buffer {
  const content = `BT /F1 24 Tf 72 700 Td (${text}) Tj ET`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
  ];
  let file = '%PDF-1.7\n';
  const places = objects.map((body, at) => {
    const place = String(file.length).padStart(10, '0');
    file += `${at + 1} 0 obj\n${body}\nendobj\n`;
    return `${place} 00000 n \n`;
  });
  const table = `xref\n0 ${places.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(`${file}${table}trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`, 'latin1');
}

/** Serves the files of a folder below the sub-path, and nothing else. */
async function serveFiles(folder: string): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const wanted = pathname === below ? 'index.html' : decodeURIComponent(pathname.slice(below.length));
    const file = normalize(join(folder, wanted));
    const gone = () => response.writeHead(404).end();
    if (!pathname.startsWith(below) || !file.startsWith(folder + sep)) return void gone();
    stat(file).then((found) => {
      if (!found.isFile()) return gone();
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
      createReadStream(file).pipe(response);
    }, gone);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

describe('the playground, built and served from a sub-path', () => {
  let folder: string;
  let server: Server;
  let origin: string;
  let browser: Browser;
  let page: Page;
  let story: FrameLocator;
  /** What went wrong in the page, and requests that were no reading of a file of this origin. */
  let faults: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jse-playground-'));
    const build = ['build', '--quiet', '--disable-telemetry', '-o', folder];
    await promisify(execFile)(join(root, 'node_modules/.bin/storybook'), build, { cwd: root, maxBuffer: 1 << 26 });
    server = await serveFiles(folder);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const executablePath = findChromium();
    browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArgs] });
    const context = await browser.newContext({ viewport: { width: 1440, height: 1000 }, reducedMotion: 'reduce' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    context.setDefaultTimeout(patience);
    page = await context.newPage();
    story = page.frameLocator('#storybook-preview-iframe');
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('request', (request) => {
      const local = /^(blob|data|about):/.test(request.url());
      if (!local && (request.method() !== 'GET' || !request.url().startsWith(`${origin}${below}`)))
        faults.push(`${request.method()} ${request.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
    await page.goto(`${origin}${below}?path=/story/elements-signer--code`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    const found = faults;
    faults = [];
    assert.deepEqual(found, []);
  });

  const panel = () => page.getByRole('tabpanel').filter({ visible: true });
  const show = (name: RegExp) => page.getByRole('tab', { name }).click();
  const pressed = (name: string | RegExp) => panel().getByRole('button', { name }).first().click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());

  /** Goes to a story by the tree at the side, whose branch may be closed. */
  async function choose(element: string, name: string): Promise<void> {
    const link = page.locator(`[id="elements-${element}--${name}"]`);
    if (!(await link.isVisible())) await page.locator(`[id="elements-${element}"]`).click();
    await link.click();
  }

  /** Axe over what the open panel shows. */
  async function accessible(): Promise<void> {
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await readFile(axePath, 'utf8'));
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as { axe: Axe };
      const shown = [...document.querySelectorAll('[role=tabpanel]')].filter((one) => one.checkVisibility());
      const { violations } = await axe.run({ include: shown });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`);
    });
    assert.deepEqual(found, []);
  }

  test('a code from the inbox signs', async () => {
    const code = await panel().locator('output').first().textContent();
    assert.match(code ?? '', /^\d{6}$/);
    await accessible();
    await pressed(/^Copier le code/);
    assert.equal(await copied(), code);
    await story.getByRole('textbox', { name: /code/i }).fill(await copied());
    await story.getByRole('button', { name: 'Signer', exact: true }).click();
    await story.getByText('C’est signé').waitFor();
  });

  test('the calls are told as the SDK makes them', async () => {
    await show(/^Appels/);
    await panel()
      .getByText(/^page\.ceremonies\.sign\('[\w-]+', code\)$/)
      .waitFor();
    await accessible();
    await pressed(/^Copier/);
    assert.match(await copied(), /await client\.collections\.launch\('[\w-]+'\);[^]*await page\.ceremonies\.sign\(/);
  });

  test('the element is told as a page writes it', async () => {
    await show(/^Code$/);
    await panel().getByRole('button', { name: 'React' }).click();
    await accessible();
    await pressed(/^Copier React/);
    const snippet = await copied();
    assert.match(snippet, /^import '@jse\/elements\/signer\/define';$/m);
    assert.match(snippet, /<Signer\n[^]*client=\{client\}[^]*codeEntry="inline"[^]*onJseSigned=/);
  });

  test('an invitation in the inbox leads to the signer’s page, on the same platform', async () => {
    await choose('collection-builder', 'launched');
    await show(/^Messages/);
    await story.getByText('La collecte est lancée').first().waitFor();
    await pressed('Ouvrir la page du signataire ici');
    await story.getByText(/Vous signez en tant que Camille Martin/).waitFor();
    assert.match(page.url(), /path=\/story\/elements-signer--invited/);
  });

  test('a visitor’s own PDF takes the place of the document, without leaving the page', async () => {
    await choose('signer', 'reading');
    await story.getByText('Lettre de mission 2026.pdf').first().waitFor();
    await show(/^Plateforme/);
    await accessible();
    const text = { name: 'mon-bail.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Mon propre bail') };
    await panel().locator('input[type=file]').setInputFiles(text);
    await panel().getByText('Ce fichier n’est pas un PDF.').waitFor();
    const file = { name: 'mon-bail.pdf', mimeType: 'application/pdf', buffer: pdfSaying('Mon propre bail') };
    await panel().locator('input[type=file]').setInputFiles(file);
    await story.getByText('mon-bail.pdf').first().waitFor();
    await story.getByText('Mon propre bail').waitFor();
    await pressed('Revenir au document du scénario');
    await story.getByText('Lettre de mission 2026.pdf').first().waitFor();
  });

  test('a line that the story has cut is mended in the panel', async () => {
    await choose('collection-tracker', 'unreachable');
    const again = story.getByRole('button', { name: 'Réessayer' });
    await again.waitFor();
    await panel().getByLabel('Ligne entre la page et la plateforme').selectOption('whole');
    await page.waitForURL(/line:whole/);
    await again.click();
    await story.getByText('Camille Martin').first().waitFor();
  });

  test('calls fail, SMS get lost and answers are slow as the panel says, until all is put back', async () => {
    await choose('signer', 'consent');
    await show(/^Messages/);
    const codes = () => panel().locator('output').count();
    await panel().getByRole('list').waitFor();
    const before = await codes();
    await show(/^Plateforme/);
    const ask = story.getByRole('button', { name: 'Recevoir le code par SMS' });
    const field = story.getByRole('textbox', { name: /code/i });
    await story.getByRole('checkbox').check();
    await panel().getByLabel('Appels en échec').selectOption('100');
    await page.waitForURL(/errors:100/);
    await ask.click();
    await story.getByRole('alert').filter({ hasText: /\S/ }).first().waitFor();
    assert.equal(await field.isVisible(), false);

    await panel().getByLabel('Appels en échec').selectOption('0');
    await panel().getByLabel('SMS perdus').selectOption('100');
    await panel().getByLabel('Latence ajoutée à chaque appel').selectOption('3000');
    await page.waitForURL(/latency:3000[^]*smsLost:100/);
    const asked = Date.now();
    await story.getByRole('button', { name: /^(Recevoir le code par SMS|Réessayer)$/ }).click();
    await field.waitFor();
    assert.ok(Date.now() - asked >= 3000, 'each call takes three seconds more');
    await show(/^Messages/);
    // The inbox is read anew within two seconds.
    await page.waitForTimeout(3000);
    assert.equal(await codes(), before, 'no SMS has come');

    await show(/^Plateforme/);
    await pressed('Reprendre depuis le début');
    await page.waitForURL((url) => !/latency|smsLost|errors/.test(url.search));
  });

  test('clock and credit are moved, stand in the address, and are the same for who opens it', async () => {
    await choose('collection-builder', 'complete');
    await story.getByRole('button', { name: /^Lancer la collecte/ }).waitFor();
    await pressed('+ 1 jour');
    await panel().getByText('Avancée par vous de 1 jour').waitFor();
    await pressed('Vider le crédit');
    await panel().getByText(/^0,00/).waitFor();
    await page.waitForURL(/clock:86400000;credit:0$/);

    const address = page.url().replace('globals=', 'globals=locale:en;theme:dark;viewport.value:phone;');
    await page.goto('about:blank');
    await page.goto(address);
    await story.getByRole('button', { name: /^Launch the collection/ }).waitFor();
    await show(/^Platform/);
    await panel().getByText('Moved on by you by 1 day').waitFor();
    await panel().getByText('€0.00').waitFor();
    const frame = page.locator('#storybook-preview-iframe');
    assert.equal(Math.round((await frame.boundingBox())?.width ?? 0), 390);
    const html = story.locator('html');
    assert.equal(await html.getAttribute('lang'), 'en');
    assert.equal(await html.evaluate((one) => getComputedStyle(one).colorScheme), 'dark');
  });
});
