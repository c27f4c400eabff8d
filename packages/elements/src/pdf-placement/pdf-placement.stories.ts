import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { encryptedPdf } from '../../test/encrypted-pdf.ts';
import { makeLetter } from '../../test/letter.ts';
import { makePdf } from '../../test/pdf-fixtures.ts';
import { ownDocument, scenario } from '../testing/stories.ts';
import './pdf-placement.define.ts';
import { PdfPagesHarness } from '../pdf-pages/pdf-pages.harness.ts';
import { PdfPlacementHarness } from './pdf-placement.harness.ts';
import type { PlacementSigner, SignerPlacement } from './placement-model.ts';

interface Arguments {
  readonly document: Uint8Array | undefined;
  readonly signers: readonly PlacementSigner[];
  readonly placements: readonly SignerPlacement[];
  readonly disabled: boolean;
}

const signers: readonly PlacementSigner[] = [
  { id: 'client', name: 'Camille Rousseau', kind: 'person', role: 'client' },
  { id: 'spouse', name: 'Jean-Baptiste de La Tour', kind: 'person', role: 'client' },
  { id: 'expert', name: 'Hélène Durand', kind: 'person', role: 'member' },
  { id: 'firm', name: 'Cabinet Durand', kind: 'firm' },
];

const meta: Meta<Arguments> = {
  title: 'Elements/pdf-placement',
  component: 'jse-pdf-placement',
  args: { document: undefined, signers, placements: [], disabled: false },
  argTypes: { document: { table: { disable: true } } },
  loaders: [scenario(async () => ({ letter: ownDocument()?.bytes ?? (await makeLetter()) }))],
  render: (args, { loaded }) =>
    html`<jse-pdf-placement
      document-name="Lettre de mission"
      .document=${(loaded.document ?? loaded.letter) as Uint8Array}
      .signers=${args.signers}
      .placements=${args.placements}
      ?disabled=${args.disabled}
    ></jse-pdf-placement>`,
};

export default meta;
type Story = StoryObj<Arguments>;

async function placementIn(canvas: HTMLElement): Promise<PdfPlacementHarness> {
  const element = canvas.querySelector('jse-pdf-placement');
  if (!element) throw new Error('The story shows no placement');
  const placement = new PdfPlacementHarness(element);
  await placement.ready();
  return placement;
}

/** The signers wait in the palette; nothing is placed. */
export const Empty: Story = {};

/** Two of four are placed, one on the last page. */
export const PartlyPlaced: Story = {
  args: {
    placements: [
      { signerId: 'client', page: 1, x: 64, y: 96 },
      { signerId: 'firm', page: -1, x: 330, y: 96 },
    ],
  },
};

/** The keyboard's way: choose, move, change the page. */
export const ByKeyboard: Story = {
  play: async ({ canvasElement }) => {
    const placement = await placementIn(canvasElement);
    await placement.placeByKeyboard('Camille Rousseau');
    const before = placement.element.placements[0];
    await placement.press(0, 'ArrowLeft', { shiftKey: true });
    const after = placement.element.placements[0];
    if (!before || after?.x !== before.x - 10) throw new Error('Shift and an arrow move by ten points');
  },
};

/** Pages turned, cropped and scaled by the file keep the signature upright and in place. */
export const TurnedPages: Story = {
  loaders: [
    scenario(async () => ({
      document:
        ownDocument()?.bytes ??
        (await makePdf([
          { rotate: 90, text: 'Rotate 90' },
          { cropBox: [60, 90, 520, 700], rotate: 180, text: 'Rotate 180, CropBox' },
          { userUnit: 2, width: 420, height: 300, text: 'UserUnit 2' },
        ])),
    })),
  ],
  args: { placements: [{ signerId: 'client', page: 1, x: 400, y: 60 }] },
};

/** A file that is no PDF: said in words, nothing lost. */
export const Damaged: Story = {
  loaders: [scenario(async () => ({ document: new TextEncoder().encode('This is no PDF') }))],
};

/** Only to look at. */
export const Disabled: Story = { args: { ...PartlyPlaced.args, disabled: true } };

/** In English. */
export const English: Story = { args: PartlyPlaced.args ?? {}, globals: { locale: 'en' } };

/** What the document asks for is proposed: under « Le client » and « L'expert-comptable » of the last page. */
export const Proposals: Story = {
  play: async ({ canvasElement }) => {
    const placement = await placementIn(canvasElement);
    await placement.proposed();
    placement.element.view?.scrollToPage(4);
  },
};

/** Two places marked, to be moved together and put in line; a third one covers one of them. */
export const SeveralMarked: Story = {
  args: {
    placements: [
      { signerId: 'client', page: 1, x: 64, y: 560 },
      { signerId: 'spouse', page: 1, x: 330, y: 580 },
      { signerId: 'firm', page: 1, x: 350, y: 545 },
    ],
  },
  play: async ({ canvasElement }) => {
    const placement = await placementIn(canvasElement);
    await placement.press(0, ' ');
    await placement.press(1, ' ');
  },
};

/** Every position as numbers. */
export const Numbers: Story = {
  args: PartlyPlaced.args ?? {},
  render: (args, { loaded }) =>
    html`<jse-pdf-placement
      form-mode
      document-name="Lettre de mission"
      .document=${loaded.letter as Uint8Array}
      .signers=${args.signers}
      .placements=${args.placements}
    ></jse-pdf-placement>`,
};

/** Small pictures of the pages, and a search in their text. */
export const ThumbnailsAndSearch: Story = {
  args: PartlyPlaced.args ?? {},
  play: async ({ canvasElement }) => {
    const placement = await placementIn(canvasElement);
    const pages = new PdfPagesHarness(placement.element.view!);
    pages.element.thumbnails = true;
    await pages.find('expert-comptable');
  },
};

/** An encrypted file asks for its password, which does not leave the page. */
export const PasswordAsked: Story = {
  loaders: [scenario(async () => ({ document: ownDocument()?.bytes ?? encryptedPdf }))],
};

/** Places that a host kept for another file: too far out, and on a page that there is not. */
export const OutOfPage: Story = {
  args: {
    placements: [
      { signerId: 'client', page: 1, x: 480, y: 600 },
      { signerId: 'firm', page: 1, x: 60, y: 560 },
    ],
  },
};

/** The host's own words above and below, and in the place of the document while there is none. */
export const Slots: Story = {
  render: (args) =>
    html`<jse-pdf-placement .signers=${args.signers}>
      <p slot="header">Dossier SARL Lefèvre · exercice 2026</p>
      <p slot="empty">Choisissez d’abord un document du dossier.</p>
      <p slot="footer">Les emplacements sont facultatifs.</p>
    </jse-pdf-placement>`,
};
