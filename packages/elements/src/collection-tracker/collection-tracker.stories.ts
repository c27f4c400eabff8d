import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { played, type PlayedCollection, type Playground } from '../testing/playground.ts';
import { lockOut, signAs } from '../testing/sign-as.ts';
import { type Loaded, playgroundOf, scenario, storyDocuments } from '../testing/stories.ts';
import { CollectionTrackerHarness } from './collection-tracker.harness.ts';
import './collection-tracker.define.ts';

const meta: Meta = {
  title: 'Elements/collection-tracker',
  component: 'jse-collection-tracker',
  parameters: { layout: 'padded' },
  render: (_, { loaded }) =>
    html`<jse-collection-tracker .client=${(loaded as Loaded).client}></jse-collection-tracker>`,
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).ready();
  },
};
export default meta;
type Story = StoryObj;

const day = 86_400_000;
const { camille, dominique } = played;
const harnessIn = (canvas: HTMLElement) =>
  new CollectionTrackerHarness(canvas.querySelector('jse-collection-tracker')!);

/** Launches a collection, brings it to where the story begins through the API and the clock, and opens its page. */
function followed(
  name: string,
  until: (play: Playground, id: string) => Promise<void> = async () => undefined,
  collection: Partial<PlayedCollection> = {},
) {
  return async (): Promise<Loaded> => {
    const play = await playgroundOf(`tracker-${name}`);
    const signers = [camille, dominique, 'expert', 'seal'] as const;
    const made = await play.launched({ documents: await storyDocuments(), signers, ...collection });
    await until(play, made.id);
    return { play, made, client: play.page({ purpose: 'follow', collectionId: made.id }) };
  };
}

/** A client has signed, the second one has read and not signed yet. */
export const Running: Story = {
  loaders: [
    scenario(
      followed('running', async (play) => {
        await signAs(play, await play.invited(camille.email));
        play.sandbox.clock.advance(2 * day);
        await (await play.invited(dominique.email)).session();
      }),
    ),
  ],
};

/** Two days are left: time for a reminder. */
export const DeadlineSoon: Story = {
  loaders: [
    scenario(
      followed('soon', async (play) => {
        await signAs(play, await play.invited(camille.email));
        play.sandbox.clock.advance(13 * day);
      }),
    ),
  ],
};

/** Everybody may sign at the same time. */
export const InParallel: Story = { loaders: [scenario(followed('parallel', undefined, { order: 'parallel' }))] };

/** Prepared, and not launched yet. */
export const NotLaunched: Story = {
  loaders: [
    scenario(async (): Promise<Loaded> => {
      const play = await playgroundOf('tracker-draft');
      const made = await play.draft({ documents: await storyDocuments(), signers: [camille, 'expert'] });
      return { play, made, client: play.page({ purpose: 'follow', collectionId: made.id }) };
    }),
  ],
};

/** The order is being changed. */
export const ChangingTheOrder: Story = {
  loaders: [scenario(followed('order'))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.ready();
    await harness.press(/l’ordre|the order/);
  },
};

/** Another person is put in the place of one who has not signed. */
export const ReplacingSomebody: Story = {
  loaders: [scenario(followed('replace'))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.ready();
    await harness.press(/(Remplacer|Replace) Camille/);
    await harness.until(() => harness.element.renderRoot.querySelector('#replacement-who') !== null, 'the members');
  },
};

/** A signer entered too many wrong codes and is to be unlocked. */
export const LockedSigner: Story = {
  loaders: [
    scenario(
      followed('locked', async (play) => {
        await lockOut(play, await play.invited(camille.email));
      }),
    ),
  ],
};

/** Whether to cancel is asked once more. */
export const Cancelling: Story = {
  loaders: [scenario(followed('cancelling'))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.ready();
    await harness.press(/Annuler la collecte|Cancel the collection/);
  },
};

/** Cancelled. */
export const Cancelled: Story = {
  loaders: [
    scenario(followed('cancelled', async (play, id) => void (await (await play.vendor()).collections.cancel(id)))),
  ],
};

/** A client has refused, with his reason. */
export const Refused: Story = {
  loaders: [
    scenario(
      followed('refused', async (play, id) => {
        const page = await play.invited(camille.email);
        await page.collections.refuse(id, 'Les honoraires ne sont pas ceux que nous avions convenus.');
      }),
    ),
  ],
};

/** The time is over. */
export const Expired: Story = {
  loaders: [
    scenario(
      followed('expired', async (play) => {
        play.sandbox.clock.advance(16 * day);
        await play.sandbox.outbox.drain();
      }),
    ),
  ],
};

const completed = async (play: Playground) => {
  await signAs(play, await play.invited(camille.email));
};

/** Everybody has signed: files, archive and evidence are here. */
export const Completed: Story = { loaders: [scenario(followed('completed', completed, { signers: [camille] }))] };

/** The documents are soon deleted: to be archived. */
export const PurgeSoon: Story = {
  loaders: [
    scenario(
      followed(
        'purge-soon',
        async (play) => {
          await completed(play);
          play.sandbox.clock.advance(42 * day);
        },
        { signers: [camille] },
      ),
    ),
  ],
};

/** The documents are gone, the evidence is kept. */
export const Purged: Story = {
  loaders: [
    scenario(
      followed(
        'purged',
        async (play) => {
          await completed(play);
          play.sandbox.clock.advance(60 * day);
          await play.sandbox.outbox.drain();
        },
        { signers: [camille] },
      ),
    ),
  ],
};

/** A member who may neither launch nor prepare follows. */
export const OnlyLooking: Story = {
  loaders: [
    scenario(async (): Promise<Loaded> => {
      const loaded = await followed('looking')();
      const { play, made } = loaded;
      const vendor = await play.vendor();
      const preparer = (await vendor.members.list()).find(({ email }) => email.startsWith('preparateur'));
      await vendor.members.setDelegations(preparer?.id ?? '', []);
      return { ...loaded, client: play.page({ purpose: 'follow', collectionId: made.id }, 'preparer') };
    }),
  ],
};

/** The platform can't be reached. */
export const Unreachable: Story = {
  loaders: [
    scenario(async (): Promise<Loaded> => {
      const loaded = await followed('unreachable')();
      loaded.play.line.fault = () => 'before';
      return loaded;
    }),
  ],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.until(() => harness.offers(/Réessayer|Try again/), 'the failure');
  },
};
