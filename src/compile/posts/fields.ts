// The fields of the front matter: which there are, what each may hold, and what its synonyms are.

import { z } from 'zod';
import type { Instant, Person } from '../../archive/entry.ts';
import type { Report } from '../report/findings.ts';
import {
  type CheckedSettings,
  canonicalLanguage,
  isLanguage,
  knownPerson,
  withoutUndefined,
} from '../settings/settings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { IRI, toIri } from '../text/iri.ts';
import { findForbidden, leftOut, oneLine } from '../text/text.ts';
import { parseDate } from './dates.ts';
import type { FrontMatter } from './front-matter.ts';

/** What an author has said about a post, checked; addresses of files are still as typed. */
export interface Fields {
  readonly title?: string;
  readonly date?: Instant;
  readonly updated?: Instant;
  readonly slug?: string;
  readonly id?: string;
  readonly summary?: string;
  readonly tags: readonly string[];
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
  readonly aliases: readonly string[];
}

/** A file or URL as typed, and the field that named it. */
export interface FileReference {
  readonly url: string;
  readonly path: readonly PropertyKey[];
}

export interface EnclosureReference extends FileReference {
  readonly type?: string;
  readonly length?: number;
  readonly duration?: number;
  readonly title?: string;
}

const TRUTH: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['no', false],
  ['off', false],
]);

const blankAsAbsent = (value: unknown) => (value === null || value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankAsAbsent, schema.optional());

const text = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be one text') })
  .transform(oneLine);
const boolean = z.string({ error: 'must be true or false' }).transform((value, context) => {
  const truth = TRUTH.get(value.toLowerCase());
  if (truth === undefined) context.addIssue(`"${value}" must be true or false`);
  return truth ?? false;
});
/** What is larger would be written as `1e+23`. */
const largest = z
  .number()
  .max(Number.MAX_SAFE_INTEGER, { error: `must not be above ${Number.MAX_SAFE_INTEGER}` });
const wholeNumber = z
  .string({ error: 'must be a whole number' })
  .regex(/^\d+$/, { error: 'must be a whole number, in digits alone' })
  .transform(Number)
  .pipe(largest);
const duration = z
  .string({ error: 'must be seconds, or hours:minutes:seconds' })
  .regex(/^(\d+(\.\d+)?|(\d+:)?\d+:\d\d)$/, { error: 'must be seconds, or hours:minutes:seconds' })
  .transform((value) => Math.round(value.split(':').reduce((total, part) => total * 60 + Number(part), 0)))
  .pipe(largest);
const webAddress = z
  .url({ protocol: /^https?$/, error: 'must be an absolute http or https address' })
  .transform(toIri);

const fileAddress = text.pipe(
  z
    .string()
    .min(1, { error: 'is missing' })
    .regex(/^(https?:|(?![a-z][a-z0-9+.-]*:))/i, {
      error: 'must be a file beside the post, or an http or https address',
    }),
);

