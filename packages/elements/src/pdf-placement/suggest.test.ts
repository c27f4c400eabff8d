import { expect } from '@open-wc/testing';
import type { Rectangle } from '../geometry/page-space.ts';
import { folded } from '../i18n/folded.ts';
import type { TextRun } from '../pdf-pages/page-content.ts';
import type { PlacementSigner } from './placement-model.ts';
import { type Anchor, anchorsOf, suggestionsFor } from './suggest.ts';
import { linesOf } from './text-lines.ts';

const a4 = { width: 595, height: 842 };
const run = (text: string, x: number, y: number, more: Partial<TextRun> = {}): TextRun => ({
  text,
  x,
  y,
  width: text.length * 5,
  height: 12,
  upright: true,
  endsLine: false,
  ...more,
});
const textsOf = (runs: readonly TextRun[]) => linesOf(runs).map(({ text }) => text);
const anchors = (runs: readonly TextRun[], page = 1) => anchorsOf({ texts: runs, fields: [] }, page, a4);

const client: PlacementSigner = { id: 'c', name: 'Camille Rousseau', kind: 'person', role: 'client' };
const spouse: PlacementSigner = { id: 's', name: 'Dominique Rousseau', kind: 'person', role: 'client' };
const member: PlacementSigner = { id: 'm', name: 'Hélène Durand', kind: 'person', role: 'member' };
const firm: PlacementSigner = { id: 'f', name: 'Cabinet Durand', kind: 'firm' };

describe('lines of text', () => {
  it('joins spans that split a word, keeps words and columns apart', () => {
    expect(textsOf([run('Le c', 50, 100), run('lient', 70, 100.4), run('Le cabinet', 350, 100)])).to.deep.equal([
      'Le client',
      'Le cabinet',
    ]);
    expect(textsOf([run('Lu', 50, 100), run('et', 64, 100), run('approuvé', 78, 100)])).to.deep.equal([
      'Lu et approuvé',
    ]);
    expect(textsOf([run('Bas', 50, 100), run('Haut', 50, 300), run(' ', 75, 300)])).to.deep.equal(['Haut', 'Bas']);
  });

  it('goes on over a soft hyphen, and leaves text that is turned', () => {
    const runs = [run('Lu et appro\u00ad', 50, 100), run('uvé', 50, 86), run('Page', 50, 72)];
    expect(textsOf(runs)).to.deep.equal(['Lu et approuvé', 'Page']);
    expect(textsOf([run('Le client', 50, 100, { upright: false })])).to.deep.equal([]);
  });

  it('folds accents, ligatures, apostrophes and spaces', () => {
    expect(folded('  L’EXPERT\u2011COMPTABLE\u00a0: Certiﬁé  ')).to.equal("l'expert-comptable : certifie");
  });
});

describe('places that a document asks for', () => {
  it('finds words that stand for themselves, and no prose', () => {
    for (const [text, meant] of [
      ['Le client', 'client'],
      ['LE CLIENT :', 'client'],
      ['Pour la société', 'client'],
      ['Le Gérant (signature précédée de « lu et approuvé »)', 'client'],
      ['Lu et approuvé', 'client'],
      ['L’expert-comptable', 'firm'],
      ['Signature de l’expert-comptable :', 'firm'],
      ['Cachet du cabinet', 'firm'],
      ['Signature', 'anybody'],
      ['Date et signature : ……………', 'anybody'],
      ['Signature du conseil', 'anybody'],
    ] as const) {
      const found = anchors([run(text, 60, 300)]);
      expect(
        found.map((anchor) => anchor.meant),
        text,
      ).to.deep.equal([meant]);
      expect(found[0]?.found).to.equal(text);
    }
    for (const text of [
      'Le client s’engage à fournir les pièces',
      'La signature électronique a la même valeur que la signature manuscrite de chacun',
      'Le cabinet Durand assure la tenue des comptes',
      'Client',
      'Signataires',
    ])
      expect(
        anchors([run(text, 60, 300)]).map(({ found }) => found),
        text,
      ).to.deep.equal(text === 'Client' ? ['Client'] : []);
  });

  it('puts the place below the words, beside them where text follows, above them at the foot', () => {
    const [below] = anchors([run('Le client', 60, 300)]);
    expect(below).to.deep.include({ x: 60, y: 244 });
    const [beside] = anchors([run('Le client', 60, 300), run('Fait à Lyon, en deux exemplaires', 60, 260)]);
    expect(beside).to.deep.include({ x: 111, y: 281 });
    const [above] = anchors([run('Le client', 360, 20)]);
    expect(above).to.deep.include({ x: 360, y: 38 });
  });

  it('covers tags, and knows whose they are', () => {
    const found = anchors([run('{{signer2}}', 100, 400), run('{{ signature:1 ; role=client }}', 100, 300)]);
    expect(found.map(({ meant, x, y }) => ({ meant, x, y }))).to.deep.equal([
      { meant: 2, x: 100, y: 362 },
      { meant: 1, x: 100, y: 262 },
    ]);
    expect(anchors([run('{{sign', 100, 400), run('er1}}', 130, 400)]).map(({ meant }) => meant)).to.deep.equal([1]);
    expect(anchors([run('{{customer.name}}', 100, 400)])).to.deep.equal([]);
  });

  it('takes the file’s own empty fields, wherever they are', () => {
    const box: Rectangle = { x: 480, y: 30, width: 100, height: 40 };
    const found = anchorsOf({ texts: [], fields: [{ name: 'Signature_Client', ...box }] }, 3, a4);
    expect(found).to.deep.equal([
      {
        ...box,
        page: 3,
        meant: 'client',
        reason: 'field',
        found: 'Signature_Client',
        field: 'Signature_Client',
      },
    ]);
  });
});

