// Lexical: the form in which Ghost 5 and later keep a post. It is read for drafts of which an export has no HTML.

import { isObject, type JsonObject, objectsIn, textIn } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { htmlOfCard } from './ghost-data.ts';

/** The HTML of a document; undefined when the text is none. */
export function htmlOfLexical(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  try {
    const { root } = JSON.parse(text) as { root?: unknown };
    return isObject(root) ? objectsIn(root, 'children').map(htmlOf).join('\n') : undefined;
  } catch {
    return undefined;
  }
}

const BLOCKS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  quote: 'blockquote',
  'extended-quote': 'blockquote',
  aside: 'blockquote',
  listitem: 'li',
};

function htmlOf(node: JsonObject): string {
  const type = textIn(node, 'type') ?? '';
  const tag = textIn(node, 'tag') ?? '';
  const inner = () => objectsIn(node, 'children').map(htmlOf).join('');
  const attribute = (name: string) => escapeHtml(textIn(node, name) ?? '');
  switch (type) {
    case 'linebreak':
      return '<br>';
    case 'link':
    case 'autolink':
      return `<a href="${attribute('url')}">${inner()}</a>`;
    case 'text':
    case 'extended-text':
      // A text may be a space alone.
      return formatted(escapeHtml(String(node.text ?? '')), Number(node.format ?? 0));
    default: {
      const card = htmlOfCard(type, node);
      if (card !== undefined) return card;
      const name = BLOCKS[type] ?? (/^(?:h[1-6]|[uo]l)$/.test(tag) ? tag : undefined);
      return name === undefined ? inner() : `<${name}>${inner()}</${name}>`;
    }
  }
}

/** The bits of the format of a text, from the inside out. */
const FORMATS: readonly (readonly [bit: number, tag: string])[] = [
  [16, 'code'],
  [128, 'mark'],
  [64, 'sup'],
  [32, 'sub'],
  [8, 'u'],
  [4, 'del'],
  [2, 'em'],
  [1, 'strong'],
];

function formatted(text: string, format: number): string {
  return FORMATS.reduce(
    (html, [bit, tag]) => ((format & bit) === 0 ? html : `<${tag}>${html}</${tag}>`),
    text,
  );
}
