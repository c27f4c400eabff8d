import { expect } from '@open-wc/testing';
import { type CodeEntry, isIsolated } from './isolation.ts';

describe('where consent and code are given', () => {
  const table: readonly ['required' | 'advised' | 'optional', CodeEntry, boolean][] = [
    ['required', '', true],
    ['required', 'inline', true],
    ['required', 'isolated', true],
    ['advised', '', true],
    ['advised', 'inline', false],
    ['advised', 'isolated', true],
    ['optional', '', false],
    ['optional', 'inline', false],
    ['optional', 'isolated', true],
  ];
  for (const [isolation, wanted, isolated] of table) {
    it(`${isolation} by the platform, ${wanted || 'nothing said'} by the host: ${isolated ? 'the frame' : 'the page'}`, () => {
      expect(isIsolated({ isolation }, wanted)).to.equal(isolated);
    });
  }
});
