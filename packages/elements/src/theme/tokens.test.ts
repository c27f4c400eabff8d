import { expect } from '@open-wc/testing';
import { colorTokens, signerColors } from './tokens.ts';

/** Relative luminance of a hex colour (WCAG 2.2). */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

type Color = keyof typeof colorTokens;
const textPairs: readonly [Color, Color][] = [
  ...(['canvas', 'surface', 'raised', 'accent-soft', 'danger-soft', 'success-soft', 'warning-soft'] as const).flatMap(
    (ground): [Color, Color][] => [
      ['text', ground],
      ['text-muted', ground],
    ],
  ),
  ['accent', 'surface'],
  ['accent', 'canvas'],
  ['accent', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['danger', 'surface'],
  ['danger', 'danger-soft'],
  ['on-danger', 'danger'],
  ['success', 'surface'],
  ['success', 'success-soft'],
  ['warning', 'surface'],
  ['warning', 'warning-soft'],
];
const controlPairs: readonly [Color, Color][] = [
  ['border-control', 'surface'],
  ['border-control', 'canvas'],
  ['focus', 'surface'],
  ['focus', 'canvas'],
];

for (const [index, scheme] of ['light', 'dark'].entries()) {
  const value = (name: Color) => colorTokens[name][index as 0 | 1];

  describe(`tokens, ${scheme}`, () => {
    for (const [ink, ground] of textPairs) {
      it(`${ink} on ${ground} is readable text (4.5:1)`, () => {
        expect(contrast(value(ink), value(ground))).to.be.at.least(4.5);
      });
    }

    for (const [ink, ground] of controlPairs) {
      it(`${ink} on ${ground} is visible as a control (3:1)`, () => {
        expect(contrast(value(ink), value(ground))).to.be.at.least(3);
      });
    }

    it('every signer colour is readable as text on surfaces and, light, on paper', () => {
      for (const pair of signerColors) {
        expect(contrast(pair[index as 0 | 1], value('surface')), pair.join(' ')).to.be.at.least(4.5);
        expect(contrast(pair[0], '#ffffff'), pair.join(' ')).to.be.at.least(4.5);
      }
    });
  });
}
