import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { limits } from '@jse/sdk/rules';
import fc from 'fast-check';
import { Refusal } from '../../problem.ts';
import { readDirectory } from './read-directory.ts';

const read = (text: string) => readDirectory(new TextEncoder().encode(text));
/** The directory, or undefined where the file is refused; anything else that is thrown fails the test. */
function outcomeOf(text: string) {
  try {
    return read(text);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
const utf16 = (text: string) => new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (unit) => unit.charCodeAt(0)).buffer);

describe('a CSV directory', () => {
  test('numbers lines as an editor does, also after a cell of several lines and empty ones', () => {
    const { lines } = read('\r\nNom;Email\r\n"Du\r\nrand";a@x.fr\r\n;\r\n\r\nPetit;b@x.fr\r\n');
    assert.deepEqual(
      lines.map(({ line, values }) => [line, values.name, values.email]),
      [
        [3, 'Du rand', 'a@x.fr'],
        [7, 'Petit', 'b@x.fr'],
      ],
    );
  });

  test('tells a quotation mark that does not close, and reads on with the next line', () => {
    const { lines } = read('Nom,Email\n"Durand,a@x.fr\nPetit,b@x.fr\n"Le "Fournil"",c@x.fr\nRoy,d@x.fr');
    assert.deepEqual(
      lines.map(({ line, malformed, values }) => [line, malformed, malformed ? '' : values.email]),
      [
        [2, true, ''],
        [3, false, 'b@x.fr'],
        [4, true, ''],
        [5, false, 'd@x.fr'],
      ],
    );
  });

  test('a file that is made to be slow is read or refused within seconds', () => {
    for (const line of ['"a;b\n', '""\n', ';\n', `"${'""'.repeat(400_000)}\n`, `"a"b${'"c'.repeat(200_000)}\n`]) {
      const started = performance.now();
      outcomeOf(`Nom;Email\n${line.repeat(4_500_000 / line.length)}`);
      assert.ok(performance.now() - started < 8000, `${line.slice(0, 10)} took ${performance.now() - started} ms`);
    }
  });

  test('takes the heading that says it best, in French, English and as address books export it', () => {
    const fieldsOf = (heading: string) => read(`${heading}\n${'x,'.repeat(9)}`).columns.map(({ field }) => field);
    assert.deepEqual(fieldsOf('Téléphone,Mobile,E-mail'), [null, 'phone', 'email']);
    assert.deepEqual(fieldsOf('PRÉNOM,Nom de famille,Adresse de messagerie,N° client'), [
      'firstName',
      'name',
      'email',
      'externalId',
    ]);
    assert.deepEqual(fieldsOf('First Name,Last Name,E-mail 1 - Value,Phone 1 - Value,Organization Name'), [
      'firstName',
      'name',
      'email',
      'phone',
      'company',
    ]);
    assert.throws(() => fieldsOf('Nom,Prénom'), { code: 'validation_failed' });
  });

  test('comes in UTF-8, UTF-16 and Windows-1252, with semicolons, commas, tabs or a declared separator', () => {
    const text = (separator: string) => `Nom${separator}E-mail\nLefèvre${separator}a@x.fr\n`;
    const ansi = Uint8Array.from(text(';'), (character) => character.charCodeAt(0));
    const files = [
      new TextEncoder().encode(`\uFEFF${text(';')}`),
      new TextEncoder().encode(text(',')),
      new TextEncoder().encode(`sep=;\n${text(';')}`),
      utf16(text('\t')),
      ansi,
    ];
    for (const file of files) {
      const { lines } = readDirectory(file);
      assert.deepEqual(
        lines.map(({ values }) => values),
        [{ name: 'Lefèvre', email: 'a@x.fr' }],
      );
    }
    assert.equal(readDirectory(files[2] ?? new Uint8Array()).lines[0]?.line, 3);
  });

  test('has a limit of lines and of columns', () => {
    const lines = (count: number) => `Email\n${'a@x.fr\n'.repeat(count)}`;
    assert.equal(read(lines(limits.importLines)).lines.length, limits.importLines);
    assert.throws(() => read(lines(limits.importLines + 1)), { code: 'validation_failed' });
    assert.throws(() => read(`Email${';x'.repeat(300)}\na@x.fr`), { code: 'validation_failed' });
    assert.throws(() => read('Email\n'), { code: 'validation_failed' });
  });
});

describe('a vCard directory', () => {
  test('quoted parameters, escaped separators, groups, folded lines', () => {
    const { lines } = read(
      'BEGIN:VCARD\r\nVERSION:4.0\r\nN:Ma\\;r\r\n tin;Anne;;;\r\nitem1.TEL;TYPE="voice:home":tel:+33142000000\r\n' +
        'TEL;TYPE="cell,voice":tel:+33639980031\r\nORG:Roy\\, fils\\\\;Vente\r\nUID:urn:uuid:7\r\nEND:VCARD\r\n',
    );
    assert.deepEqual(lines, [
      {
        line: 1,
        malformed: false,
        values: {
          name: 'Ma;rtin',
          firstName: 'Anne',
          phone: '+33639980031',
          company: 'Roy, fils\\',
          externalId: '7',
        },
      },
    ]);
  });

  test('a card that does not end is told', () => {
    const { lines } = read('BEGIN:VCARD\nN:A;B\nBEGIN:VCARD\nN:C;D\nEND:VCARD\nBEGIN:VCARD\nN:E;F\n');
    assert.deepEqual(
      lines.map(({ line, malformed }) => [line, malformed]),
      [
        [1, true],
        [3, false],
        [6, true],
      ],
    );
  });
});

test('whatever the bytes, it is read or refused', () => {
  const piece = fc.constantFrom(
    'Email',
    'Nom',
    'BEGIN:VCARD',
    'END:VCARD',
    'N:',
    'TEL;TYPE="',
    '"',
    '""',
    ';',
    ',',
    '\t',
    '\n',
    '\r',
    '\\',
    'é',
    '=',
    'a@x.fr',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, headed) => {
      const text = (headed ? 'Email;Nom\n' : '') + pieces.join('');
      const numbers = outcomeOf(text)?.lines.map(({ line }) => line) ?? [];
      assert.deepEqual(
        numbers,
        [...new Set(numbers)].sort((a, b) => a - b),
      );
      assert.ok((numbers.at(-1) ?? 0) <= text.split(/\r\n|\r|\n/).length);
    }),
    { numRuns: 500 },
  );
});
