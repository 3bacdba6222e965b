// Lexical: the form in which Ghost 5 and later keep a post. It is read for drafts of which an export has no HTML.

import { isObject, type JsonObject, objectsIn, textIn } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { embedOf } from './shortcodes.ts';

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
    case 'html':
      return textIn(node, 'html') ?? '';
    case 'linebreak':
      return '<br>';
    case 'horizontalrule':
      return '<hr>';
    case 'link':
    case 'autolink':
      return `<a href="${attribute('url')}">${inner()}</a>`;
    case 'image': {
      const picture = `<img src="${attribute('src')}" alt="${attribute('alt')}">`;
      const caption = textIn(node, 'caption');
      return caption === undefined
        ? `<figure>${picture}</figure>`
        : `<figure>${picture}<figcaption>${caption}</figcaption></figure>`;
    }
    case 'embed':
    case 'bookmark':
      return embedOf(textIn(node, 'url') ?? '');
    case 'codeblock':
      return `<pre><code class="language-${attribute('language')}">${attribute('code')}</code></pre>`;
    case 'text':
    case 'extended-text':
      return formatted(attribute('text'), Number(node.format ?? 0));
    default: {
      const name = BLOCKS[type] ?? (/^(?:h[1-6]|[uo]l)$/.test(tag) ? tag : undefined);
      return name === undefined ? inner() : `<${name}>${inner()}</${name}>`;
    }
  }
}

/** The bits of the format of a text, from the inside out. */
const FORMATS: readonly (readonly [bit: number, tag: string])[] = [
  [16, 'code'],
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
