// Replacing text: emoji by their names, and explanations of abbreviations. Code and formulas stay as they are.

import { nameToEmoji } from 'gemoji';
import type { ElementContent, Root } from 'hast';
import { childrenOf, element, FORMULA, type Parent, text } from './elements.ts';

const VERBATIM = new Set(['pre', 'code', 'kbd', 'samp', 'abbr', FORMULA]);

function replaceText(parent: Parent, replace: (text: string) => ElementContent[] | undefined): void {
  const children = childrenOf(parent);
  const replaced = children.map((child) => {
    if (child.type === 'text') return replace(child.value);
    if (child.type === 'element' && !VERBATIM.has(child.tagName)) replaceText(child, replace);
    return undefined;
  });
  if (replaced.every((each) => each === undefined)) return;
  parent.children = children.flatMap((child, index) => replaced[index] ?? [child]);
}

/** A name between colons that are not in a word, a time or an address. */
const SHORTCODE = /(?<![\p{L}\p{N}_:/]):([a-z\d_+-]{1,60}):(?![\p{L}\p{N}_:])/gu;

/** Replaces `:tada:` and other names that GitHub gives to emoji: https://api.github.com/emojis */
export function setEmoji(tree: Root): void {
  replaceText(tree, (value) => {
    if (!value.includes(':')) return undefined;
    const emoji = (whole: string, name: string) =>
      Object.hasOwn(nameToEmoji, name) ? nameToEmoji[name] : whole;
    const changed = value.replace(SHORTCODE, (whole, name) => emoji(whole, name) ?? whole);
    return changed === value ? undefined : [text(changed)];
  });
}

/** Marks every whole word that is one of the abbreviations, given by what they stand for. */
export function setAbbreviations(tree: Root, abbreviations: ReadonlyMap<string, string>): void {
  if (abbreviations.size === 0) return;
  const words = [...abbreviations.keys()].sort((one, other) => other.length - one.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
  replaceText(tree, (value) => {
    const parts: ElementContent[] = [];
    let done = 0;
    for (const { 0: short, index } of value.matchAll(pattern)) {
      const title = abbreviations.get(short);
      if (index > done) parts.push(text(value.slice(done, index)));
      parts.push(element('abbr', title ? { title } : {}, [text(short)]));
      done = index + short.length;
    }
    return done === 0 ? undefined : [...parts, ...(done < value.length ? [text(value.slice(done))] : [])];
  });
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
