// Front matter: the fields of an imported post as the YAML at the top of its file.

import { Temporal } from 'temporal-polyfill';
import { Document, isSeq } from 'yaml';
import type { Instant, Person } from '../../archive/entry.ts';
import { oneLine, removeForbidden } from '../../compile/text/text.ts';
import type { ImportedEnclosure, ImportedPost } from '../imported.ts';

/** What the plan has decided about a post. */
export interface Placement {
  /** Given when the name of the file has another one. */
  readonly slug?: string;
  /** Path from the root, decoded; given when the setting `permalink` makes another one. */
  readonly permalink?: string;
  readonly aliases: readonly string[];
}

export interface FrontMatterOptions {
  /** The time zone of the site, which decides how dates are written. */
  readonly timeZone: string;
  /** The author of all posts that name none. */
  readonly siteAuthor?: string;
}

/** The front matter with its two lines of `---`, and a line end after them. */
export function formatFrontMatter(
  post: ImportedPost,
  { slug, permalink, aliases }: Placement,
  { timeZone, siteAuthor }: FrontMatterOptions,
): string {
  const authors = post.authors.map(authorOf);
  const isOfSite = authors.length === 1 && authors[0] === siteAuthor;
  const fields = {
    title: text(post.title),
    date: post.date === undefined ? undefined : formatDate(post.date, timeZone),
    updated:
      post.updated === undefined || post.updated === post.date
        ? undefined
        : formatDate(post.updated, timeZone),
    id: text(post.id),
    slug,
    permalink,
    aliases: list(aliases),
    tags: list([...new Set(post.tags.map(oneLine))].filter((tag) => tag !== '')),
    author: isOfSite ? undefined : oneOrMore(authors),
    lang: post.lang,
    summary: text(post.summary),
    link: post.link,
    image: post.image?.url,
    image_alt: text(post.image?.alt),
    enclosures: list(post.enclosures.map(enclosureOf)),
    draft: post.draft || undefined,
    feed: post.listed === false ? false : undefined,
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const document = new Document(given);
  for (const name of ['tags', 'aliases']) {
    const node = document.get(name, true);
    if (isSeq(node)) node.flow = true;
  }
  return `---\n${document.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n`;
}

/** `2015-01-28 10:00:00 -06:00`, exact to the second. */
export function formatDate(moment: Instant, timeZone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(timeZone);
  const offset = local.offsetNanoseconds === 0 ? 'Z' : ` ${local.offset}`;
  return `${local.toPlainDate()} ${local.toPlainTime().toString({ smallestUnit: 'second' })}${offset}`;
}

function text(value: string | undefined): string | undefined {
  return value === undefined ? undefined : oneLine(value) || undefined;
}

function list<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}

function oneOrMore<T>(items: readonly T[]): T | readonly T[] | undefined {
  return items.length === 1 ? items[0] : list(items);
}

/** The name alone: what else is known of people is in the settings. */
function authorOf({ name }: Person): string {
  return oneLine(name);
}

function enclosureOf({ url, type, length, duration, title }: ImportedEnclosure) {
  const fields = { url: removeForbidden(url), type, length, duration, title: text(title) };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
