import { createElement, createRef } from 'react';
import { flushSync } from 'react-dom';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { OtpPrompt, Provider } from '../../src/frameworks/react.ts';
import type { CodeEnteredEvent } from '../../src/otp-prompt/otp-prompt.events.ts';
import type { JseOtpPrompt } from '../../src/otp-prompt/otp-prompt.ts';
import '../../src/otp-prompt/otp-prompt.define.ts';
import '../../src/provider/provider.define.ts';

/** What React's wrappers make of an element, for the test around this page to look at. */
const client = { marker: 'the very object' };
const ref = createRef<JseOtpPrompt>();
const heard: string[] = [];
const tree = (status: 'ready' | 'wrong', triesLeft: number, name: string) =>
  createElement(
    Provider,
    { client: client as never },
    createElement(OtpPrompt, {
      ref,
      status,
      triesLeft,
      phone: '+33 6 •• •• •• 11',
      expiresAt: null,
      onJseCodeEntered: ({ code }: CodeEnteredEvent) => heard.push(`${name} ${code}`),
    }),
  );
const stage = document.querySelector<HTMLElement>('#stage')!;
const served = document.querySelector<HTMLElement>('#served')!;
const root = createRoot(stage);

Object.assign(globalThis, {
  page: {
    heard,
    draw(status: 'ready' | 'wrong', triesLeft: number, name: string) {
      flushSync(() => {
        root.render(tree(status, triesLeft, name));
      });
    },
    unmount: () => {
      root.unmount();
    },
    /** The prompt as it is: the one in the ref, what it was given, what is written on it. */
    async look() {
      const prompt = stage.querySelector('jse-otp-prompt')!;
      await prompt.updateComplete;
      return {
        ref: ref.current === prompt,
        client: stage.querySelector('jse-provider')?.client === (client as never),
        phone: prompt.phone,
        expiresAt: prompt.expiresAt,
        text: prompt.renderRoot.textContent ?? '',
      };
    },
    /** Takes over what a server has drawn: gives whether the elements are still the ones that it sent. */
    async hydrate() {
      const before = served.querySelector('jse-otp-prompt');
      const complaints: string[] = [];
      hydrateRoot(served, tree('ready', 3, 'hydrated'), {
        onRecoverableError: (error) => complaints.push(String(error)),
      });
      await new Promise((done) => setTimeout(done, 200));
      const after = served.querySelector('jse-otp-prompt');
      return { same: before !== null && before === after, phone: after?.phone, complaints };
    },
  },
});
