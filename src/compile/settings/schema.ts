// The schema of src/site.ts: which settings there are, which values each may have, and its default.

import { domainToASCII } from 'node:url';
import { z } from 'zod';
import { FORMATS } from '../../routes/formats.ts';
import { exampleOf, OLD_FEED_PARTS, partsOf } from '../../routes/old-feeds.ts';
import { decodePath } from '../../routes/paths.ts';
import { ROUTE_NAMES, routesOf } from '../../routes/routes.ts';
import { IRI, toIri } from '../text/iri.ts';
import { isLanguage } from '../text/language.ts';
import { oneLine } from '../text/text.ts';
import { mistakeIn } from './permalink-pattern.ts';

const FORMAT_NAMES = FORMATS.map(({ name }) => name);
const OR = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** Leaves a setting that is missing to the default message. */
const unlessMissing = (message: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? undefined : message),
});
const text = z.string().transform(oneLine).pipe(z.string().min(1, 'is empty'));
const webUrl = z
  .url({ protocol: /^https?$/, ...unlessMissing('must be an absolute http or https address') })
  // No slash is added to a bare host: a hub may show its address without one, and owners compare the two.
  .transform((url) => (toIri(url) === `${url}/` ? url : toIri(url)));

/** What is wrong with an old address of a feed; undefined for nothing. */
function mistakeInFeedAddress(address: string): string | undefined {
  if (!/^\/[^#]*$/.test(address)) return 'is not a path such as /blog/feed';
  const [unknown] = /(?<=\/):[a-z]+/.exec(address) ?? [];
  const parts = partsOf(address);
  if (unknown !== undefined && !parts.includes(unknown.slice(1)))
    return `has ${unknown}, which is no part of an address; write ${OR.format(OLD_FEED_PARTS.map((part) => `:${part}`))}`;
  if (parts.length > 1) return 'has several parts; write one address for each kind of feed';
  const [path = ''] = exampleOf(address).split('?');
  // WordPress can have its feed at the home page, with a query.
  const owner = path === '/' && path !== address ? undefined : takenBy(path);
  return owner && `is the address of ${owner}; remove it`;
}

/** The name of the route that has this path; undefined for a path that the owner may use as an address of a feed. */
function takenBy(path: string): string | undefined {
  const { pathname } = new URL(`https://example.org${path}`);
  const route = routesOf({})(encodeURI(decodePath(pathname) ?? pathname));
  if (!route || route.kind === 'old feed') return undefined;
  if (route.kind === 'document' && /^(?:preferred|wordPress)Feed$/.test(route.name)) return undefined;
  return ROUTE_NAMES[route.kind];
}

const wholeNumber = (least: number, most: number) => {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.int(message).min(least, message).max(most, message);
};

const person = z.strictObject({
  name: text,
  url: webUrl.optional(),
  email: z.email('must be an email address').optional(),
  avatar: webUrl.optional(),
});

/** What src/site.ts must export. */
export const schema = z.strictObject({
  // In a pipe, because a check of zod runs even when an earlier one has failed, and here `url` would not be a URL.
  origin: webUrl.pipe(
    z.string().refine((url) => new URL(url).pathname === '/' && !/[?#]/.test(url), {
      error: 'must be only a scheme and a host, such as https://example.org',
    }),
  ),
  title: text,
  description: text,
  language: z.string().refine(isLanguage, { error: 'must be a language tag such as en or pt-BR' }),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be a time zone such as Europe/Lisbon' })
    .default('UTC'),
  author: z.union(
    [text, person],
    unlessMissing('must be a name, or an object with name, url, email and avatar'),
  ),
  people: z.array(person.extend({ key: text.optional() })).default([]),
  authority: z
    .string()
    .transform(withAsciiHost)
    .pipe(
      z
        .string()
        .regex(
          /^(?:[a-z0-9._-]+@)?[a-z0-9.-]+$/,
          'must be a host name in lower case, such as example.org, or an email address',
        ),
    )
    .optional(),
  id: text.pipe(z.string().regex(IRI, 'must be an IRI such as https://example.org/')).optional(),
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
      owner: z.strictObject({ name: text, email: z.email('must be an email address') }),
      guid: z.uuid('must be a UUID').optional(),
      locked: z.boolean().default(true),
    })
    .optional(),
  content: z.enum(['full', 'summary'], 'must be full or summary').default('full'),
  markdown: z
    .enum(['gfm', 'jekyll', 'hugo', 'obsidian'], 'must be gfm, jekyll, hugo or obsidian')
    .default('gfm'),
  typography: z.enum(['plain', 'smart'], 'must be plain or smart').default('plain'),
  deadLinks: z.enum(['error', 'warning'], 'must be error or warning').default('error'),
  variables: z.record(z.string(), z.string()).default({}),
  window: wholeNumber(1, 100).default(10),
  windowDays: wholeNumber(0, 365).default(14),
  page: wholeNumber(1, 500).default(25),
  documentBytes: wholeNumber(16_384, 8_388_608).default(524_288),
  oldFeedAddresses: z
    .record(
      z.string().refine((address) => mistakeInFeedAddress(address) === undefined, {
        error: ({ input }) => mistakeInFeedAddress(String(input)) ?? '',
      }),
      z.enum(FORMAT_NAMES, `must be ${OR.format(FORMAT_NAMES)}`),
    )
    .default({}),
  oldSlugs: z
    .strictObject({
      tags: z.record(z.string(), text).optional(),
      authors: z.record(z.string(), text).optional(),
    })
    .optional(),
  permalink: z
    .string()
    .refine((pattern) => mistakeIn(pattern) === undefined, {
      error: ({ input }) => mistakeIn(String(input)) ?? '',
    })
    .optional(),
  refreshMinutes: wholeNumber(1, 1440).default(30),
});

/** The host in an authority as `tag:` ids need it: `bücher.example` becomes `xn--bcher-kva.example`. */
function withAsciiHost(authority: string): string {
  return authority.replace(/[^@]*[^\p{ASCII}@][^@]*$/u, domainToASCII);
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
