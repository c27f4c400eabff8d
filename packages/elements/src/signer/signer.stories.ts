import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing, type TemplateResult } from 'lit';
import type { CodeEntry } from '../otp-frame/isolation.ts';
import { played, type PlayedSigner, type Playground } from '../testing/playground.ts';
import { signAs } from '../testing/sign-as.ts';
import { type Loaded, playgroundOf, scenario, storyDocuments, takeLink } from '../testing/stories.ts';
import { SignerHarness } from './signer.harness.ts';
import './signer.define.ts';

const { camille, dominique } = played;
const support = { phone: '01 00 00 00 00', email: 'assistance@logiciel.example', hours: '9 h – 18 h' };

const noFrameWords: Readonly<Record<string, string>> = {
  fr: 'Le mode isolé demande une seconde origine, que la plateforme n’a pas dans cette page. Pour le voir à l’œuvre : npm start.',
  en: 'The isolated mode needs a second origin, which the platform does not have in this page. To see it at work: npm start.',
};
/** Why the frame is missing in a playground. */
const noFrame = (locale: unknown): TemplateResult =>
  html`<p
    role="note"
    style="margin: 0 0 16px; padding: 12px 16px; border-inline-start: 4px solid; font: 16px/1.5 system-ui"
  >
    ${noFrameWords[String(locale)] ?? noFrameWords.fr}
  </p>`;

const meta: Meta = {
  title: 'Elements/signer',
  component: 'jse-signer',
  parameters: { layout: 'padded' },
  args: { codeEntry: 'inline' },
  argTypes: { codeEntry: { control: 'select', options: ['', 'inline', 'isolated'] } },
  render: ({ codeEntry }, { loaded, globals }) => {
    const { play, client } = loaded as Loaded;
    return html`${codeEntry === 'isolated' ? noFrame(globals.locale) : nothing}
      <jse-signer
        .client=${client}
        .codeEntry=${codeEntry as CodeEntry}
        .support=${support}
        .trustAnchors=${[play.sandbox.rootCertificate]}
      ></jse-signer>`;
  },
};
export default meta;

interface Page {
  readonly signers?: readonly PlayedSigner[];
  readonly at?: number;
  readonly name?: string;
  readonly documents?: number;
  /** The page comes from the vendor's back end, which renews the session, instead of the invitation's link. */
  readonly embedded?: boolean;
}

let numbers = 0;
/** On a number of his own: a phone gets one code in 30 seconds, and who looks through the stories is quicker. */
const onOwnNumber = (who: PlayedSigner): PlayedSigner =>
  typeof who === 'object' ? { ...who, phone: `+3363998${String(1000 + (numbers++ % 9000))}` } : who;

/** Launches a collection and opens the page of one of its signers. */
function page({ signers = [camille, dominique], at = 0, name = 'shared', documents = 2, embedded = false }: Page = {}) {
  return async (): Promise<Loaded> => {
    const play = await playgroundOf(name);
    const made = await play.launched({
      message: 'Bonjour, voici les documents de la nouvelle mission. Merci de les relire et de les signer.',
      documents: (await storyDocuments()).slice(0, documents),
      signers: signers.map(onOwnNumber),
    });
    const who = signers[at];
    const invited = at === 0 && !embedded && typeof who === 'object';
    const client = invited
      ? await play.invited(who.email)
      : play.page({ purpose: 'sign', collectionId: made.id, signerId: made.signerIds[at] ?? '' });
    return { play, client, made };
  };
}

const harnessIn = (canvas: HTMLElement) => new SignerHarness(canvas.querySelector('jse-signer')!);

async function toCode(canvas: HTMLElement): Promise<SignerHarness> {
  const signer = harnessIn(canvas);
  await signer.readAll();
  await signer.consent();
  await signer.reaches('code');
  return signer;
}

async function toEnd(canvas: HTMLElement, play: Playground): Promise<void> {
  const signer = await toCode(canvas);
  await signer.enter(await play.code());
  await signer.reaches('signed');
}

type Story = StoryObj;

/** Two documents to read, with the place of the signature. */
export const Reading: Story = { loaders: [scenario(page())] };

