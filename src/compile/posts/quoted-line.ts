// A line of YAML with its text in quotes: what to write where a colon or a quotation mark has made something else of it.

const FIELD = /^(\s*(?:- )?[\p{L}\p{N}_-]+:)[ \t]+(\S.*)$/u;
/** Values whose first character is meant: a block of lines, an anchor, a tag, a list, an object. */
const MEANT = /^(?:[|>][+-]?\d?$|[&!]|\[.*\]$|\{.*\}$)/;
/** What the line may have between two quotation marks of its own. */
const QUOTED = /^(["'])(.*)\1(?:[ \t]+#.*)?$/;
const UNCLOSED = /^["']([^"']*)$/;
/** A longer line is no title, and a message would not show it. */
const LONGEST = 300;

/** The line with its text in quotes, such as `title: 'Radio: a beginning'`. Undefined when that is not what it lacks. */
export function quotedLine(line: string): string | undefined {
  const [, name, value] = line.length > LONGEST ? [] : (FIELD.exec(line) ?? []);
  if (name === undefined || value === undefined || MEANT.test(value.trim())) return undefined;
  return `${name.trim()} ${quoted(withoutQuotes(value.trim()))}`;
}

function withoutQuotes(value: string): string {
  return QUOTED.exec(value)?.[2] ?? UNCLOSED.exec(value)?.[1] ?? value;
}

/** In single quotes, where only they themselves need another one; in double quotes if there are any inside. */
function quoted(text: string): string {
  return text.includes("'") ? `"${text.replace(/[\\"]/g, '\\$&')}"` : `'${text}'`;
}
