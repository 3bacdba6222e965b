// Code: the language of a block and its text, from the markup of the usual highlighters.

import type { Element, ElementContent, Root } from 'hast';
import {
  attribute,
  childrenOf,
  element,
  elementsIn,
  type Parent,
  text,
} from '../../compile/html/elements.ts';
import { isBlank } from './parse.ts';

/** Gives every block of code the form `<pre><code class="language-x">text</code></pre>`, without marks of a highlighter. */
export function nameCode(tree: Root): void {
  for (const each of elementsIn(tree)) makeBlock(each);
  visit(tree, undefined);
}

/** Code of several lines that is alone in a paragraph is a block. */
function makeBlock(paragraph: Element): void {
  const [code, ...others] = paragraph.children.filter((child) => !isBlank(child));
  if (paragraph.tagName !== 'p' || code?.type !== 'element' || code.tagName !== 'code' || others.length > 0)
    return;
  const inner = elementsIn(code);
  if (!inner.some(({ tagName }) => tagName === 'br') || !inner.every(({ tagName }) => MARKS.has(tagName)))
    return;
  // Only line breaks end lines, and spaces in it are such that browsers show.
  for (const each of [code, ...inner])
    for (const child of each.children)
      if (child.type === 'text')
        child.value = child.value
          .replace(/^[\t ]*\n[\t ]*|[\t ]*\n[\t ]*$/g, '')
          .replace(/[\t ]*\n[\t ]*/g, ' ')
          .replaceAll('\u00a0', ' ');
  const first = code.children.findIndex((child) => !isBlank(child));
  const begins = code.children[first];
  if (begins?.type === 'element' && begins.tagName === 'br') code.children.splice(0, first + 1);
  paragraph.tagName = 'pre';
  paragraph.children = [code];
}

function visit(parent: Parent, around: string | undefined): void {
  for (const child of childrenOf(parent)) {
    if (child.type !== 'element') continue;
    const language = languageOf(child) ?? around;
    if (child.tagName !== 'pre') visit(child, language);
    else if (elementsIn(child).every(({ tagName }) => MARKS.has(tagName))) {
      const inner = elementsIn(child)
        .map(languageOf)
        .find((each) => each !== undefined);
      const name = inner ?? language;
      const properties = name === undefined ? {} : { className: [`language-${name}`] };
      child.children = [element('code', properties, [text(codeIn(child))])];
    }
  }
}

/** Elements in code that only colour it, or begin a line. */
const MARKS = new Set(['br', 'code', 'span', 'font', 'div']);

const CLASS =
  /(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*|sourceCode\s+|hljs\s+(?:language-)?|prettyprint\s+lang-)([\w+#.-]+)/i;
/** Names of languages that stand alone, in `lang` or `class`; others may be those of a language of people, or of a style. */
export const WELL_KNOWN = new Set(
  'bash c clojure cpp cs csharp css diff elixir erlang go haskell html java javascript js json kotlin lua makefile objc perl php powershell python rb ruby rust scala scss sh shell sql swift ts typescript vb xml yaml'.split(
    ' ',
  ),
);
const NO_LANGUAGE = new Set(['plaintext', 'plain', 'text', 'none', 'nohighlight', 'auto', 'fallback']);

function languageOf(each: Element): string | undefined {
  const isCode = /^(?:pre|code)$/.test(each.tagName);
  const bare = isCode
    ? [attribute(each, 'lang'), attribute(each, 'className')].find((name) => WELL_KNOWN.has(name ?? ''))
    : undefined;
  if (bare !== undefined) delete each.properties.lang;
  const named =
    bare ??
    attribute(each, 'dataLang') ??
    attribute(each, 'dataLanguage') ??
    attribute(each, 'dataEnlighterLanguage');
  const name = (named ?? CLASS.exec(attribute(each, 'className') ?? '')?.[1])?.toLowerCase();
  return name === undefined || NO_LANGUAGE.has(name) || !/^[\w+#.-]+$/.test(name) ? undefined : name;
}

/** The text, with a line end for each line break and after each element that is a line. */
function codeIn(parent: Parent): string {
  return childrenOf(parent).map(codeOf).join('').replace(/\n$/, '');
}

function codeOf(node: ElementContent): string {
  if (node.type === 'text') return node.value;
  if (node.type !== 'element') return '';
  if (node.tagName === 'br') return '\n';
  const code = codeIn(node);
  return node.tagName === 'div' ? `${code}\n` : code;
}
