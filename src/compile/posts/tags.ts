// Tags: the tags in a field, separated in the way that the program which the post was written for separates them.

import type { Dialect } from '../settings/settings.ts';

/**
 * The tags in a value, not yet checked. A text is one tag, even if it contains commas, as in Hugo, Eleventy, Hexo and
 * Astro. Jekyll separates `tags` by spaces; where there are commas, they are what its authors mean. Obsidian does the
 * same, and has no spaces in tags. Lists may have lists in them (Hexo's categories) and objects (Docusaurus, Ghost).
 */
export function tagsIn(value: unknown, name: string, dialect: Dialect): unknown[] {
  if (Array.isArray(value)) return value.flat(Infinity).map((item) => named(inDialect(item, dialect)));
  if (typeof value !== 'string' || (dialect === 'jekyll' && SINGULAR.test(name))) return [value];
  return separated(value, dialect).map((tag) => inDialect(tag, dialect));
}

/** Jekyll takes what is in these fields as one. */
const SINGULAR = /^(?:tag|category)$/i;

function separated(text: string, dialect: Dialect): string[] {
  if (dialect === 'jekyll') return text.split(text.includes(',') ? ',' : /\s+/);
  return dialect === 'obsidian' ? text.split(/[\s,]+/) : [text];
}

/** Keywords are for search engines, which separate them by commas. */
export function keywordsIn(value: unknown): unknown[] {
  return typeof value === 'string' ? value.split(',') : tagsIn(value, '', 'gfm');
}

function inDialect(tag: unknown, dialect: Dialect): unknown {
  return typeof tag === 'string' && dialect === 'obsidian' ? tag.trim().replace(/^#/, '') : tag;
}

const NAMES = ['name', 'label', 'title', 'text', 'value', 'tag', 'id', 'slug'];

/** The name of a tag that is an object with a name; any other value as it is. */
function named(tag: unknown): unknown {
  if (typeof tag !== 'object' || tag === null) return tag;
  const name = NAMES.find((each) => Object.hasOwn(tag, each));
  return name === undefined ? tag : (tag as Readonly<Record<string, unknown>>)[name];
}
