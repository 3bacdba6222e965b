// Typography: curly quotes, dashes and ellipses, in prose alone, and only for those who have asked for them.

import { decodeHTMLStrict } from 'entities';
import type { Root, Text } from 'hast';
import { smartypantsu } from 'smartypants';
import { childrenOf, type Parent } from './elements.ts';

/** How the text of Markdown becomes that of the tree. */
export interface Punctuation {
  /** Text that is shown as it is typed. */
  readonly keep: (text: string) => string;
  /** Text with character references. */
  readonly decode: (text: string) => string;
}

const TYPED = '"\'-.`\\<&';
/** Noncharacters, which no text has, stand for what is to remain as typed, and for what would be taken for HTML. */
const KEPT = '\uFDD0\uFDD1\uFDD2\uFDD3\uFDD4\uFDD5\uFDD6\uFDD7';

function keep(text: string): string {
  return text.replace(/["'.`\\<&-]/g, (character) => KEPT[TYPED.indexOf(character)] ?? character);
}

const REFERENCE = /&(?:#\d+|#x[\da-f]+|\w+);/gi;

/** `&quot;`, `&#45;` and the like, and backslashes, remain what they are. */
function decode(text: string): string {
  return text.replace(REFERENCE, (reference) => keep(decodeHTMLStrict(reference))).replaceAll('\\', keep);
}

export const PUNCTUATION: Readonly<Record<'plain' | 'smart', Punctuation>> = {
  plain: { keep: (text) => text, decode: decodeHTMLStrict },
  smart: { keep, decode },
};

/** Text as its author typed it. */
export function asTyped(text: string): string {
  return text.replace(/[\uFDD0-\uFDD7]/g, (character) => TYPED[KEPT.indexOf(character)] ?? character);
}

const UNSET = new Set(['pre', 'code', 'kbd']);
const BETWEEN = '<i>';

/**
 * `--` becomes an en dash, `---` an em dash; nothing in code is touched. Whether a quote opens or closes depends on the
 * text before it, so that all text is set at once.
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
    else if (child.type === 'element' && !UNSET.has(child.tagName)) yield* textsIn(child);
  }
}
