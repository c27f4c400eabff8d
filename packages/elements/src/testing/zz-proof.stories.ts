import { html } from 'lit';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import { PDFDocument } from 'pdf-lib';
import { startPlayground } from './playground.ts';
const meta: Meta = { title: 'zz/proof', component: 'jse-pdf-placement' };
export default meta;
export const Otp: StoryObj = { render: () => html`<jse-otp-prompt></jse-otp-prompt>` };
export const Placement: StoryObj = {
  loaders: [async () => {
    const pdf = await PDFDocument.create(); const page = pdf.addPage(); page.drawText('Bonjour', { x: 60, y: 700 });
    return { bytes: await pdf.save() };
  }],
  render: (_a, { loaded }) => html`<jse-pdf-placement .document=${loaded['bytes']} .signers=${[{ id: 'a', name: 'Alice Martin', kind: 'person' }]}></jse-pdf-placement>`,
  play: async ({ canvasElement }) => {
    const el = canvasElement.querySelector('jse-pdf-placement')!;
    await waitFor(() => expect(el.renderRoot.querySelector('jse-pdf-pages')?.renderRoot.querySelector('canvas')).toBeTruthy(), { timeout: 15000 });
  },
};
export const Platform: StoryObj = {
  loaders: [async () => { const p = await startPlayground(); const c = await p.vendor(); const d = await c.collections.create({ title: 'Essai', message: '', order: 'sequential' }); return { id: d.id }; }],
  render: (_a, { loaded }) => html`<p id="made">${loaded['id']}</p>`,
  play: async ({ canvasElement }) => { await expect(canvasElement.querySelector('#made')!.textContent).not.toBe(''); },
};
