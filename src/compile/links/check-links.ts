// Links within the site: checks, once every post is compiled, that each leads to something readers can see.

import type { Instant } from '../../archive/entry.ts';
import { formatFeedKey } from '../../archive/feed-key.ts';
import { markdownPath } from '../../routes/paths.ts';
import { type Route, routesOf } from '../../routes/routes.ts';
import type { PublicFolder } from '../files/public-folder.ts';
import type { Place, Report } from '../report/findings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isReservedFragment, partOf } from './anchors.ts';
import { decode } from './references.ts';

/** A link from a post to a path of the same site. */
export interface SiteLink {
  /** As the author typed it. */
  readonly typed: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Id of a part of the page; empty for the whole page. */
  readonly part: string;
  readonly place: () => Place;
}

/** The facts about a compiled post that concern links. */
interface LinkedPost {
  readonly file: string;
  readonly entry: { readonly slug: string; readonly path: string; readonly published: Instant };
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly SiteLink[];
}

/** Addresses on the site besides permalinks. All paths are decoded. */
export interface OtherAddresses {
  /** Older addresses, which redirect to an entry. */
  readonly older: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
  /** Formatted keys of all feeds. */
  readonly feeds: ReadonlySet<string>;
  readonly oldFeedAddresses: Readonly<Record<string, string>>;
  readonly publicFolder: PublicFolder;
  /** How every permalink of the site's pattern begins, such as `/posts/`; `/` when other addresses begin so, too. */
  readonly prefix: string;
}

/** Splits a path of the site with its query and fragment. */
export function splitSitePath(sitePath: string): Pick<SiteLink, 'path' | 'part'> {
  const [, path = '', fragment = ''] = /^([^?#]*)[^#]*#?(.*)$/s.exec(sitePath) ?? [];
  return { path, part: isReservedFragment(fragment) ? '' : decode(fragment.replace(/:~:.*$/s, '')) };
}

/**
 * Reports links to missing parts of posts, and to posts that are not published yet. Given the other addresses, it also
 * reports links to addresses of the site that do not exist.
 */
export function checkLinks(
  posts: readonly LinkedPost[],
  others: OtherAddresses | undefined,
  now: Instant,
  reportOn: (file: string) => Report,
): void {
  const targets = new Map(posts.map((post) => [post.entry.path, post]));
  const checkOther = others && otherLinkChecker(posts, others);
  for (const { file, entry, links } of posts) {
    const report = reportOn(file);
    for (const link of links) {
      const target = targets.get(link.path);
      if (target) checkTarget(link, target, entry.published, now, report);
      else checkOther?.(link, report);
    }
  }
}

function checkTarget(
  { typed, part, place }: SiteLink,
  target: LinkedPost,
  published: Instant,
  now: Instant,
  report: Report,
): void {
  if (part !== '' && !target.anchors.has(part)) report('warning', place(), noPart(typed, target));
  if (target.entry.published > Math.max(now, published)) {
    const moment = new Date(target.entry.published).toISOString().replace(/:\d\d\.000Z$/, 'Z');
    const message = `"${typed}" is not published until ${moment}; before that, readers find nothing there`;
    report('warning', place(), message);
  }
}

/** Reports a link to an address that is neither that of an entry nor of anything else. */
function otherLinkChecker(posts: readonly LinkedPost[], others: OtherAddresses) {
  const pages = posts.map(({ entry }) => decode(entry.path));
  const known = new Set([...pages, ...others.older]);
  const markdown = new Set([...known].map(markdownPath));
  const routeOf = routesOf(others.oldFeedAddresses);
  return ({ typed, path, place }: SiteLink, report: Report): void => {
    const decoded = decode(path).normalize('NFC');
    if (known.has(decoded) || markdown.has(decoded) || others.publicFolder.find(decoded)) return;
    const route = routeOf(path);
    const permalink = decoded.replace(/\.md$/, '');
    if (!route && isPermalink(permalink, others))
      report('error', place(), noPost(typed, permalink, known, others));
    else if (isMissingFeed(route, others.feeds))
      report('warning', place(), `"${typed}" leads to a feed without any entries; check the name`);
    else if (!route && typed.startsWith('/'))
      report('warning', place(), nothingThere(typed, decoded, others.publicFolder));
  };
}

function isMissingFeed(route: Route | undefined, feeds: ReadonlySet<string>): boolean {
  if (route?.kind !== 'feed' && route?.kind !== 'listing') return false;
  const { all } = route.kind === 'feed' ? route.address.selection : route.selection;
  return !all.map(formatFeedKey).every((key) => feeds.has(key));
}

/** `path` is decoded. A path that ends like a file most likely was one of public/. */
function nothingThere(typed: string, path: string, publicFolder: PublicFolder): string {
  const spelled = publicFolder.spelled(path);
  const noFile = `there is no file public${path} for "${typed}"`;
  if (spelled !== undefined) return `${noFile}; did you mean ${spelled}, with these capitals?`;
  if (/\.\w+$/.test(path))
    return `${noFile}; add it, correct the address, or write it with https:// if another server answers there`;
  return `Longwave has nothing at "${typed}"; check the address, or write it with https:// if another server answers there`;
}

/** Whether a path can be meant to lead to a post. */
function isPermalink(path: string, { prefix, removed, drafts }: OtherAddresses): boolean {
  return prefix === '/' ? removed.has(path) || drafts.has(path) : path.startsWith(prefix);
}

function noPost(
  typed: string,
  permalink: string,
  known: ReadonlySet<string>,
  { removed, drafts, prefix }: OtherAddresses,
): string {
  if (removed.has(permalink)) return `"${typed}" leads to a post that was removed; remove the link`;
  if (drafts.has(permalink))
    return `"${typed}" is a draft, which readers cannot see; publish it or remove the link`;
  // Only the slugs: paths of posts have their beginning in common.
  const slugOf = (path: string) => path.slice(prefix.length);
  const slugs = [...known].filter((path) => path.startsWith(prefix)).map(slugOf);
  const meant = didYouMean(slugs, slugOf(permalink));
  const advice =
    meant === undefined
      ? 'check the address, or link to the file of the post'
      : `did you mean ${prefix}${meant}?`;
  return `there is no post at "${typed}"; ${advice}`;
}

function noPart(typed: string, { file, anchors, entry }: LinkedPost): string {
  const part = decode(typed.slice(typed.indexOf('#') + 1));
  const parts = [...anchors].flatMap((id) => partOf(entry.slug, id) ?? []);
  const meant = didYouMean(parts, part);
  const advice = meant === undefined ? '' : `; did you mean #${meant}?`;
  return `posts/${file} has no heading or id #${part}${advice}`;
}
