// Arguments of a directive: named and positional values, in the forms of all the languages that directives are written in.

/** A value, and where its author wrote it. */
export interface Argument {
  readonly text: string;
  readonly offset: number;
  /** False for a bare word, which may be the name of a variable. */
  readonly isQuoted: boolean;
}

export interface Arguments {
  /** By name, in lower case without hyphens and underscores. */
  readonly named: ReadonlyMap<string, Argument>;
  readonly positional: readonly Argument[];
}

export const NO_ARGUMENTS: Arguments = { named: new Map(), positional: [] };

/** More than anybody writes. */
const MOST = 100;
const LONGEST = 10_000;

const PART =
  /[\s,]*(?:(?:(?<name>[\w:@.-]+)\s*[=:](?![/=])\s*)?(?:"(?<double>(?:\\.|[^"\\])*)"|'(?<single>(?:\\.|[^'\\])*)'|`(?<back>[^`]*)`|(?<word>[^\s,"'`=][^\s,"'`]*))|.)/suy;

/** Reads the text after a name; `offset` is where it begins in the body. */
export function parseArguments(text: string, offset: number): Arguments {
  const named = new Map<string, Argument>();
  const positional: Argument[] = [];
  const read = text.slice(0, LONGEST);
  PART.lastIndex = 0;
  for (let count = 0; count < MOST && PART.lastIndex < read.length; count += 1) {
    const part = PART.exec(read);
    if (!part) break;
    const { name, double, single, back, word } = part.groups ?? {};
    const quoted = double?.replace(/\\(["\\])/g, '$1') ?? single?.replace(/\\(['\\])/g, '$1') ?? back;
    const value = quoted ?? word;
    if (value === undefined) continue;
    const end = part.index + part[0].length - (quoted === undefined ? 0 : 1);
    const start = end - (double ?? single ?? value).length;
    const argument = { text: value, offset: offset + start, isQuoted: quoted !== undefined };
    if (name !== undefined) named.set(keyOf(name), argument);
    else positional.push(argument);
  }
  return { named, positional };
}

/** Names that differ only in case, hyphens and underscores mean the same: `imagePath`, `image_path`. */
export function keyOf(name: string): string {
  return name.toLowerCase().replace(/[-_]/g, '');
}

/** The first argument that has one of these names, and that is not empty. */
export function argument({ named }: Arguments, ...names: readonly string[]): Argument | undefined {
  return names.map((name) => named.get(name)).find((each) => each !== undefined && each.text.trim() !== '');
}

/** All arguments, in no particular order. */
export function allArguments({ named, positional }: Arguments): Argument[] {
  return [...named.values(), ...positional];
}
