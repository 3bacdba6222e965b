// The leading heading: many programs take the title of a post from the heading with which its text begins.

import { plainText } from './plain-text.ts';

/** A title, and the text without the heading that had it. The lines of the text keep their numbers. */
export interface Titled {
  readonly title: string;
  /** What links to the heading are made of: the id that the author gave to it, and its text. */
  readonly ids: readonly string[];
  readonly body: string;
}

/** Reads the template syntax in the line of a text with an index; the result is Markdown. */
export type ReadLine = (line: string, index: number) => string;

/**
 * The title of a text that begins with `# Heading`, or with a line that `===` underlines. Only blank lines may be above
 * it, and in MDX imports. Undefined for any other text: it is a note.
 */
export function takeHeading(
  body: string,
  isMdx: boolean,
  readLine: ReadLine = (line) => line,
): Titled | undefined {
  const lines = body.split('\n', LINES_TO_LOOK_AT);
  const first = lines.findIndex((line) => line.trim() !== '' && !(isMdx && /^import\s/.test(line)));
  const heading = headingAt(lines, first);
  const title = heading ? plainText(readLine(heading.text, first)) : '';
  if (!heading || title === '') return undefined;
  const { count, id } = heading;
  const rest = body.split('\n');
  rest.splice(first, count, ...Array(count).fill(''));
  const ids = [...(id === undefined ? [] : [id]), title];
  return { title, ids, body: rest.join('\n') };
}

/** More than the imports of any post. */
const LINES_TO_LOOK_AT = 200;
/** More than any title has. */
const LONGEST = 500;

interface Heading {
  /** As Markdown. */
  readonly text: string;
  /** The id that the author gave to it. */
  readonly id?: string;
  /** Of its lines. */
  readonly count: number;
}

/** The heading of the first level that begins with a line. */
function headingAt(lines: readonly string[], index: number): Heading | undefined {
  const line = lines[index] ?? '';
  if (line.length > LONGEST) return undefined;
  const [, text] = /^ {0,3}#[ \t]+(.*)$/.exec(line) ?? [];
  if (text !== undefined) {
    const { id, text: rest } = withoutAttributes(text);
    return { ...(id !== undefined && { id }), text: rest.replace(/(?:^|[ \t])#+[ \t]*$/, ''), count: 1 };
  }
  const isUnderlined = /^ {0,3}=+[ \t]*$/.test(lines[index + 1] ?? '') && /^ {0,3}[^\s#>|`*+-]/.test(line);
  return isUnderlined ? { ...withoutAttributes(line), count: 2 } : undefined;
}

/** Behind a heading there may be the attributes of Hugo, Docusaurus and kramdown, such as `{#id}` and `{: .class}`. */
const ATTRIBUTES = /[ \t]*(\{(?::|#(?!.*#\})|(?:\.|[\w-]+=)(?=[^{}]*\}))[^{}]*\})[ \t]*$/;

function withoutAttributes(text: string): Omit<Heading, 'count'> {
  const [matched = '', list = ''] = ATTRIBUTES.exec(text) ?? [];
  const [, id] = /#[ \t]*([^\s#{}"'=]+)/.exec(list) ?? [];
  return { ...(id !== undefined && { id }), text: text.slice(0, text.length - matched.length) };
}

/** `my-first-post` as Jekyll writes it for a post without a title: `My First Post`. */
export function titleOfName(name: string): string {
  return name
    .split('-')
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}
