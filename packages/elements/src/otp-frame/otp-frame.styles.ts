import { css } from 'lit';

/** Layout of `<jse-otp-frame>`. */
export const otpFrameStyles = css`
  :host {
    display: block;
  }

  .frame {
    display: grid;
    gap: var(--_space);
  }

  iframe {
    display: block;
    inline-size: 100%;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-large);
    background: var(--_color-surface);
  }

  .opening iframe {
    visibility: hidden;
    block-size: 0;
    border: 0;
  }
`;
