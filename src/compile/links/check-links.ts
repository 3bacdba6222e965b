// Links within the site: whether there is something for readers at each. Only known once every post is compiled.

import type { Instant } from '../../archive/entry.ts';
import { permalinkPath } from '../../routes/paths.ts';
import type { Place, Report } from '../report/findings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isBrowsersOwn, partOf } from './anchors.ts';
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

/** A compiled post, as far as links go. */
interface LinkedPost {
  readonly file: string;
  readonly entry: { readonly slug: string; readonly path: string; readonly published: Instant };
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly SiteLink[];
}

/** What else is, or was, at a permalink's kind of address. All paths are decoded. */
export interface OtherAddresses {
  /** Older addresses, which redirect to an entry. */
  readonly older: ReadonlySet<string>;
  readonly removed: ReadonlySet<string>;
  readonly drafts: ReadonlySet<string>;
}

/** Splits a path of the site with its query and fragment. */
export function splitSitePath(sitePath: string): Pick<SiteLink, 'path' | 'part'> {
  const [, path = '', fragment = ''] = /^([^?#]*)[^#]*#?(.*)$/s.exec(sitePath) ?? [];
  return { path, part: isBrowsersOwn(fragment) ? '' : decode(fragment.replace(/:~:.*$/s, '')) };
}

/**
 * Reports links to parts that no post has, and to posts that readers cannot open yet; and, given what else there is, to
 * posts that do not exist.
 */
export function checkLinks(
  posts: readonly LinkedPost[],
  others: OtherAddresses | undefined,
  now: Instant,
  reportOn: (file: string) => Report,
): void {
  const targets = new Map(posts.map((post) => [post.entry.path, post]));
  const permalinks = posts.map(({ entry }) => permalinkPath(entry.slug));
  const known = new Set([...permalinks, ...(others?.older ?? [])]);
  for (const { file, entry, links } of posts) {
    const report = reportOn(file);
    for (const link of links) {
      const target = targets.get(link.path);
      if (target) checkTarget(link, target, entry.published, now, report);
      else if (others) checkPermalink(link, known, others, report);
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
    const message = `"${typed}" is not published before ${moment}; until then, readers find nothing there`;
    report('warning', place(), message);
  }
}

/** Reports an address that only a post can have, such as `/posts/hello`, when no post has it. */
function checkPermalink(
  { typed, path, place }: SiteLink,
  known: ReadonlySet<string>,
  { removed, drafts }: OtherAddresses,
  report: Report,
): void {
  const decoded = decode(path).normalize('NFC');
  const permalink = decoded.replace(/\.md$/, '');
  if (!decoded.startsWith(permalinkPath('')) || known.has(decoded) || known.has(permalink)) return;
  report('error', place(), noPost(typed, permalink, known, removed, drafts));
}

function noPost(
  typed: string,
  permalink: string,
  known: ReadonlySet<string>,
  removed: ReadonlySet<string>,
  drafts: ReadonlySet<string>,
): string {
  if (removed.has(permalink)) return `"${typed}" leads to a post that was removed; remove the link`;
  if (drafts.has(permalink))
    return `"${typed}" is a draft, which readers cannot see; publish it or remove the link`;
  const meant = didYouMean(known, permalink);
  const advice =
    meant === undefined ? 'check the address, or link to the file of the post' : `did you mean ${meant}?`;
  return `there is no post at "${typed}"; ${advice}`;
}

function noPart(typed: string, { file, anchors, entry }: LinkedPost): string {
  const part = decode(typed.slice(typed.indexOf('#') + 1));
  const parts = [...anchors].flatMap((id) => partOf(entry.slug, id) ?? []);
  const meant = didYouMean(parts, part);
  const advice = meant === undefined ? '' : `; did you mean #${meant}?`;
  return `posts/${file} has no heading or id #${part}${advice}`;
}
