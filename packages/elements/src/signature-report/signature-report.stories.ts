import type { VerifyOptions } from '@jse/verify';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { played, type Playground } from '../testing/playground.ts';
import { appended, onePage } from '../testing/incremental-update.ts';
import { signedFile } from '../testing/sign-as.ts';
import { ownDocument, playgroundOf, scenario } from '../testing/stories.ts';
import { sampleLetter } from '../testing/sample-letter.ts';
import { SignatureReportHarness } from './signature-report.harness.ts';
import './signature-report.define.ts';

interface Given {
  readonly file: File | undefined;
  readonly trustAnchors: VerifyOptions['trustAnchors'];
  readonly play: Playground;
  /** The clock of the platform, which runs ahead of the page's. */
  readonly at: Date;
}

const meta: Meta = {
  title: 'Elements/signature-report',
  component: 'jse-signature-report',
  parameters: { layout: 'padded' },
  render: (_, { loaded }) => {
    const { file, trustAnchors, at } = loaded as Given;
    return html`<jse-signature-report .file=${file} .trustAnchors=${trustAnchors} .at=${at}></jse-signature-report>`;
  },
};
export default meta;
type Story = StoryObj;

const harnessIn = (canvas: HTMLElement) => new SignatureReportHarness(canvas.querySelector('jse-signature-report')!);
const ended: Story['play'] = async ({ canvasElement }) => {
  await harnessIn(canvasElement).ended();
};

/** A file made on the platform of the page, and its root certificate as the one anchor. */
function given(make: (play: Playground) => Promise<Uint8Array | undefined>, withAnchors = true) {
  return async (): Promise<Given> => {
    const play = await playgroundOf('signature-report');
    // The platform sends a phone five codes an hour.
    play.sandbox.clock.advance(3_600_000);
    const own = ownDocument();
    const bytes = (own?.bytes ?? (await make(play))) as Uint8Array<ArrayBuffer> | undefined;
    const file = bytes && new File([bytes], own?.name ?? 'Lettre de mission 2026.pdf', { type: 'application/pdf' });
    const trustAnchors = withAnchors ? [play.sandbox.rootCertificate] : [];
    return { file, trustAnchors, play, at: play.sandbox.clock.now() };
  };
}

/** The first signed file of a platform, made once for all stories. */
const letters = new WeakMap<Playground, Promise<Uint8Array<ArrayBuffer>>>();
function signedLetter(play: Playground): Promise<Uint8Array<ArrayBuffer>> {
  const letter = letters.get(play) ?? signedFile(play, [played.camille, played.dominique]);
  letters.set(play, letter);
  return letter;
}

/** A red square drawn on a page after it was signed. */
const overpainted = async (play: Playground) => {
  const signed = await signedLetter(play);
  const page = onePage(signed);
  const withNote = page.body.replace(/\/Annots\s*\[/, '/Annots[9000 0 R ');
  const body = withNote === page.body ? page.body.replace(/>>$/, '/Annots[9000 0 R]>>') : withNote;
  return appended(
    signed,
    new Map([
      [page.number, body],
      [9000, '<</Type/Annot/Subtype/Square/Rect[60 640 320 720]/C[1 0 0]/F 4/AP<</N 9001 0 R>>>>'],
      [9001, '<</Type/XObject/Subtype/Form/BBox[0 0 260 80]/Length 24>>stream\n1 0 0 rg 0 0 260 80 re f\nendstream'],
    ]),
  );
};

/** Before a file is put in. */
export const Empty: Story = { loaders: [scenario(given(async () => undefined))] };

/** Every signature holds, and its certificate leads to the anchor. */
export const Passed: Story = { loaders: [scenario(given(signedLetter))], play: ended };

/** What stands behind a signature: chain, revocation, technical data. */
export const Details: Story = {
  loaders: [scenario(given(signedLetter))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.ended();
    harness.element.renderRoot.querySelector('details')!.open = true;
  },
};

/** The same file where no anchor was given: nobody’s identity is confirmed. */
export const NotConfirmed: Story = { loaders: [scenario(given(signedLetter, false))], play: ended };

/** A byte of what was signed is another. */
export const Failed: Story = {
  loaders: [
    scenario(
      given(async (play) => {
        const changed = (await signedLetter(play)).slice();
        changed[200] = (changed[200] ?? 0) ^ 1;
        return changed;
      }),
    ),
  ],
  play: ended,
};

/** Something was drawn over a page after the signatures: the page is shown before and after. */
export const ChangedAfterwards: Story = {
  loaders: [scenario(given(overpainted))],
  play: async ({ canvasElement }) => {
    const harness = harnessIn(canvasElement);
    await harness.ended();
    await harness.press('Montrer les pages concernées');
    await harness.until(() => harness.pictures.length > 0, 'the pages');
  },
};

/** No signature: an image of one identifies nobody. */
export const Unsigned: Story = { loaders: [scenario(given(() => sampleLetter(2)))], play: ended };

/** No PDF at all. */
export const NotAPdf: Story = {
  loaders: [scenario(given(async () => new TextEncoder().encode('Bonjour')))],
  play: ended,
};

/** Put into the vendor’s own page: no other file can be chosen. */
export const Fixed: Story = {
  loaders: [scenario(given(signedLetter))],
  render: (_, { loaded }) => {
    const { file, trustAnchors, at } = loaded as Given;
    return html`<jse-signature-report
      fixed
      .file=${file}
      .trustAnchors=${trustAnchors}
      .at=${at}
    ></jse-signature-report>`;
  },
  play: ended,
};
