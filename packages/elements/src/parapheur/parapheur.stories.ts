import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { played, type PlayedSigner } from '../testing/playground.ts';
import { type Loaded, playgroundOf, scenario, storyDocuments } from '../testing/stories.ts';
import { ParapheurHarness } from './parapheur.harness.ts';
import './parapheur.define.ts';

const meta: Meta = {
  title: 'Elements/parapheur',
  component: 'jse-parapheur',
  parameters: { layout: 'padded' },
  render: (_, { loaded }) =>
    html`<jse-parapheur code-entry="inline" .client=${(loaded as Loaded).client}></jse-parapheur>`,
};
export default meta;
type Story = StoryObj;

interface Tray {
  /** Each story has a platform of its own: a tray shows everything that waits. */
  readonly name: string;
  readonly letters?: number;
  readonly creditCents?: number;
  readonly withLaunch?: boolean;
}

/** Fills the expert's tray through the API: letters to sign, a seal to release, a collection to launch. */
function tray({ name, letters = 4, creditCents = 10_000, withLaunch = true }: Tray) {
  return async (): Promise<Loaded> => {
    const play = await playgroundOf(`parapheur-${name}`, creditCents);
    const client = play.page({ purpose: 'parapheur' });
    const documents = await storyDocuments();
    const titles = [
      'Lettre de mission 2026',
      'Attestation de TVA',
      'Bilan 2025',
      'Rapport de gestion',
      'Mandat social',
    ];
    let made = { id: '', signerIds: [] as readonly string[] };
    for (let at = 0; at < letters; at++) {
      const signers: PlayedSigner[] = at === 1 ? ['seal'] : ['expert'];
      const title = `${titles[at % titles.length]} · dossier ${at + 1}`;
      made = await play.launched({ title, documents: documents.slice(0, 1 + (at % 2)), signers });
    }
    if (withLaunch && letters > 0) {
      const { id } = await play.draft({ title: 'Convention d’audit', documents, signers: [played.camille, 'expert'] });
      await (await play.vendor('preparer')).collections.prepare(id);
    }
    return { play, client, made };
  };
}

const harnessIn = (canvas: HTMLElement) => new ParapheurHarness(canvas.querySelector('jse-parapheur')!);

/** What waits, at first sight. */
export const Waiting: Story = {
  loaders: [scenario(tray({ name: 'waiting' }))],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).reaches('list');
  },
};

/** Nothing waits. */
export const Empty: Story = {
  loaders: [scenario(tray({ name: 'empty', letters: 0 }))],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).reaches('list');
  },
};

/** A look at a document beside the list. */
export const Look: Story = {
  loaders: [scenario(tray({ name: 'look' }))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.reaches('list');
    await harness.choose('Bilan 2025 · dossier 3');
    await harness.press('Aperçu de Bilan 2025 · dossier 3');
    await harness.until(
      () => harness.element.renderRoot.querySelector('jse-pdf-pages') !== null,
      'the pages of the document',
    );
  },
};

/** The firm's credit does not do for everything. */
export const LittleCredit: Story = {
  loaders: [scenario(tray({ name: 'little-credit', creditCents: 60, withLaunch: false }))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.reaches('list');
    await harness.chooseAll();
  },
};

/** The consent, once, with the list shown. */
export const Consent: Story = {
  loaders: [scenario(tray({ name: 'consent' }))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.reaches('list');
    await harness.chooseAll();
    await harness.press(/^Signer/);
    await harness.reaches('consent');
  },
};

/** The code that signs the batch. */
export const Code: Story = {
  loaders: [scenario(tray({ name: 'code' }))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.reaches('list');
    await harness.chooseAll();
    await harness.press(/^Signer/);
    await harness.consent();
    await harness.reaches('code');
  },
};

/** One of the collections was cancelled meanwhile: the others are signed. */
export const PartlySigned: Story = {
  loaders: [scenario(tray({ name: 'partly' }))],
  play: async ({ canvasElement, loaded }) => {
    const { play, made } = loaded as Loaded;
    const harness = harnessIn(canvasElement);
    await harness.reaches('list');
    await harness.chooseAll();
    await harness.press(/^Signer/);
    await harness.consent();
    await harness.reaches('code');
    await (await play.vendor()).collections.cancel(made.id);
    await harness.enter(await play.code());
    await harness.reaches('done');
  },
};

/** The platform can't be reached. */
export const Unreachable: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await tray({ name: 'unreachable', letters: 1 })();
      loaded.play.line.fault = () => 'before';
      return loaded;
    }),
  ],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).reaches('failed');
  },
};
