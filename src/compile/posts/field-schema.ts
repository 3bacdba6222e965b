// The schemas of fields: what a text, a date, a person or a file may be in the front matter.

import { z } from 'zod';
import type { CheckedSettings, Dialect } from '../settings/settings.ts';
import { toIri } from '../text/iri.ts';
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

const NO_FILE = 'must be a file next to the post, or an http or https address';

const fileAddress = z
  .string({ error: ({ input }) => (input === undefined ? 'is missing' : NO_FILE) })
  .transform(oneLine)
  // What Obsidian writes for a file in a property.
  .transform((value) => value.replace(/^!?\[\[(.*)\]\]$/, '$1'))
  .pipe(
    z
      .string()
      .min(1, { error: 'is missing' })
      .regex(/^(https?:|(?![a-z][a-z0-9+.-]*:))/i, { error: NO_FILE }),
  );

/** Members of an author, and what other programs call them. */
const PERSON_NAMES: ReadonlyMap<string, string> = new Map([
  ...['fullname', 'displayname', 'key', 'id'].map((name) => [name, 'name'] as const),
  ...['link', 'website', 'homepage', 'site', 'web', 'uri'].map((name) => [name, 'url'] as const),
  ...['mail'].map((name) => [name, 'email'] as const),
  ...['picture', 'image', 'imageurl', 'avatarurl', 'photo'].map((name) => [name, 'avatar'] as const),
]);

const AVATAR_NAMES: ReadonlyMap<string, string> = new Map(
  ['src', 'path', 'href'].map((name) => [name, 'url'] as const),
);

/** Members of an attached file, and what other programs call them. */
const ENCLOSURE_NAMES: ReadonlyMap<string, string> = new Map([
  ...['file', 'src', 'href', 'path'].map((name) => [name, 'url'] as const),
  ...['size', 'filesize', 'bytes'].map((name) => [name, 'length'] as const),
  ['mimetype', 'type'],
]);

/** The object with members under the names that its schema has; those that have such a name already come first. */
function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== '');
  const known = Object.fromEntries(members);
  for (const [name, member] of members) {
    const meant = names.get(name.toLowerCase().replace(/[\s_-]/g, ''));
    if (meant !== undefined && !Object.hasOwn(known, meant)) known[meant] = member;
  }
  return known;
}

const email = z.email({ error: 'must be an email address' });

/** A person as an object with the members of ours. An avatar may be an object with its address, too. */
export function personFrom(value: unknown): unknown {
  if (typeof value === 'string') return { name: value };
  const person = renamed(value, PERSON_NAMES) as { readonly avatar?: unknown } | null;
  const avatar = renamed(person?.avatar, AVATAR_NAMES) as { readonly url?: unknown } | undefined;
  return typeof avatar === 'object' ? { ...person, avatar: avatar.url } : person;
}

/** An address, or a path on the site at an origin. */
const addressAt = (origin: string) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\/(?!\/)/.test(value) ? origin + value : value),
    optional(webAddress),
  );

/** A person, whose addresses may be paths on the site at an origin. */
const personAt = (origin: string) => {
  const address = addressAt(origin);
  return z.preprocess(
    personFrom,
    z.object(
      {
        name: text.pipe(z.string().min(1, { error: 'is missing' })),
        url: address,
        email: optional(email),
        avatar: address,
      },
      { error: 'must be a name, or an object with name, url, email and avatar' },
    ),
  );
};

const enclosure = z.preprocess(
  (value) => (typeof value === 'string' ? { url: value } : renamed(value, ENCLOSURE_NAMES)),
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
    context.addIssue(`"${value}" must be a path such as /2020/old-name or /?p=12`);
});

/** An IRI in a new blog. A post that comes from elsewhere keeps its id, which may be any text in RSS and JSON Feed. */
const id = text;

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The id under which readers of other feeds know a post: any text. */
const guid = text.transform((value) => (UUID.test(value) ? `urn:uuid:${value.toLowerCase()}` : value));

const lang = text
  // `en_GB.UTF-8`, as operating systems write it.
  .transform((value) => value.replace(/[.@].*$/, '').replaceAll('_', '-'))
  .pipe(
    z
      .string()
      .refine(isLanguage, { error: 'must be a language tag such as en or pt-BR' })
      .transform(canonicalLanguage),
  );

const dateIn = ({ timeZone, dialect }: Pick<CheckedSettings, 'timeZone' | 'dialect'>) =>
  z.string({ error: 'must be a single date' }).transform((value, context) => {
    try {
      return parseDate(value, timeZone, dialect);
    } catch (error) {
      context.addIssue((error as Error).message);
      return z.NEVER;
    }
  });

/** The schema of each kind of value. Dates without an offset are in the time zone of the site. */
export function schemasFor(settings: CheckedSettings) {
  return {
    text,
    flag: boolean,
    date: dateIn(settings),
    slug: slugIn(settings.dialect),
    id,
    guid,
    person: personAt(settings.site.origin),
    avatar: addressAt(settings.site.origin),
    lang,
    webAddress,
    email,
    fileAddress,
    enclosure,
    alias,
  };
}

export type Schemas = ReturnType<typeof schemasFor>;