/** One item or a list of them. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    const items = Array.isArray(value) ? value : [value];
    return items.filter((each) => each !== null && each !== undefined && each !== '');
  }, z.array(item));

const person = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.object(
    {
      name: text.pipe(z.string().min(1, { error: 'is missing' })),
      url: optional(webAddress),
      email: optional(z.email({ error: 'must be an address of electronic mail' })),
      avatar: optional(webAddress),
    },
    { error: 'must be a name, or an object with name, url, email and avatar' },
  ),
);

const enclosure = z.preprocess(
  (value) => (typeof value === 'string' ? { url: value } : value),
  z.object(
    {
      url: fileAddress,
      type: optional(
        text.pipe(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/, { error: 'must be a type such as audio/mpeg' })),
      ),
      length: optional(wholeNumber),
      duration: optional(duration),
      title: optional(text),
    },
    { error: 'must be a file or URL, or an object with url, type, length, duration and title' },
  ),
);

const slug = text
  .transform((value) => value.normalize('NFC'))
  .superRefine((value, context) => {
    const wanted = toSlug(value);
    if (value === wanted) return;
    const remedy = wanted === '' ? 'letters, digits and hyphens' : wanted;
    context.addIssue(`"${value}" is not an address of its own in every browser; write ${remedy}`);
  });

const alias = text.superRefine((value, context) => {
  if (/[?#]/.test(value) || /^\w+:/.test(value))
    context.addIssue(`"${value}" must be a path such as /2020/old-name`);
});

const id = text.pipe(z.string().regex(IRI, { error: 'must be an IRI, such as tag:example.org,2026:name' }));

function schemaFor(timeZone: string) {
  const date = z.string({ error: 'must be one date' }).transform((value, context) => {
    try {
      return parseDate(value, timeZone);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  });
  const lang = text.pipe(
    z
      .string()
      .refine(isLanguage, { error: 'must be a language tag such as en or pt-BR' })
      .transform(canonicalLanguage),
  );
  return z.object({
    title: optional(text),
    date: optional(date),
    updated: optional(date),
    slug: optional(slug),
    id: optional(id),
    summary: optional(text),
    description: optional(text),
    excerpt: optional(text),
    tags: listOf(text),
    categories: listOf(text),
    author: listOf(person),
    authors: listOf(person),
    lang: optional(lang),
    draft: optional(boolean),
    feed: optional(boolean),
    link: optional(webAddress),
    via: optional(webAddress),
    image: optional(fileAddress),
    image_alt: optional(text),
    enclosures: listOf(enclosure),
    audio: listOf(enclosure),
    video: listOf(enclosure),
    aliases: listOf(alias),
    redirect_from: listOf(alias),
  });
}

/** Checks the front matter of one post. Undefined when a field is wrong; every wrong field has been reported then. */
export type CheckFields = (front: FrontMatter, report: Report) => Fields | undefined;

export function fieldChecker(settings: CheckedSettings): CheckFields {
  const schema = schemaFor(settings.timeZone);
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
  if (!checked.success) {
    for (const { path, message } of checked.error.issues) {
      report('error', front.placeOf(path), `${fieldName(front, path)} ${message}`);
    }
    return undefined;
  }
  const given = checked.data;
  return withoutUndefined({
    title: given.title || undefined,
    date: given.date,
    updated: given.updated,
    slug: given.slug,
    id: given.id,
    summary: given.summary || given.description || given.excerpt || undefined,
    tags: distinct([...given.tags, ...given.categories]),
    authors: [...given.author, ...given.authors].map((each) =>
      completePerson(withoutUndefined(each), settings),
    ),
    lang: given.lang,
    draft: given.draft ?? isHeldBack(front),
    listed: given.feed ?? true,
    link: given.link,
    via: given.via,
    image: given.image === undefined ? undefined : { url: given.image, path: ['image'] },
    imageAlt: given.image_alt,
    enclosures: (['enclosures', 'audio', 'video'] as const).flatMap((field) =>
      given[field].map((each, index) => ({ ...withoutUndefined(each), path: [field, index] })),
    ),
    aliases: distinct([...given.aliases, ...given.redirect_from].map(toPath)),
  });
}

/** The part of an address made from a name: lower case, with hyphens between words, in letters of any script. */
export function toSlug(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}_~-]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}

/** Jekyll and others write `published: false` for a draft; to overlook it would publish what was held back. */
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

/** In quotes, YAML can spell characters that the file itself does not have: `"\u0008"`. */
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
  return Object.keys(person).length === 1 ? knownPerson(person.name, people) : person;
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts.map((each) => each.normalize('NFC')))].filter((each) => each !== '');
}

/** An alias as it is looked up: decoded, from the root. */
function toPath(alias: string): string {
  const rooted = alias.startsWith('/') ? alias : `/${alias}`;
  try {
    return decodeURIComponent(rooted);
  } catch {
    return rooted;
  }
}