/** The page to which an invitation of the inbox leads; without one, that of a collection of its own. */
export const Invited: Story = {
  loaders: [
    scenario(async () => {
      const { play, link } = takeLink() ?? {};
      if (!play || link === undefined) return page()();
      const client = play.opened(link);
      // A link that is dead by now is the element's to tell.
      const session = await client.session().catch(() => undefined);
      return { play, client, made: { id: session?.collectionId ?? '', signerIds: [] } };
    }),
  ],
};

/** The consent in the platform's words. */
export const Consent: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).readAll();
  },
};

/** The code was sent: it is in the sandbox's outbox. */
export const Code: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement }) => {
    await toCode(canvasElement);
  },
};

/** A wrong code, and the tries that are left. */
export const WrongCode: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement, loaded }) => {
    const signer = await toCode(canvasElement);
    const right = await (loaded as Loaded).play.code();
    await signer.enter(right === '000000' ? '000001' : '000000');
    await signer.until(() => signer.prompt.fault !== '', 'the fault');
  },
};

/** Signed, and checked on the device. */
export const Signed: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement, loaded }) => {
    await toEnd(canvasElement, (loaded as Loaded).play);
  },
};

/** The line broke when the code was sent: nothing is lost, nothing is signed twice. */
export const Interrupted: Story = {
  loaders: [scenario(page({ name: 'interrupted' }))],
  play: async ({ canvasElement, loaded }) => {
    const { play } = loaded as Loaded;
    const signer = await toCode(canvasElement);
    play.line.fault = ({ url }) => (url.endsWith('/sign') ? 'after' : undefined);
    await signer.enter(await play.code());
    await signer.reaches('interrupted');
    play.line.fault = undefined;
  },
};

/** The expert affixes the firm's seal. */
export const Seal: Story = { loaders: [scenario(page({ signers: ['seal'], documents: 1 }))] };

/** Refusing asks for a reason and a confirmation. */
export const Refusing: Story = {
  loaders: [scenario(page())],
  play: async ({ canvasElement }) => {
    await harnessIn(canvasElement).press('Refuser de signer');
  },
};

/** The second signer opens his page too early. */
export const NotYourTurn: Story = { loaders: [scenario(page({ at: 1 }))] };

/** He comes back after he has signed. */
export const AlreadySigned: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page({ embedded: true })();
      const { play, made } = loaded;
      await signAs(play, play.page({ purpose: 'sign', collectionId: made.id, signerId: made.signerIds[0] ?? '' }));
      return loaded;
    }),
  ],
};

/** Sixteen days later. */
export const Expired: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page({ name: 'expired', embedded: true })();
      loaded.play.sandbox.clock.advance(16 * 86_400_000);
      await loaded.play.sandbox.outbox.drain();
      return loaded;
    }),
  ],
};

/** The firm cancelled the collection. */
export const Cancelled: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page()();
      await loaded.client.session();
      await (await loaded.play.vendor()).collections.cancel(loaded.made.id);
      return loaded;
    }),
  ],
};

/** A link of an invitation that is dead. */
export const DeadInvitation: Story = {
  loaders: [
    scenario(async () => {
      const loaded = await page()();
      await (await loaded.play.vendor()).collections.cancel(loaded.made.id);
      return loaded;
    }),
  ],
};

/** The isolated mode needs an origin of the platform's own, which it does not have inside this page. */
export const Isolated: Story = {
  args: { codeEntry: 'isolated' },
  loaders: [scenario(page())],
  play: async ({ canvasElement }) => {
    const signer = harnessIn(canvasElement);
    await signer.readAll();
    await signer.reaches('isolated');
  },
};

/** A client at advanced level hands in his identity document first. */
export const Identity: Story = {
  loaders: [
    scenario(async () => {
      const play = await playgroundOf();
      const made = await play.draft({ documents: (await storyDocuments()).slice(0, 1), signers: [] });
      const vendor = await play.vendor();
      const signer = await vendor.signers.add(made.id, { order: 1, level: 'advanced', ...dominique });
      await vendor.collections.launch(made.id);
      return { play, made, client: play.page({ purpose: 'sign', collectionId: made.id, signerId: signer.id }) };
    }),
  ],
  play: async ({ canvasElement }) => {
    const signer = harnessIn(canvasElement);
    await signer.readAll();
    await signer.reaches('identity');
  },
};
