import { expect } from '@open-wc/testing';
import { codeFrom, isWholeCode } from './code-entry.ts';

const sms = `482913 est votre code confidentiel pour signer 2 documents de Cabinet Exemple (Camille Martin). Référence JSE-771-204. Ne le donnez à personne.

@app.example #482913`;

describe('codeFrom', () => {
  for (const [what, text, code] of [
    ['plain digits', '482913', '482913'],
    ['spaces, as some phones copy them', ' 482 913 ', '482913'],
    ['a narrow no-break space', '482\u202f913', '482913'],
    ['dashes', '482-913', '482913'],
    ['full-width digits', '４８２９１３', '482913'],
    ['a code while it is being typed', '48', '48'],
    ['more than six digits', '4829137', '482913'],
    ['the whole SMS', sms, '482913'],
    ['an SMS without the WebOTP line', sms.split('\n')[0], '482913'],
    ['a sentence with the reference first', 'Référence JSE-771-204, code : 482 913.', '482913'],
    ['a phone number beside the code', 'Appelez le 01 02 03 04 05. Code 482913', '482913'],
    ['words without a code', 'bonjour', ''],
    ['nothing', '', ''],
  ] as const) {
    it(`reads ${what}`, () => {
      expect(codeFrom(text ?? '')).to.equal(code);
    });
  }

  it('takes an origin-bound line before any other number', () => {
    expect(codeFrom('Dossier 111111 : votre code\n@app.example #482913')).to.equal('482913');
  });
});

describe('isWholeCode', () => {
  it('is six digits, no more, no less', () => {
    expect(['482913', '48291', '4829133', '48291a', ''].map(isWholeCode)).to.deep.equal([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
