// Brackets: the shortcodes of WordPress, such as `[caption]`, in Markdown that an export of it was turned into.

import { parseArguments } from './arguments.ts';
import type { Finder } from './finder.ts';
import type { Directive } from './tokens.ts';

const OPENING =
  /\[(caption|wp_caption|gallery|playlist|youtube|vimeo|embed|audio|video|code|sourcecode|gist|tweet|instagram|soundcloud|spotify)(?:(\s+|=)([^\]\n]{0,2000}))?\](?![(:]|\[(?![/!]))/iy;

/** The shortcode that begins at an offset. In Markdown, brackets without arguments or an end tag are text. */
export function readBracket(text: string, start: number, find: Finder): Directive | undefined {
  OPENING.lastIndex = start;
  const [matched, name, separator = '', rest = ''] = OPENING.exec(text) ?? [];
  if (matched === undefined || name === undefined) return undefined;
  const from = start + matched.length;
  const close = `[/${name}]`;
  const to = find(close, from);
  const another = find(`[${name}`, from);
  const isClosed = to >= 0 && (another < 0 || another > to);
  if (!isClosed && !hasArguments(separator, rest) && !isAlone(text, start, from, name)) return undefined;
  const args = parseArguments(rest.replace(/\/\s*$/, ''), from - 1 - rest.length);
  const common = { kind: 'directive', syntax: 'bracket', start, name, args } as const;
  return isClosed
    ? { ...common, role: 'open', end: to + close.length, inner: [from, to] }
    : { ...common, role: 'single', end: from };
}

function hasArguments(separator: string, rest: string): boolean {
  return separator === '=' || /^[\w-]+\s*=|^https?:/.test(rest);
}

/** WordPress writes `[gallery]` without arguments for all pictures of a post. */
function isAlone(text: string, start: number, end: number, name: string): boolean {
  const isFirst = start === 0 || text[start - 1] === '\n';
  return /^(?:gallery|playlist)$/i.test(name) && isFirst && (end === text.length || text[end] === '\n');
}
