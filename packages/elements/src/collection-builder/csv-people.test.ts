import { expect } from '@open-wc/testing';
import { guessMapping, mostRows, readPeople, readTable } from './csv-people.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

async function people(bytes: Uint8Array, known: readonly string[] = []) {
  const table = readTable(bytes)!;
  return readPeople(table, guessMapping(table), known);
}

describe('a list of signers', () => {
  it('is read in the encodings and separators that spreadsheets write', async () => {
    const heading = 'Prénom;Nom;Adresse e-mail;Téléphone portable';
    const row = 'Zoé;Lefèvre;zoe@client.example;06 39 98 00 21';
    for (const bytes of [
      utf8(`${heading}\r\n${row}\r\n`),
      utf8(`\ufeff${heading}\n${row}`),
      latin(`${heading}\n${row}`),
      utf8(`sep=;\n${heading}\n${row}`),
      utf8(`${heading}\n${row}`.replaceAll(';', ',')),
      utf8(`${heading}\n${row}`.replaceAll(';', '\t')),
      utf8(`"Prénom";"Nom";"Courriel";"Mobile"\n"Zoé";"Lefèvre";"zoe@client.example";"+33 6 39 98 00 21"\n\n`),
    ]) {
      const [first, ...others] = await people(bytes);
      expect(others).to.deep.equal([]);
      expect(first?.signer).to.deep.include({
        firstName: 'Zoé',
        lastName: 'Lefèvre',
        email: 'zoe@client.example',
        phone: '+33639980021',
      });
    }
  });

  it('finds columns by what stands in them where they have no names', () => {
    const table = readTable(
      utf8('Zoé;Lefèvre;zoe@client.example;0639980021\nLéo;Petit;leo@client.example;0639980022'),
    )!;
    expect(table.columns).to.deep.equal(['1', '2', '3', '4']);
    expect(table.rows.length).to.equal(2);
    expect(guessMapping(table)).to.deep.equal({ firstName: -1, lastName: -1, email: 2, phone: 3 });
  });

  it('says what is wrong, line by line', async () => {
    const rows = await people(
      utf8(
        [
          'prenom,nom,email,mobile',
          'Zoé,Lefèvre,zoe@client.example,0639980021',
          ',Petit,leo(at)client.example,01',
          'Zoé,Lefèvre,ZOE@client.example,0639980021',
          'Camille,Martin,camille@client.example,0639980011',
        ].join('\n'),
      ),
      ['Camille@client.example'],
    );
    expect(rows.map(({ line, twice, signer }) => [line, twice, signer !== undefined])).to.deep.equal([
      [2, false, true],
      [3, false, false],
      [4, true, true],
      [5, true, true],
    ]);
    expect(rows[1]?.faults).to.deep.equal({
      firstName: { fault: 'required' },
      email: { fault: 'email' },
      phone: { fault: 'phone' },
    });
  });

  it('takes no formula along', async () => {
    const [row] = await people(utf8('prenom;nom;email;tel\n=HYPERLINK("x");@SUM(1);+zoe@client.example;+33639980021'));
    expect(row?.person).to.deep.include({
      firstName: 'HYPERLINK("x")',
      lastName: 'SUM(1)',
      email: 'zoe@client.example',
      phone: '+33639980021',
    });
  });

  it('keeps to a list of signers: 5,000 lines, binary files, nothing', async () => {
    const lines = Array.from({ length: 5000 }, (_, at) => `Zoé;Lefèvre;zoe${at}@client.example;0639980021`);
    const table = readTable(utf8(`prenom;nom;email;tel\n${lines.join('\n')}`))!;
    expect([table.rows.length, table.leftOut]).to.deep.equal([mostRows, 4500]);
    expect(readTable(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).to.equal(undefined);
    expect(readTable(utf8('\n  \n'))).to.equal(undefined);
    expect(readTable(new Uint8Array())).to.equal(undefined);
  });
});