describe('who is proposed where', () => {
  const signers = [client, spouse, member, firm];
  const anchor = (meant: Anchor['meant'], page: number, y: number, more: Partial<Anchor> = {}): Anchor => ({
    page,
    x: 60,
    y,
    width: 200,
    height: 50,
    meant,
    reason: 'words',
    found: String(meant),
    ...more,
  });
  const given = (found: readonly Anchor[], placements: Parameters<typeof suggestionsFor>[2] = []) =>
    suggestionsFor(found, signers, placements, 4).map(({ signerId, page, y }) => [signerId, page, y]);

  it('gives each his own: words by role, the last page first', () => {
    const found = [anchor('client', 1, 300), anchor('client', 4, 300), anchor('firm', 4, 100)];
    expect(given(found)).to.deep.equal([
      ['s', 1, 300],
      ['c', 4, 300],
      ['m', 4, 100],
    ]);
  });

  it('prefers fields to tags and tags to words, and gives no place twice', () => {
    const found = [
      anchor('client', 1, 300),
      anchor(1, 1, 310, { reason: 'tag' }),
      anchor('client', 1, 500, { reason: 'field', field: 'F' }),
    ];
    expect(given(found)).to.deep.equal([
      ['c', 1, 500],
      ['s', 1, 300],
    ]);
    expect(given([anchor(9, 1, 300, { reason: 'tag' })])).to.deep.equal([]);
  });

  it('leaves those who have a place, and places that are taken', () => {
    const taken = [{ signerId: 'c', page: 1, x: 60, y: 280 }];
    expect(given([anchor('client', 1, 300), anchor('client', 1, 500)], taken)).to.deep.equal([['s', 1, 500]]);
  });

  it('leaves places that are counted from the end', () => {
    const taken = [{ signerId: 'c', page: -1, x: 60, y: 280 }];
    expect(given([anchor('client', 4, 300), anchor('client', 1, 500)], taken)).to.deep.equal([['s', 1, 500]]);
  });

  it('leaves the whole of a field that somebody has, and none is proposed over a field meant for another', () => {
    const field = anchor('firm', 1, 300, { reason: 'field', field: 'Expert', height: 150 });
    const words = anchor('client', 1, 400);
    expect(given([field, words])).to.deep.equal([['m', 1, 300]]);
    const placed = [{ signerId: 'm', page: 1, x: 60, y: 300, field: 'Expert' }];
    expect(given([field, words], placed)).to.deep.equal([]);
    expect(given([field, anchor('client', 1, 460)], placed)).to.deep.equal([['c', 1, 460]]);
  });

  it('takes words at a field without a name of anybody’s for that field', () => {
    const field = anchor('anybody', 1, 280, { reason: 'field', field: 'Field 3', width: 120 });
    const [found] = suggestionsFor([field, anchor('client', 1, 300)], signers, [], 4);
    expect(found).to.deep.equal({
      signerId: 'c',
      page: 1,
      x: 60,
      y: 280,
      reason: 'field',
      found: 'anybody',
      field: 'Field 3',
    });
  });
});
