import { LimitError, type Budget } from './budget.ts';
import { Lexer, type Token } from './lexer.ts';
import { isDict, type IndirectObject, type PdfArray, type PdfDict, type PdfObject } from './objects.ts';

/** Something that is no PDF object stands where one must be; `offset` is where. */
export class SyntaxFault extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.name = 'SyntaxFault';
    this.offset = offset;
  }
}

const isToken = (token: Token, kind: 'keyword' | 'delimiter', value: string): boolean =>
  typeof token === 'object' && token !== null && token.kind === kind && token.value === value;

/** Reads one direct object at the lexer's position. Throws SyntaxFault, or LimitError for deep nesting. */
export function parseObject(lexer: Lexer, budget: Budget): PdfObject {
  return parseFrom(lexer.next(), lexer, budget, 0);
}

function parseFrom(token: Token, lexer: Lexer, budget: Budget, depth: number): PdfObject {
  budget.spendValue();
  if (depth > budget.limits.maxDepth) throw new LimitError('maxDepth');
  if (token === null) throw new SyntaxFault('the bytes end where an object must be', lexer.position);
  if (typeof token === 'number') return referenceOr(token, lexer);
  if (token.kind === 'name' || token.kind === 'string') return token;
  if (token.kind === 'keyword') {
    if (token.value === 'true') return true;
    if (token.value === 'false') return false;
    if (token.value === 'null') return null;
    throw new SyntaxFault(`"${token.value}" is no object`, lexer.position);
  }
  if (token.value === '[') return parseArray(lexer, budget, depth);
  if (token.value === '<<') {
    budget.spendDictionary(depth);
    return parseDict(lexer, budget, depth);
  }
  throw new SyntaxFault(`"${token.value}" is no object`, lexer.position);
}

/** A number, or the reference that it begins. */
function referenceOr(value: number, lexer: Lexer): PdfObject {
  if (!Number.isInteger(value) || value < 0) return value;
  const gen = lexer.referenced();
  return gen === null ? value : { kind: 'ref', num: value, gen };
}

function parseArray(lexer: Lexer, budget: Budget, depth: number): PdfArray {
  const items: PdfObject[] = [];
  for (;;) {
    const token = lexer.next();
    if (isToken(token, 'delimiter', ']')) return { kind: 'array', items };
    items.push(parseFrom(token, lexer, budget, depth + 1));
  }
}

function parseDict(lexer: Lexer, budget: Budget, depth: number): PdfDict {
  const entries = new Map<string, PdfObject>();
  const doubtful: string[] = [];
  const start = lexer.position - 2;
  for (;;) {
    const key = lexer.next();
    if (isToken(key, 'delimiter', '>>')) return { kind: 'dict', entries, doubtful, start, end: lexer.position };
    if (typeof key !== 'object' || key === null || key.kind !== 'name') {
      throw new SyntaxFault('a dictionary key is no name', lexer.position);
    }
    const value = lexer.next();
    // "/Key >>": a key without a value, written by some producers; it counts as null.
    if (isToken(value, 'delimiter', '>>')) {
      doubtful.push(key.value);
      return { kind: 'dict', entries, doubtful, start, end: lexer.position };
    }
    if (entries.has(key.value)) doubtful.push(key.value);
    entries.set(key.value, parseFrom(value, lexer, budget, depth + 1));
  }
}

/** Reads `N G obj …` at an offset of the file. Throws SyntaxFault where no such thing stands there. */
export function parseIndirect(bytes: Uint8Array, offset: number, budget: Budget): IndirectObject {
  const lexer = new Lexer(bytes, offset);
  const num = lexer.next();
  const gen = lexer.next();
  if (!Number.isInteger(num) || !Number.isInteger(gen) || !isToken(lexer.next(), 'keyword', 'obj')) {
    throw new SyntaxFault('no indirect object stands here', offset);
  }
  const head = { num: num as number, gen: gen as number, offset };
  const before = lexer.position;
  if (isToken(lexer.next(), 'keyword', 'endobj')) return { ...head, value: null };
  lexer.position = before;
  const value = parseObject(lexer, budget);
  if (!isDict(value)) return { ...head, value };
  if (!isToken(lexer.next(), 'keyword', 'stream')) return { ...head, value };
  let dataStart = lexer.position;
  if (bytes[dataStart] === 13) dataStart++;
  if (bytes[dataStart] === 10) dataStart++;
  return { ...head, value: { kind: 'stream', dict: value, dataStart, num: head.num, gen: head.gen } };
}
