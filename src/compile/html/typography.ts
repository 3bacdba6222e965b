// Typography: sets curly quotes, dashes and ellipses in prose, if the settings ask for them.

import { decodeHTMLStrict } from 'entities';
import type { Root, Text } from 'hast';
import { smartypantsu } from 'smartypants';
import { childrenOf, FORMULA, type Parent } from './elements.ts';

/** How text in Markdown becomes text in the tree. */
export interface Punctuation {
  /** For text that typography must not change. */
  readonly keep: (text: string) => string;
  /** For text with character references. */
  readonly decode: (text: string) => string;
}

const TYPED = '"\'-.`\\<&';
/**
 * Noncharacters, which no text contains, replace the characters above where they must stay as typed or would be taken
 * for HTML.
 */
const KEPT = '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5\uFDD6\uFDD7';

function keep(text: string): string {
  return text.replace(/["'.`\\<&-]/g, (character) => KEPT[TYPED.indexOf(character)] ?? character);
}

const REFERENCE = /&(?:#\d+|#x[\da-f]+|\w+);/gi;

/** Decoded `&quot;`, `&#45;` and the like, and backslashes, must stay as they are. */
function decode(text: string): string {
  return text.replace(REFERENCE, (reference) => keep(decodeHTMLStrict(reference))).replaceAll('\\', keep);
}

export const PUNCTUATION: Readonly<Record<'plain' | 'smart', Punctuation>> = {
  plain: { keep: (text) => text, decode: decodeHTMLStrict },
  smart: { keep, decode },
};

/** The text with the characters that were replaced. */
export function asTyped(text: string): string {
  return text.replace(/[\uFDD0-\uFDD7]/g, (character) => TYPED[KEPT.indexOf(character)] ?? character);
}

const VERBATIM = new Set(['pre', 'code', 'kbd', FORMULA]);
const BETWEEN = '<i>';

/**
 * `--` becomes an en dash, `---` an em dash; code does not change. Whether a quote opens or closes depends on the text
 * before it, so all text is processed at once.
 */
export function setPunctuation(tree: Root): void {
  const texts = [...textsIn(tree)];
  const html = texts.map(({ value }) => value.replace(/[<&]/g, keep)).join(BETWEEN);
  smartypantsu(html, 'qDe')
    .split(BETWEEN)
    .forEach((value, index) => {
      const node = texts[index];
      if (node) node.value = asTyped(value);
    });
}

function* textsIn(parent: Parent): Generator<Text> {
  for (const child of childrenOf(parent)) {
    if (child.type === 'text') yield child;
    else if (child.type !== 'element') continue;
    else if (VERBATIM.has(child.tagName)) restore(child);
    else yield* textsIn(child);
  }
}

/** Text of Markdown in verbatim HTML, such as an ampersand in `<kbd>`, has the replaced characters, too. */
function restore(parent: Parent): void {
  for (const child of childrenOf(parent))
    if (child.type === 'text') child.value = asTyped(child.value);
    else if (child.type === 'element') restore(child);
}
