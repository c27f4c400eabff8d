export { baseStyles } from './base.styles.ts';
export { buttonStyles } from './buttons.styles.ts';
export { controlStyles } from './controls.styles.ts';
export { type CssProperties, cssProperties } from './css-properties.ts';
export { icons } from './icons.ts';
export { signerColorStyles } from './signer-colors.styles.ts';
export { tokenStyles } from './tokens.styles.ts';
export { baseTokens, colorTokens, signerColors, type SchemePair } from './tokens.ts';
