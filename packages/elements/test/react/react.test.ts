import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { bundle } from '../../../../scripts/bundle.mjs';
import { chromiumArgs, findChromium } from '../../../../scripts/find-browser.mjs';

const executablePath = findChromium();
const execute = promisify(execFile);

/** What a server that renders pages does with the built package: no DOM, no conditions of ours. */
const onServer = `
  import { createElement } from 'react';
  import { renderToString } from 'react-dom/server';
  import { OtpPrompt, Provider, Signer } from '@jse/elements/react';
  for (const entry of ['', '/vue', '/angular', '/signer/define', '/parapheur/define', '/collection-tracker/define'])
    await import('@jse/elements' + entry);
  const prompt = createElement(OtpPrompt, { phone: 'x', status: 'ready', onJseCodeEntered() {} });
  console.log(JSON.stringify({
    prompt: renderToString(createElement(Provider, { client: {} }, prompt)),
    signer: renderToString(createElement(Signer, { collectionId: 'col_1', requireReading: true })),
  }));
`;

async function serverSide(): Promise<{ readonly prompt: string; readonly signer: string }> {
  const cwd = join(import.meta.dirname, '../..');
  const { NODE_OPTIONS: _, ...env } = process.env;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', onServer], { cwd, env });
  return JSON.parse(stdout) as { prompt: string; signer: string };
}

test('a server imports every entry without a DOM, and React draws the tags there', async () => {
  const { prompt, signer } = await serverSide();
  assert.equal(prompt, '<jse-provider><jse-otp-prompt phone="x" status="ready"></jse-otp-prompt></jse-provider>');
  assert.match(signer, /^<jse-signer[^>]*><\/jse-signer>$/);
});

interface InPage {
  readonly heard: readonly string[];
  draw(status: 'ready' | 'wrong', triesLeft: number, name: string): void;
  unmount(): void;
  look(): Promise<{ ref: boolean; client: boolean; phone: string; expiresAt: number | null; text: string }>;
  hydrate(): Promise<{ same: boolean; phone: string; complaints: string[] }>;
}
declare const page: InPage;

describe('React’s wrappers, in a browser', { skip: executablePath ? false : 'no Chromium on this machine' }, () => {
  let server: Server;
  let browser: Browser;
  let visited: Page;
  before(async () => {
    const [{ files }, { prompt }] = await Promise.all([
      bundle('packages/elements/test/react/react-page.ts'),
      serverSide(),
    ]);
    const scripts = new Map(files.map(({ path, contents }) => [`/${path.split('/').at(-1)}`, contents]));
    const html = `<!doctype html><html lang="fr"><link rel="icon" href="data:,"><div id="stage"></div><div id="served">${prompt}</div><script type="module" src="/entry.js"></script>`;
    server = createServer(({ url = '/' }, response) => {
      const script = scripts.get(url);
      response.writeHead(200, { 'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8' });
      response.end(script ?? html);
    }).listen(0, '127.0.0.1');
    await new Promise((done) => server.once('listening', done));
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      chromiumSandbox: false,
      args: chromiumArgs,
    });
    visited = await browser.newPage();
    await visited.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await visited.waitForFunction(() => 'page' in globalThis);
  });
  after(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  const enter = (code: string) =>
    visited.evaluate(async (typed) => {
      const root = document.querySelector('#stage jse-otp-prompt')?.shadowRoot;
      const input = root?.querySelector('input');
      if (!input) throw new Error('No input');
      input.value = typed;
      input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      root?.querySelector('form')?.requestSubmit();
    }, code);

  test('properties are given as they are, objects and null included, and the ref is the element', async () => {
    await visited.evaluate(() => {
      page.draw('ready', 5, 'first');
    });
    const { ref, client, phone, expiresAt, text } = await visited.evaluate(() => page.look());
    assert.deepEqual(
      { ref, client, phone, expiresAt },
      { ref: true, client: true, phone: '+33 6 •• •• •• 11', expiresAt: null },
    );
    assert.match(text, /\+33 6 •• •• •• 11/);
  });

  test('an event is heard by the newest handler alone, with its own class and members', async () => {
    await enter('123456');
    await visited.evaluate(() => {
      page.draw('wrong', 4, 'second');
    });
    assert.match((await visited.evaluate(() => page.look())).text, /4/);
    await enter('654321');
    assert.deepEqual(await visited.evaluate(() => page.heard), ['first 123456', 'second 654321']);
  });

  test('what a server has drawn is taken over: the same elements, with their properties, without complaint', async () => {
    const { same, phone, complaints } = await visited.evaluate(() => page.hydrate());
    assert.deepEqual({ same, phone, complaints }, { same: true, phone: '+33 6 •• •• •• 11', complaints: [] });
  });

  test('unmounted, nothing of it is left', async () => {
    await visited.evaluate(() => {
      page.unmount();
    });
    assert.equal(await visited.locator('#stage *').count(), 0);
  });
});
