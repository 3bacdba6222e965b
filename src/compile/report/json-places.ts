// Places in JSON (RFC 8259): where in a text each value stands, or where the text stops being JSON. JSON.parse tells neither.

/** A text is not JSON from this offset on. */
export class NotJson extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** Offset of the value at a path, or of the closest thing around it that is there. */
export type OffsetOf = (path: readonly PropertyKey[]) => number;

interface Token {
  readonly text: string;
  readonly offset: number;
}

const TOKEN =
  /[ \t\n\r]*([{}[\],:]|"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\\u0000-\u001f]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;
const DEEPEST = 500;
const EXCERPT_CHARACTERS = 20;

/** Finds every value of a JSON text. Throws NotJson, whose message says what should stand at its offset instead. */
export function placesInJson(text: string): OffsetOf {
  const offsets = new Map<string, number>();
  const { tokens, end } = tokensOf(text);
  let position = 0;
  const peek = () => tokens[position]?.text;
  const offset = () => tokens[position]?.offset ?? end;
  const expect = (wanted: string, fits: (token: string) => boolean): string => {
    const token = peek();
    if (token === undefined || !fits(token)) throw notJson(text, offset(), wanted);
    position += 1;
    return token;
  };

  const readValue = (path: readonly PropertyKey[]): void => {
    offsets.set(JSON.stringify(path), offset());
    if (path.length > DEEPEST) throw new NotJson(offset(), 'lists and objects lie too deep in each other');
    const token = expect('a value', (text) => !/^[}\],:]/.test(text));
    if (token === '[') readAll(']', (index) => readValue([...path, index]));
    if (token === '{') readAll('}', () => readMember(path));
  };
  const readMember = (path: readonly PropertyKey[]): void => {
    const name = JSON.parse(expect('a name in quotes', (text) => text.startsWith('"')));
    expect('":"', (text) => text === ':');
    readValue([...path, name]);
  };
  const readAll = (close: string, readItem: (index: number) => void): void => {
    for (let index = 0; index > 0 || peek() !== close; index += 1) {
      readItem(index);
      if (peek() === close) break;
      expect(`"," or "${close}"`, (text) => text === ',');
    }
    position += 1;
  };

  readValue([]);
  if (offset() < text.length) throw notJson(text, offset(), 'the end');
  return (path) => didYouMean(offsets, path);
}

/** The tokens, and the offset of what is none: of a mistake, or of the end. */
function tokensOf(text: string): { tokens: Token[]; end: number } {
  const tokens: Token[] = [];
  let end = 0;
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    end = TOKEN.lastIndex;
    const [, token = ''] = found;
    tokens.push({ text: token, offset: end - token.length });
  }
  const [space = ''] = /^[ \t\n\r]*/.exec(text.slice(end)) ?? [];
  return { tokens, end: end + space.length };
}

function notJson(text: string, offset: number, wanted: string): NotJson {
  const rest = text.slice(offset);
  const isCut = rest === '' || /^"[^"\n]*$/.test(rest);
  if (isCut) return new NotJson(text.length, 'it ends too early');
  const found = (rest.split('\n', 1)[0] ?? '').slice(0, EXCERPT_CHARACTERS);
  return new NotJson(offset, `expected ${wanted}, found ${found}`);
}

function didYouMean(offsets: ReadonlyMap<string, number>, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const offset = offsets.get(JSON.stringify(path.slice(0, depth)));
    if (offset !== undefined) return offset;
  }
  return 0;
}
