import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import type { OtpStatus } from './otp-prompt.ts';
import './otp-prompt.define.ts';

interface Args {
  phone: string;
  reference: string;
  status: OtpStatus;
  triesLeft: number;
  validSeconds: number;
  resendSeconds: number;
}

const meta: Meta<Args> = {
  title: 'Elements/otp-prompt',
  component: 'jse-otp-prompt',
  args: {
    phone: '+33 6 •• •• •• 11',
    reference: 'JSE-771-204',
    status: 'ready',
    triesLeft: 5,
    validSeconds: 1800,
    resendSeconds: 30,
  },
  argTypes: {
    status: { control: 'select', options: ['ready', 'checking', 'wrong', 'expired', 'exceeded', 'locked'] },
  },
  render: ({ phone, reference, status, triesLeft, validSeconds, resendSeconds }) =>
    html`<jse-otp-prompt
      phone=${phone}
      reference=${reference}
      status=${status}
      tries-left=${triesLeft}
      .expiresAt=${Date.now() + validSeconds * 1000}
      .resendAt=${Date.now() + resendSeconds * 1000}
    ></jse-otp-prompt>`,
};
export default meta;

type Story = StoryObj<Args>;

/** A code was just sent. */
export const Ready: Story = {};
/** The code was wrong. */
export const Wrong: Story = { args: { status: 'wrong', triesLeft: 2 } };
/** Half an hour later. */
export const Expired: Story = { args: { validSeconds: 0, resendSeconds: 0 } };
/** Five wrong codes. */
export const Exceeded: Story = { args: { status: 'exceeded', triesLeft: 0, resendSeconds: 0 } };
/** Ten wrong codes in a day. */
export const Locked: Story = { args: { status: 'locked' } };
/** Standing in the host's own form. */
export const InForm: Story = {
  render: ({ phone }) =>
    html`<form>
      <jse-otp-prompt name="code" phone=${phone} required without-submit></jse-otp-prompt>
      <p><button>Envoyer</button></p>
    </form>`,
};
