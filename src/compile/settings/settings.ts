// The owner's settings: the form of src/site.ts, checked and completed into a Site.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../../archive/entry.ts';
import type { Site } from '../../archive/site.ts';
import { formatFeedAddress, MAIN } from '../../routes/feed-address.ts';
import { FORMATS } from '../../routes/formats.ts';
import { SITE_PATHS } from '../../routes/paths.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { IRI, toIri } from '../text/iri.ts';
import { oneLine } from '../text/text.ts';

const FORMAT_NAMES = FORMATS.map(({ name }) => name);
const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

const text = z
  .string({ error: 'is missing, or is no text' })
  .transform(oneLine)
  .pipe(z.string().min(1, 'is empty'));
const webUrl = z
  .url({ protocol: /^https?$/, error: 'is not an absolute http or https address' })
  // A host alone stays as it was typed: its owner may compare it with what a form of the hub says.
  .transform((url) => (toIri(url) === `${url}/` ? url : toIri(url)));

/** What the site has at its own addresses, no older address may hide. */
function isTaken(path: string): boolean {
  const feeds = FORMATS.map((format) => formatFeedAddress({ selection: MAIN, format }));
  return [...Object.values(SITE_PATHS), ...feeds].includes(path) || /^\/(?:posts|media)\//.test(path);
}

const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};

const person = z.strictObject({
  name: text,
  url: webUrl.optional(),
  email: z.email('is not an address of electronic mail').optional(),
  avatar: webUrl.optional(),
});

const settings = z.strictObject({
  // Piped, since a check of zod runs even when an earlier one has failed.
  origin: webUrl.pipe(
    z.string().refine((url) => new URL(url).pathname === '/' && !/[?#]/.test(url), {
      error: 'must be scheme and host alone, such as https://example.org',
    }),
  ),
  title: text,
  description: text,
  language: z.string().refine(isLanguage, { error: 'is not a language tag such as en or pt-BR' }),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'is not a time zone such as Europe/Lisbon' })
    .default('UTC'),
  author: z.union([text, person], { error: 'must be a name, or an object with name, url, email and avatar' }),
  people: z.array(person).default([]),
  authority: z
    .string()
    .regex(/^[a-z0-9.-]+(?:@[a-z0-9.-]+)?$/, 'is not a lower-case host name')
    .optional(),
  id: text.pipe(z.string().regex(IRI, 'is not an IRI such as https://example.org/')).optional(),
  rights: text.optional(),
  icon: webUrl.optional(),
  logo: webUrl.optional(),
  hub: webUrl.optional(),
  podcast: z
    .strictObject({
      artwork: webUrl,
      categories: z
        .array(
          z.union([text.transform((name) => ({ name })), z.strictObject({ name: text, within: text })], {
            error: 'must be a name, or an object with name and within',
          }),
        )
        .min(1, 'needs at least one category'),
      explicit: z.boolean({ error: 'must be true or false' }),
      type: z.enum(['episodic', 'serial'], 'must be episodic or serial').default('episodic'),
      owner: z.strictObject({ name: text, email: z.email('is not an address of electronic mail') }),
      guid: z.uuid('is not a UUID').optional(),
      locked: z.boolean().default(true),
    })
    .optional(),
  content: z.enum(['full', 'summary'], 'must be full or summary').default('full'),
  typography: z.enum(['plain', 'smart'], 'must be plain or smart').default('plain'),
  window: wholeNumber(1, 100).default(10),
  page: wholeNumber(1, 500).default(25),
  documentBytes: wholeNumber(16_384, 8_388_608).default(524_288),
  oldFeedAddresses: z
    .record(
      z
        .string()
        .regex(/^\/[^?#]*$/, 'is not a path such as /blog/feed')
        .refine((path) => !isTaken(path), { error: 'is an address at which there is something else' }),
      z.enum(FORMAT_NAMES, `must be ${OR.format(FORMAT_NAMES)}`),
    )
    .default({}),
  refreshMinutes: wholeNumber(1, 1440).default(30),
});

/** How the punctuation of posts is set: as typed, or as a printer would. */
export type Typography = 'plain' | 'smart';

/** What src/site.ts exports. */
export type SiteSettings = z.input<typeof settings>;

