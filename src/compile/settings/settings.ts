// The owner's settings, checked and completed into a Site.

import type { z } from 'zod';
import type { OldSlugs } from '../../archive/name-slugs.ts';
import type { Site } from '../../archive/site.ts';
import type { Severity } from '../report/findings.ts';
import { canonicalLanguage } from '../text/language.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { defaultMessage, describeIssue } from './messages.ts';
import { findPerson, type KnownPerson } from './people.ts';
import { type PermalinkPattern, patternOfSetting } from './permalink-pattern.ts';
import { podcastGuid } from './podcast-guid.ts';
import { schema } from './schema.ts';

/** What src/site.ts exports. */
export type SiteSettings = z.input<typeof schema>;

/** The punctuation of posts: as typed, or with typographic quotes, dashes and ellipses. */
export type Typography = 'plain' | 'smart';

/** What posts are written in: GitHub's Markdown, or what Jekyll, Hugo or Obsidian make of it and of the fields. */
export type Dialect = 'gfm' | 'jekyll' | 'hugo' | 'obsidian';

/** The site, and what only the compiler needs to know of it. */
export interface CheckedSettings {
  readonly site: Site;
  readonly timeZone: string;
  /** Host in the `tag:` ids of entries (RFC 4151). An owner who keeps it can change the origin. */
  readonly authority: string;
  readonly people: readonly KnownPerson[];
  readonly dialect: Dialect;
  /** The pattern of permalinks; absent for the default, which is `/posts/` and the slug. */
  readonly permalink?: PermalinkPattern;
  readonly typography: Typography;
  /** What a link or a file is that is not there. */
  readonly deadLinks: Severity;
  /** How old addresses spell tags and authors. */
  readonly oldSlugs?: OldSlugs;
  /** What variables of templates stand for in all posts, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Checks and completes the settings. Throws an Error with a line for each wrong setting. */
export function checkSettings(input: unknown): CheckedSettings {
  const checked = schema.safeParse(input, { error: defaultMessage });
  if (!checked.success) throw new Error(checked.error.issues.map(describeIssue).join('\n'));
  const given = checked.data;
  const people: readonly KnownPerson[] = given.people.map(withoutUndefined);
  const { origin } = new URL(given.origin);
  const authority = given.authority ?? authorityOf(origin);
  const originOfIds = given.authority === undefined ? origin : firstOrigin(origin, given.authority);
  return {
    timeZone: given.timeZone,
    authority,
    people,
    dialect: given.markdown,
    ...(given.permalink !== undefined && { permalink: patternOfSetting(given.permalink) }),
    typography: given.typography,
    deadLinks: given.deadLinks,
    ...(given.oldSlugs && { oldSlugs: withoutUndefined(given.oldSlugs) }),
    variables: given.variables,
    site: withoutUndefined({
      origin,
      feedId: given.id ?? `${originOfIds}/`,
      title: given.title,
      description: given.description,
      language: canonicalLanguage(given.language),
      authors: [
        typeof given.author === 'string' ? findPerson(given.author, people) : withoutUndefined(given.author),
      ],
      rights: given.rights,
      icon: given.icon,
      logo: given.logo,
      hub: given.hub,
      podcast: given.podcast && { ...given.podcast, guid: given.podcast.guid ?? podcastGuid(originOfIds) },
      content: given.content,
      window: given.window,
      windowDays: given.windowDays,
      page: given.page,
      documentBytes: given.documentBytes,
      oldFeedAddresses: given.oldFeedAddresses,
      refreshMinutes: given.refreshMinutes,
    }),
  };
}

/**
 * The origin that the id of the feed and the GUID of a podcast are made from. An `authority` that is another host than
 * that of `origin` is the host the site had before it moved. An email address names no origin.
 */
function firstOrigin(origin: string, authority: string): string {
  const hasMoved = authority !== new URL(origin).hostname && !authority.includes('@');
  return hasMoved ? `https://${authority}` : origin;
}

/** The host, with hyphens for the characters of IPv6 addresses and local hosts that a `tag:` IRI may not contain. */
function authorityOf(origin: string): string {
  return new URL(origin).hostname.replace(/[^a-z0-9.-]+/g, '-');
}

/** The origin that SITE_ORIGIN gives, without a slash at its end. Throws an Error when it is not an origin. */
export function checkOrigin(origin: string): string {
  const url = schema.shape.origin.safeParse(origin);
  if (!url.success)
    throw new Error(`SITE_ORIGIN "${origin}" must be only a scheme and a host, such as https://example.org`);
  return new URL(url.data).origin;
}
