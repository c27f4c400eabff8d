import { css, unsafeCSS } from 'lit';
import { scheme } from './tokens.styles.ts';
import { signerColors } from './tokens.ts';

const declarations = signerColors
  .map((pair, index) => `--_signer-${index + 1}: var(--jse-signer-${index + 1}, ${scheme(pair)});`)
  .join('\n');

/** The colours by which elements that show several signers tell them apart; a host sets `--jse-signer-N`. */
export const signerColorStyles = css`
  :host {
    ${unsafeCSS(declarations)}
  }
`;
