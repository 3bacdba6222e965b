// Quoted texts of several lines in YAML: js-yaml and libyaml, which generators use, take them without indentation.

/** A field or the item of a list, at any depth, whose value begins with a quotation mark. */
const OPENING = /^[ \t]*(?:(?:-[ \t]+)+(?:[\w-]+:[ \t]+)?|[\w-]+:[ \t]+)(["'])/;
/** The end of such a value. */
const ENDS = { '"': /^(?:[^"\\]|\\.)*"[ \t]*(?:#.*)?$/, "'": /^(?:[^']|'')*'[ \t]*(?:#.*)?$/ };
const CLOSED = { '"': /^(?:[^"\\]|\\.)*"/, "'": /^(?:[^']|'')*'/ };
/** A line such as `2020: ten` is text. */
const FIELD = /^[ \t]*(?:-[ \t]+)?[a-z_][\w-]*:(?:[ \t]|$)/i;

/**
 * The YAML with spaces before the lines in which a quoted text goes on, as the standard wants them: they are no part of
 * the text. A text that a field follows before it is closed lacks its quotation mark, and stays as it is.
 */
export function indentQuoted(yaml: string): string {
  const lines = yaml.split('\n');
  for (let index = 0; index < lines.length; index += 1) {
    const end = endOfQuoted(lines, index);
    const indentation = ' '.repeat(OPENING.exec(lines[index] ?? '')?.[0].length ?? 0);
    for (; index < end; index += 1) lines[index + 1] = indentation + lines[index + 1];
  }
  return lines.join('\n');
}

/** The line in which the quoted text ends that begins in a line; the same line when none goes on after it. */
function endOfQuoted(lines: readonly string[], start: number): number {
  const line = lines[start] ?? '';
  const [opening = '', mark] = OPENING.exec(line) ?? [];
  if ((mark !== '"' && mark !== "'") || CLOSED[mark].test(line.slice(opening.length))) return start;
  for (let index = start + 1; index < lines.length; index += 1) {
    const next = lines[index] ?? '';
    if (ENDS[mark].test(next)) return index;
    if (FIELD.test(next) || next.includes(mark)) return start;
  }
  return start;
}
