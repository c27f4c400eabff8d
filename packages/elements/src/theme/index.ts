export { baseStyles } from './base.styles.ts';
export { controlStyles } from './controls.styles.ts';
export { type CssProperties, cssProperties } from './css-properties.ts';
export { icons } from './icons.ts';
export { tokenStyles } from './tokens.styles.ts';
export { baseTokens, colorTokens, signerColors, type SchemePair } from './tokens.ts';
