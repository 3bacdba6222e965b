// Fields: the front matter of a post, checked, with synonymous fields combined.

import type { z } from 'zod';
import type { Instant, Person } from '../../archive/entry.ts';
import { withQuery } from '../../archive/query-address.ts';
import { decodePath } from '../../routes/paths.ts';
import type { Report } from '../report/findings.ts';
import { findPerson } from '../settings/people.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { findForbidden, leftOut, oneLine } from '../text/text.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { insteadOf } from './dates.ts';
import { schemaFor, TRUTH } from './field-schema.ts';
import type { FrontMatter } from './front-matter.ts';

/** The front matter of a post. Addresses of files are still as typed. */
export interface Fields {
  readonly title?: string;
  readonly date?: Instant;
  readonly updated?: Instant;
  readonly slug?: string;
  readonly id?: string;
  readonly summary?: string;
  readonly tags: readonly string[];
  /** Those of the tags that the author calls categories: a permalink may contain them. */
  readonly categories: readonly string[];
  /** Empty when the site's authors wrote the post. */
  readonly authors: readonly Person[];
  readonly lang?: string;
  readonly draft: boolean;
  readonly listed: boolean;
  readonly link?: string;
  readonly via?: string;
  readonly image?: FileReference;
  readonly imageAlt?: string;
  readonly enclosures: readonly EnclosureReference[];
  readonly aliases: readonly AliasReference[];
  readonly permalink?: PermalinkReference;
}

/** A file or URL as typed. */
export interface FileReference {
  readonly url: string;
  /** Its path in the front matter, with the name of the field that the author used. */
  readonly path: readonly PropertyKey[];
}

/** An older address of the post. */
export interface AliasReference {
  /** Path from the root, decoded, NFC, and a query if it has one, in one order. */
  readonly address: string;
  /** As in a FileReference. */
  readonly path: readonly PropertyKey[];
}

/** The address that the author wants for the post. */
export interface PermalinkReference {
  /** As typed: a path such as `/blog/a/`, or a pattern such as `/:year/:slug/`. */
  readonly address: string;
  /** As in a FileReference. */
  readonly path: readonly PropertyKey[];
}

export interface EnclosureReference extends FileReference {
  readonly type?: string;
  readonly length?: number;
  readonly duration?: number;
  readonly title?: string;
}

/** Checks the front matter of one post. Undefined when a field is wrong; every wrong field has been reported then. */
export type CheckFields = (front: FrontMatter, report: Report) => Fields | undefined;

export function fieldChecker(settings: CheckedSettings): CheckFields {
  const schema = schemaFor(settings);
  const known = Object.keys(schema.shape);
  return (front, report) => {
    reportUnknown(front, known, report);
    reportForbidden(front, front.data, [], report);
    return checkFields(schema, front, settings, report);
  };
}

function checkFields(
  schema: ReturnType<typeof schemaFor>,
  front: FrontMatter,
  settings: CheckedSettings,
  report: Report,
): Fields | undefined {
  const checked = schema.safeParse(front.data);
  if (checked.success) {
    reportSkippedTimes(front, settings, report);
    return complete(checked.data, front, settings);
  }
  for (const { path, message } of checked.error.issues) {
    report('error', front.placeOf(path), `${fieldName(front, path)} ${message}`);
  }
  return undefined;
}

/** Reports times that the clocks skip, in fields that are valid dates. */
function reportSkippedTimes(
  { data, placeOf }: FrontMatter,
  { timeZone }: CheckedSettings,
  report: Report,
): void {
  for (const field of ['date', 'updated']) {
    const typed = data[field];
    const used = typeof typed === 'string' ? insteadOf(typed, timeZone) : undefined;
    if (used === undefined) continue;
    const message = `${field} "${typed}" is a time that does not exist in ${timeZone}, because the clocks skip it; ${used} is used instead`;
    report('warning', placeOf([field]), message);
  }
}

