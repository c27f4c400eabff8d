/** A colour in the light and in the dark scheme, as hex; every pair that meets on screen is contrast-checked by test. */
export type SchemePair = readonly [light: string, dark: string];

/** First tier: raw values without a meaning. A host overrides one as `--jse-NAME`. */
export const baseTokens = {
  'font-family': "ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif",
  'font-size': '1rem',
  'font-size-small': '0.875rem',
  'font-size-tiny': '0.8125rem',
  'font-size-large': '1.125rem',
  'font-size-title': '1.375rem',
  'line-height': '1.5',
  'weight-medium': '550',
  'weight-strong': '650',
  space: 'calc(0.5rem * var(--jse-density, 1))',
  'radius-small': '6px',
  radius: '10px',
  'radius-large': '14px',
  'target-size': 'max(24px, 44px * var(--jse-density, 1))',
  duration: '140ms',
} as const;

/** Second tier: colours by their job, `[light, dark]`. A host overrides one as `--jse-color-NAME`. */
export const colorTokens = {
  canvas: ['#f3f5f7', '#0e151b'],
  surface: ['#ffffff', '#161f27'],
  raised: ['#fafbfc', '#1d2832'],
  text: ['#14202b', '#e9eff3'],
  'text-muted': ['#4d5c69', '#a9b7c2'],
  border: ['#d5dce2', '#2f3d49'],
  'border-control': ['#73828f', '#7d8e9b'],
  accent: ['#0b4a63', '#86cbe3'],
  'accent-hover': ['#083a4f', '#a6daec'],
  'on-accent': ['#ffffff', '#062330'],
  'accent-soft': ['#e4f0f4', '#173442'],
  focus: ['#0b6f9c', '#9bdcf5'],
  danger: ['#a8231c', '#ffa59c'],
  'danger-soft': ['#fdeeec', '#3a1c1a'],
  'on-danger': ['#ffffff', '#3a0906'],
  success: ['#17663d', '#84dca8'],
  'success-soft': ['#e8f5ee', '#14321f'],
  warning: ['#7d4b00', '#f4c673'],
  'warning-soft': ['#fff5e2', '#382a10'],
} as const satisfies Record<string, SchemePair>;

/** Colours that tell signers apart, in order of use; always shown with the signer's name and number, never alone. */
export const signerColors = [
  ['#0b5a8a', '#8cc8f0'],
  ['#9a3412', '#fdba8c'],
  ['#166a45', '#86dcae'],
  ['#7a2e8e', '#e0aef0'],
  ['#8a5a00', '#f0c96c'],
  ['#a01f4b', '#ffa9c2'],
  ['#3f4ba8', '#b6beff'],
  ['#3f5561', '#b9cad4'],
] as const satisfies readonly SchemePair[];
