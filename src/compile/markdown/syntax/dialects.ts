// Dialects: which constructs each one has besides CommonMark and GitHub's tables, tasks, strikethrough and links.

import type { Dialect } from '../../settings/settings.ts';
import type { Additions } from '../grammar.ts';
import { ABBREVIATION, ABBREVIATIONS } from './abbreviations.ts';
import { QUOTES } from './alerts.ts';
import { ATTRIBUTE_LISTS, BLOCK_ATTRIBUTES, BLOCK_CLASSES, NAMED_ATTRIBUTE_LISTS } from './attributes.ts';
import { COMMENTS, KRAMDOWN_EXTENSIONS, OBSIDIAN_COMMENTS } from './comments.ts';
import { CONTAINER, CONTAINERS } from './containers.ts';
import { CONTENTS_MARK, TABLE_OF_CONTENTS } from './contents.ts';
import { DEFINITION_LISTS, definitionLists } from './definition-lists.ts';
import { FOOTNOTES } from './footnote-list.ts';
import { footnotes } from './footnotes.ts';
import { HALF_ESCAPED_LINKS } from './half-escaped-links.ts';
import { HARD_BREAKS } from './hard-breaks.ts';
import { HIGHLIGHTS, MARKED } from './highlights.ts';
import {
  BACKSLASH_MATH,
  DISPLAY_MATH,
  DOUBLE_BACKSLASH_MATH,
  INLINE_MATH,
  KRAMDOWN_MATH,
  MATH,
} from './math.ts';
import { BLOCK_NAME, BLOCK_NAMES } from './obsidian.ts';
import type { Depth, Handlers, Syntax } from './syntax.ts';

/** The constructs of a dialect. Those that begin alike come in the order in which they are tried. */
export function syntaxesOf(dialect: Dialect, depth: Depth): Syntax[] {
  const all = [
    footnotes(depth),
    CONTAINERS,
    CONTENTS_MARK,
    KRAMDOWN_EXTENSIONS,
    OBSIDIAN_COMMENTS,
    ABBREVIATIONS,
    ATTRIBUTE_LISTS,
    NAMED_ATTRIBUTE_LISTS,
    BLOCK_ATTRIBUTES,
    BLOCK_CLASSES,
    DISPLAY_MATH,
    KRAMDOWN_MATH,
    INLINE_MATH,
    BACKSLASH_MATH,
    DOUBLE_BACKSLASH_MATH,
    HIGHLIGHTS,
    HALF_ESCAPED_LINKS,
    HARD_BREAKS,
    BLOCK_NAMES,
    definitionLists(depth),
  ];
  return all.filter(({ dialects }) => dialects.includes(dialect));
}

/** What the constructs need of the grammar. */
export function additionsOf(syntaxes: readonly Syntax[], dialect: Dialect): Additions {
  return {
    hasOpenLists: dialect === 'jekyll',
    lines: syntaxes.flatMap(({ line }) => line ?? []),
    begins: syntaxes.flatMap(({ begins }) => begins ?? []),
  };
}

/** The handlers of all constructs: tokens of those that a dialect lacks do not occur. */
export const SYNTAX_HANDLERS: Handlers = {
  ...ABBREVIATION,
  ...QUOTES,
  ...BLOCK_NAME,
  ...COMMENTS,
  ...CONTAINER,
  ...TABLE_OF_CONTENTS,
  ...DEFINITION_LISTS,
  ...FOOTNOTES,
  ...MARKED,
  ...MATH,
};