/** The fields with synonyms combined, people completed and defaults filled in. */
function complete(
  given: z.output<ReturnType<typeof schemaFor>>,
  front: FrontMatter,
  settings: CheckedSettings,
): Fields {
  const { tags, categories, author, authors, enclosures, audio, video, aliases, redirect_from } = given;
  return withoutUndefined({
    title: given.title || undefined,
    date: given.date,
    updated: given.updated,
    slug: given.slug,
    id: given.id,
    summary: given.summary || given.description || given.excerpt || undefined,
    tags: distinct(itemsOf({ tags, categories }).map(({ item }) => item)),
    categories: distinct(itemsOf({ categories }).map(({ item }) => item)),
    authors: itemsOf({ author, authors }).map(({ item }) => completePerson(withoutUndefined(item), settings)),
    lang: given.lang,
    draft: given.draft ?? isHeldBack(front),
    listed: given.feed ?? true,
    link: given.link,
    via: given.via,
    image: given.image === undefined ? undefined : { url: given.image, path: ['image'] },
    imageAlt: given.image_alt,
    enclosures: itemsOf({ enclosures, audio, video }).map(({ item, path }) => ({
      ...withoutUndefined(item),
      path,
    })),
    aliases: firstOfEach(
      itemsOf({ aliases, redirect_from }).map(({ item, path }) => ({
        address: toAddress(item),
        path,
      })),
    ),
    permalink: permalinkOf(given),
  });
}

/** Jekyll and Eleventy call it `permalink`, Hugo `url`. */
function permalinkOf({
  permalink,
  url,
}: z.output<ReturnType<typeof schemaFor>>): PermalinkReference | undefined {
  if (permalink) return { address: permalink, path: ['permalink'] };
  return url ? { address: url, path: ['url'] } : undefined;
}

/** The items of several fields that mean the same, each with its path in the front matter. */
function itemsOf<Item>(lists: Readonly<Record<string, readonly (Item | undefined)[]>>) {
  return Object.entries(lists).flatMap(([field, items]) =>
    items.flatMap((item, index) => (item === undefined ? [] : [{ item, path: [field, index] }])),
  );
}

/** Jekyll and others write `published: false` for a draft. Ignoring it would publish the draft. */
function isHeldBack({ data }: FrontMatter): boolean {
  const { published } = data;
  return typeof published === 'string' && TRUTH.get(published.toLowerCase()) === false;
}

function reportUnknown(front: FrontMatter, known: readonly string[], report: Report): void {
  for (const field of Object.keys(front.data)) {
    if (known.includes(field) || (field === 'published' && isHeldBack(front))) continue;
    const meant = didYouMean(known, field);
    const advice = meant === undefined ? '' : `; did you mean ${meant}?`;
    report(
      'warning',
      front.placeOf([field]),
      `${oneLine(field)} is not a field that Longwave knows${advice}`,
    );
  }
}

/** In quotes, YAML can escape characters that the file itself does not have: `"\u0008"`. */
function reportForbidden(
  front: FrontMatter,
  value: unknown,
  path: readonly PropertyKey[],
  report: Report,
): void {
  if (typeof value === 'string') {
    for (const { name } of findForbidden(value)) report('warning', front.placeOf(path), leftOut(name));
  } else if (typeof value === 'object' && value !== null) {
    const isList = Array.isArray(value);
    for (const [key, member] of Object.entries(value)) {
      reportForbidden(front, member, [...path, isList ? Number(key) : key], report);
    }
  }
}

/** `enclosures[0].url`, or `audio.url` when the author wrote a single value and no list. */
function fieldName({ data }: FrontMatter, path: readonly PropertyKey[]): string {
  const [field, ...rest] = path;
  const inside = Array.isArray(data[String(field)]) ? rest : rest.filter((key) => typeof key !== 'number');
  return inside.reduce<string>(
    (name, key) => name + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    String(field),
  );
}

function completePerson(person: Person, { people }: CheckedSettings): Person {
  return Object.keys(person).length === 1 ? findPerson(person.name, people) : person;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((each) => each.normalize('NFC')))].filter((each) => each !== '');
}

/** Removes aliases whose address occurs earlier in the list. */
function firstOfEach(aliases: readonly AliasReference[]): AliasReference[] {
  const seen = new Set<string>();
  return aliases.filter(({ address }) => seen.size < seen.add(address).size);
}

function toAddress(alias: string): string {
  const [path = '', query] = alias.split(/\?(.*)/s, 2);
  const rooted = path.startsWith('/') ? path : `/${path}`;
  return withQuery(decodePath(rooted) ?? rooted.normalize('NFC'), new URLSearchParams(query));
}
