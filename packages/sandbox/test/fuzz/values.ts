import fc from 'fast-check';

/** Texts that have broken parsers, stores, mails, tables and logs before. */
export const hostileTexts = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udc00y',
  '\u202egnp.exe',
  '\u200b\ufeff',
  'مرحبا بالعالم',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 🧾👩‍👩‍👧‍👦',
  'e\u0301'.repeat(40),
  '\r\nBcc: somebody@else.example',
  '=HYPERLINK("http://else.example")',
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  "'; drop table collections; --",
  '../../../../etc/passwd',
  '..\\..\\windows',
  'javascript:alert(1)',
  'http://169.254.169.254/latest/meta-data',
  'null',
  'undefined',
  'true',
  '__proto__',
  'constructor',
  '1e309',
  '-0',
  'NaN',
  '9007199254740993',
  '0x10',
  '2026-02-30T25:61:61Z',
  'x'.repeat(5000),
  '%00%0d%0a',
  '\u2028\u2029',
] as const;

/** Numbers at and beyond the edges of what stores and languages hold. */
export const hostileNumbers = [
  0,
  -0,
  -1,
  1,
  1.5,
  1e21,
  1e308,
  -1e308,
  5e-324,
  2147483647,
  2147483648,
  -2147483649,
  4294967296,
  9007199254740991,
  Number('9007199254740993'),
  2 ** 63,
] as const;

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units)),
  },
);
const deep = fc.constantFrom(10, 100, 2000).map((levels) => {
  let value: unknown = 1;
  for (let at = 0; at < levels; at++) value = at % 2 === 0 ? [value] : { a: value };
  return value;
});

/** Any JSON value that a client might send where something else is wanted. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(...hostileNumbers) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: 1e9 }) },
  { weight: 1, arbitrary: fc.array(text, { maxLength: 5 }) },
  { weight: 1, arbitrary: fc.dictionary(text, fc.integer(), { maxKeys: 4 }) },
  { weight: 1, arbitrary: deep },
);
/** Any text. */
export const hostileText = text;

/** A JSON Schema as far as the contract's schemas use it. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly default?: unknown;
}

/** Values that the schema allows, or nearly; `known` gives ids and other texts that mean something, by their property. */
export function fromSchema(
  schema: Schema,
  known: (property: string) => readonly string[],
  property = '',
): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fromSchema(choice, known, property)));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, known);
    case 'array': {
      const { minItems: minLength = 0, maxItems = 4 } = schema;
      return fc.array(fromSchema(schema.items ?? {}, known, property), {
        minLength,
        maxLength: Math.max(minLength, Math.min(maxItems, 4)),
      });
    }
    case 'integer':
    case 'number': {
      const min = Math.max(
        schema.minimum ?? (schema.exclusiveMinimum === undefined ? -5 : schema.exclusiveMinimum + 1),
        -1000,
      );
      const max = Math.min(schema.maximum ?? 800, 800);
      return schema.type === 'integer'
        ? fc.integer({ min: Math.ceil(min), max })
        : fc.double({ min, max, noNaN: true });
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textOf(schema, known(property));
    default:
      return hostileValue;
  }
}

function objectOf({ properties = {}, required = [] }: Schema, known: (property: string) => readonly string[]) {
  const members = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fromSchema(schema, known, name)]),
  );
  return fc.record(members, { requiredKeys: [...required] });
}

function textOf(schema: Schema, meaningful: readonly string[]): fc.Arbitrary<string> {
  const plain = fc.string({
    unit: 'grapheme',
    minLength: schema.minLength ?? 0,
    maxLength: Math.min(schema.maxLength ?? 60, 60),
  });
  if (meaningful.length > 0) return fc.constantFrom(...meaningful);
  if (schema.format === 'email') return fc.constantFrom('a@client.example', 'b+c@client.example', "o'x@client.example");
  if (schema.format === 'date-time')
    return fc.constantFrom('2026-11-01T00:00:00Z', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z');
  if (schema.format === 'uri' || schema.format === 'url')
    return fc.constantFrom('https://vendor.example/x', 'https://else.example');
  if (schema.pattern?.startsWith('^\\+[1-9]')) return fc.constantFrom('+33639980011', '+33639980012', '+15550100');
  if (schema.pattern?.includes('{64}')) return fc.constant('0'.repeat(64));
  if (schema.pattern?.includes('\\d{6}')) return fc.constantFrom('000000', '123456');
  if (schema.pattern?.includes('https?')) return fc.constantFrom('https://vendor.example', 'https://else.example');
  if (schema.pattern?.includes('\\d')) return fc.integer({ min: 0, max: 120 }).map(String);
  if (schema.pattern) return fc.constantFrom('x_1', 'col_nobody');
  return fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: hostileText });
}

/** One thing wrong somewhere in a value: a member replaced, dropped, added or doubled. */
export function spoil(value: unknown, pick: (count: number) => number, wrong: unknown, depth = 0): unknown {
  if (Array.isArray(value) && value.length > 0 && pick(4) > 0 && depth < 8) {
    const at = pick(value.length);
    return value.map((item: unknown, index) => (index === at ? spoil(item, pick, wrong, depth + 1) : item));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth >= 8) return wrong;
  const entries = Object.entries(value);
  switch (pick(entries.length === 0 ? 2 : 6)) {
    case 0:
      return Object.fromEntries([
        ...entries,
        [['__proto__', 'constructor', 'toString', 'unknown'][pick(4)] ?? 'x', wrong],
      ]);
    case 1:
      return wrong;
    case 2:
      return Object.fromEntries(entries.toSpliced(pick(entries.length), 1));
    default: {
      const at = pick(entries.length);
      return Object.fromEntries(
        entries.map(([name, member], index) => [name, index === at ? spoil(member, pick, wrong, depth + 1) : member]),
      );
    }
  }
}