/** The site, and what only the compiler needs to know of it. */
export interface CheckedSettings {
  readonly site: Site;
  readonly timeZone: string;
  /** Host in the `tag:` ids of entries (RFC 4151). It outlives a change of the origin when the owner fixes it. */
  readonly authority: string;
  readonly people: readonly Person[];
  readonly typography: Typography;
}

/** Completes the settings. Throws an Error that names every wrong field. */
export function checkSettings(input: unknown): CheckedSettings {
  const checked = settings.safeParse(input, { error: describeUnsaid });
  if (!checked.success) throw new Error(checked.error.issues.map(describe).join('\n'));
  const given = checked.data;
  const people: readonly Person[] = given.people.map(withoutUndefined);
  const authority = given.authority ?? new URL(given.origin).hostname;
  return {
    timeZone: given.timeZone,
    authority,
    people,
    typography: given.typography,
    site: withoutUndefined({
      origin: new URL(given.origin).origin,
      feedId: given.id ?? `${new URL(given.origin).origin}/`,
      title: given.title,
      description: given.description,
      language: canonicalLanguage(given.language),
      authors: [
        typeof given.author === 'string' ? knownPerson(given.author, people) : withoutUndefined(given.author),
      ],
      rights: given.rights,
      icon: given.icon,
      logo: given.logo,
      hub: given.hub,
      podcast: given.podcast && { ...given.podcast, guid: given.podcast.guid ?? podcastGuid(given.origin) },
      content: given.content,
      window: given.window,
      page: given.page,
      documentBytes: given.documentBytes,
      oldFeedAddresses: given.oldFeedAddresses,
      refreshMinutes: given.refreshMinutes,
    }),
  };
}

/** The UUID that Podcasting 2.0 derives from the address of a show's feed, without its scheme (UUID version 5). */
export function podcastGuid(origin: string): string {
  const namespace = Buffer.from('ead4c236bf5858c6a2c6a6b28d128cb6', 'hex');
  const hash = createHash('sha1')
    .update(namespace)
    .update(`${new URL(origin).host}/rss.xml`)
    .digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The person a bare name refers to, or a person who is only a name. */
export function knownPerson(name: string, people: readonly Person[]): Person {
  return people.find((person) => person.name === name) ?? { name };
}

export function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

export function canonicalLanguage(tag: string): string {
  return Intl.getCanonicalLocales(tag)[0] ?? tag;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The origin that SITE_ORIGIN names, without a slash at its end. Throws an Error when it names none. */
export function checkOrigin(origin: string): string {
  const url = settings.shape.origin.safeParse(origin);
  if (!url.success)
    throw new Error(`SITE_ORIGIN "${origin}" must be scheme and host alone, such as https://example.org`);
  return new URL(url.data).origin;
}

function describe(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => describeUnknown(key, issue.path)).join('\n');
  if (place === '') return NO_SETTINGS;
  const message = issue.code === 'invalid_key' ? issue.issues[0]?.message : issue.message;
  return `src/site.ts: ${place} ${message}`;
}

const NO_SETTINGS =
  'src/site.ts: the file must export the settings as its default; begin them with `export default {`';

const KINDS: Readonly<Record<string, string>> = {
  object: 'an object',
  record: 'an object',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
};

/** In place of what zod says of its own accord, where a field has no message. */
function describeUnsaid({ code, input, expected }: z.core.$ZodRawIssue): string | undefined {
  if (input === undefined) return 'is missing';
  return code === 'invalid_type' ? `must be ${KINDS[String(expected)] ?? expected}` : undefined;
}

function describeUnknown(key: string, path: readonly PropertyKey[]): string {
  const name = (member: string) => [...path, member].join('.');
  const meant = didYouMean(membersOf(settings, path), key);
  const advice = meant === undefined ? 'take it out' : `did you mean ${name(meant)}?`;
  return `src/site.ts: ${name(key)} is no setting; ${advice}`;
}

/** The names that the object at a path may have. */
function membersOf(schema: unknown, path: readonly PropertyKey[]): string[] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault)
    return membersOf(schema.unwrap(), path);
  const [step, ...rest] = path;
  if (schema instanceof z.ZodArray) return membersOf(schema.element, rest);
  if (!(schema instanceof z.ZodObject)) return [];
  return step === undefined ? Object.keys(schema.shape) : membersOf(schema.shape[String(step)], rest);
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Drops the members that are undefined: an absent member is absent. */
export function withoutUndefined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}
