import { createSigningClient } from '@jse/sdk/browser';
import { defineElement } from '../define-element.ts';
import { defineOtpPrompt } from '../otp-prompt/otp-prompt.define.ts';
import { greetedBy } from './frame-port.ts';
import { JseOtpPage } from './otp-page.ts';

/**
 * The script of the platform's frame. What it may trust stands on its own page: the platform's address, the editor, and
 * the origins of the pages that may hold it. It waits for the page around, and opens a session with the code that it gets.
 */
async function start({ dataset }: HTMLElement): Promise<void> {
  const { baseurl = '', editor = '', origins = '' } = dataset;
  defineOtpPrompt();
  defineElement('jse-otp-page', JseOtpPage);
  const { task, embedder, port } = await greetedBy(origins.split(' '), window);
  const root = document.documentElement;
  root.lang = task.lang;
  root.dataset['scheme'] = task.scheme;
  port.onLang = (lang) => (root.lang = lang);
  const client = createSigningClient({ baseUrl: baseurl, editor, getEmbedCode: () => port.embedCode() });
  const page = document.createElement('jse-otp-page');
  Object.assign(page, { port, task: { client, acts: task.acts, embedder } });
  const main = document.createElement('main');
  main.append(page);
  document.body.replaceChildren(main);
}

void start(document.body);
