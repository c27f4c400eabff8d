import { expect } from '@open-wc/testing';
import { PageText } from './page-text.ts';

const run = (text: string, endsLine = false) => ({ text, endsLine });

describe('PageText', () => {
  it('finds over runs, ends of lines and soft hyphens', () => {
    const text = new PageText([run('Lettre de mis\u00ad', true), run('sion'), run(' du 3', true), run('mars 2026')]);
    expect(text.find('mission')).to.deep.equal([{ from: { run: 0, offset: 10 }, to: { run: 1, offset: 3 } }]);
    expect(text.find('du 3 mars')).to.deep.equal([{ from: { run: 2, offset: 1 }, to: { run: 3, offset: 3 } }]);
  });

  it('takes accents, case, ligatures, quotes, dashes and spaces for the same', () => {
    const text = new PageText([run('L’ÉTÉ, ﬁn\u00a0—  d’exercice e\u0301')]);
    for (const searched of ["l'ete", 'été', 'fin - d’exercice', 'FIN', 'é'])
      expect(text.find(searched), searched).not.to.deep.equal([]);
    expect(text.find('fin')).to.deep.equal([{ from: { run: 0, offset: 7 }, to: { run: 0, offset: 8 } }]);
  });

  it('counts each place once, without overlaps, and finds nothing for nothing', () => {
    const text = new PageText([run('aaaa a')]);
    expect(text.find('aa')).to.have.lengthOf(2);
    expect(text.find('  ')).to.deep.equal([]);
    expect(new PageText([run(' '), run('', true)]).isEmpty).to.equal(true);
    expect(new PageText([run('😀 a')]).find('a')).to.deep.equal([
      { from: { run: 0, offset: 3 }, to: { run: 0, offset: 3 } },
    ]);
  });
});
