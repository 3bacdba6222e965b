// The schema of the front matter: which fields there are, and what each may hold.

import { z } from 'zod';
import type { CheckedSettings, Dialect } from '../settings/settings.ts';
import { IRI, toIri } from '../text/iri.ts';
import { canonicalLanguage, isLanguage } from '../text/language.ts';
import { oneLine } from '../text/text.ts';
import { parseDate } from './dates.ts';
import { toSlug } from './slug.ts';

/** How YAML authors write true and false, in lower case. */
export const TRUTH: ReadonlyMap<string, boolean> = new Map([
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
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : 'must be a single text') })
  .transform(oneLine);
const boolean = z.string({ error: 'must be true or false' }).transform((value, context) => {
  const truth = TRUTH.get(value.toLowerCase());
  if (truth === undefined) context.addIssue(`"${value}" must be true or false`);
  return truth ?? false;
});
/** JavaScript writes a larger number in the form `1e+23`, which feeds do not allow. */
const largest = z
  .number()
  .max(Number.MAX_SAFE_INTEGER, { error: `must not be above ${Number.MAX_SAFE_INTEGER}` });
const wholeNumber = z
  .string({ error: 'must be a whole number' })
  .regex(/^\d+$/, { error: 'must be a whole number, written in digits only' })
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
      error: 'must be a file next to the post, or an http or https address',
    }),
);

/** One item or a list of items. A blank item is undefined, so that the others keep the index that their place needs. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(optional(item)));

const person = z.preprocess(
  (value) => (typeof value === 'string' ? { name: value } : value),
  z.object(
    {
      name: text.pipe(z.string().min(1, { error: 'is missing' })),
      url: optional(webAddress),
      email: optional(z.email({ error: 'must be an email address' })),
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

/** The slugs that an address has as they are typed. Jekyll and Hugo make one of any text. */
const SLUG = /^[\p{L}\p{M}\p{N}._~!$&'()+,;=@/-]+$/u;

const slugIn = (dialect: Dialect) =>
  text
    .transform((value) => value.normalize('NFC'))
    .superRefine((value, context) => {
      const wanted = toSlug(value);
      if (wanted !== '' && (SLUG.test(value) || dialect === 'jekyll' || dialect === 'hugo')) return;
      const remedy = wanted === '' ? 'it with letters, digits and hyphens' : wanted;
      context.addIssue(`"${value}" has characters that may not be in an address; write ${remedy}`);
    });

const alias = text.superRefine((value, context) => {
  if (value.includes('#') || /^\w+:/.test(value))
    context.addIssue(`"${value}" must be a path such as /2020/old-name`);
});

const id = text.pipe(z.string().regex(IRI, { error: 'must be an IRI, such as tag:example.org,2026:name' }));

/** The schema of all fields in a dialect. Dates without an offset are in this time zone. */
export function schemaFor({ timeZone, dialect }: Pick<CheckedSettings, 'timeZone' | 'dialect'>) {
  const date = z.string({ error: 'must be a single date' }).transform((value, context) => {
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
    slug: optional(slugIn(dialect)),
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
    permalink: optional(text),
    url: optional(text),
  });
}
