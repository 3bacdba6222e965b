// The leading heading: many programs take the title of a post from the heading with which its text begins.

/** A title, and the text without the heading that had it. The lines of the text keep their numbers. */
export interface Titled {
  readonly title: string;
  readonly body: string;
}

/**
 * The title of a text that begins with `# Heading`, or with a line that `===` underlines. Only blank lines may be above
 * it, and in MDX imports. Undefined for any other text: it is a note.
 */
export function takeHeading(body: string, isMdx: boolean): Titled | undefined {
  const lines = body.split('\n', LINES_TO_LOOK_AT);
  const first = lines.findIndex((line) => line.trim() !== '' && !(isMdx && /^import\s/.test(line)));
  const [text, count] = headingAt(lines, first);
  const title = text === undefined ? '' : plainText(text);
  if (title === '') return undefined;
  const rest = body.split('\n');
  rest.splice(first, count, ...Array(count).fill(''));
  return { title, body: rest.join('\n') };
}

/** More than the imports of any post. */
const LINES_TO_LOOK_AT = 200;
/** More than any title has. */
const LONGEST = 500;

/** The text of a heading of the first level, and the number of its lines. */
function headingAt(lines: readonly string[], index: number): [text: string | undefined, lines: number] {
  const line = lines[index] ?? '';
  if (line.length > LONGEST) return [undefined, 0];
  const [, text] = /^ {0,3}#[ \t]+(.*)$/.exec(line) ?? [];
  // Behind it there may be more number signs, and the id of Hugo, Docusaurus and kramdown.
  if (text !== undefined)
    return [text.replace(/[ \t]*\{[:#][^}]*\}[ \t]*$/, '').replace(/(?:^|[ \t])#+[ \t]*$/, ''), 1];
  const isUnderlined = /^ {0,3}=+[ \t]*$/.test(lines[index + 1] ?? '') && /^ {0,3}[^\s#>|`*+-]/.test(line);
  return isUnderlined ? [line, 2] : [undefined, 0];
}

const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" },
};

/** The text of a heading without the marks of Markdown. */
function plainText(text: string): string {
  return text
    .replace(/!?\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replace(/(`+)(.+?)\1/g, '$2')
    .replace(/(\*\*|__)(?=\S)(.+?)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*_\\])([*_])(?=\S)([^*_]+)\1(?![\p{L}\p{N}*_])/gu, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&(amp|lt|gt|quot|#39);/g, (reference) => REFERENCES[reference] ?? reference)
    .replace(/[ \t]+/g, ' ')
    .trim();
}

/** `my-first-post` as Jekyll writes it for a post without a title: `My First Post`. */
export function titleOfName(name: string): string {
  return name
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}
