// Links within the site: checks, once every post is compiled, that each leads to something readers can see.

import { posix } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import { markdownPath } from '../../routes/paths.ts';
import { routesOf } from '../../routes/routes.ts';
import type { PublicFolder } from '../files/public-folder.ts';
import type { Place, ReportOn, Severity } from '../report/findings.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { isReservedFragment, partOf } from './anchors.ts';
import { feedLinks } from './feed-links.ts';
import type { OtherAddresses } from './link-targets.ts';
import { draftMessage, kindOfMissing } from './missing.ts';
import { decodeAddress } from './post-index.ts';
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

/** Splits a path of the site with its query and fragment. */
export function splitSitePath(sitePath: string): Pick<SiteLink, 'path' | 'part'> {
  const [, path = '', fragment = ''] = /^([^?#]*)[^#]*#?(.*)$/s.exec(sitePath) ?? [];
  return { path, part: isReservedFragment(fragment) ? '' : decode(fragment.replace(/:~:.*$/s, '')) };
}

/** What checking needs to know, besides the posts. */
export interface CheckOptions {
  /** Everything else on the site; absent while a post cannot be read, because links may lead to it. */
  readonly others: OtherAddresses | undefined;
  /** The severity of a link to something that is not there. */
  readonly deadLinks: Severity;
  readonly now: Instant;
}

/** Reports links to parts of posts and to addresses of the site that do not exist, and to posts that come later. */
export function checkLinks(
  posts: readonly LinkedPost[],
  { others, deadLinks, now }: CheckOptions,
  reportOn: ReportOn,
): void {
  const targets = new Map(posts.map((post) => [decodeAddress(post.entry.path), post]));
  const suggest = suggestions();
  const problemOf = others && missingAddresses(targets.keys(), others, suggest);
  for (const { file, entry, links } of posts) {
    const report = reportOn(file);
    for (const link of links) {
      const target = targets.get(decodeAddress(link.path));
      if (target) {
        if (lacksPart(target, link))
          report(deadLinks, link.place(), noPart(link, target, suggest), 'missing heading');
        if (target.entry.published > Math.max(now, entry.published))
          report('warning', link.place(), notYet(link, target));
        continue;
      }
      const problem = problemOf?.(link);
      if (problem !== undefined) report(deadLinks, link.place(), problem, kindOfMissing(link.path));
    }
  }
}

function lacksPart({ anchors }: LinkedPost, { part }: SiteLink): boolean {
  return part !== '' && !anchors.has(part);
}

function notYet({ typed }: SiteLink, { entry }: LinkedPost): string {
  const moment = new Date(entry.published).toISOString().replace(/:\d\d\.000Z$/, 'Z');
  return `"${typed}" is not published until ${moment}; before that, readers find nothing there`;
}

type Suggest = (names: Iterable<string>, typed: string) => string | undefined;

const MOST_SUGGESTIONS = 200;

/** Suggests names. With thousands of links that lead nowhere, comparing each with every post would take minutes. */
function suggestions(): Suggest {
  let left = MOST_SUGGESTIONS;
  return (names, typed) => {
    left -= 1;
    return left < 0 ? undefined : didYouMean(names, typed);
  };
}

/** Says what is wrong with an address that is not that of an entry; undefined when something may be there. */
function missingAddresses(
  permalinks: Iterable<string>,
  others: OtherAddresses,
  suggest: Suggest,
): (link: SiteLink) => string | undefined {
  const { older, removed, drafts, feeds, oldFeedAddresses, oldSlugs, prefix, publicFolder } = others;
  const known = new Set([...permalinks, ...older]);
  const markdown = new Set([...known].map(markdownPath));
  const routeOf = routesOf(oldFeedAddresses);
  const feedAt = feedLinks(feeds, oldFeedAddresses, oldSlugs);
  const meantPath = pathFinder(known, suggest);
  return ({ typed, path }) => {
    const decoded = decodeAddress(path);
    if (known.has(decoded) || markdown.has(decoded) || publicFolder.find(decoded)) return undefined;
    const permalink = decoded.replace(/\.md$/, '');
    if (removed.has(permalink)) return `"${typed}" leads to a post that was removed; remove the link`;
    if (drafts.has(permalink)) return draftMessage(typed);
    const route = routeOf(path);
    const feed = feedAt(path);
    if (feed === 'empty') return `"${typed}" leads to a feed without any entries; check the name`;
    if (feed === 'there') return undefined;
    const isPost = !route && prefix !== '/' && permalink.startsWith(prefix);
    // Written with https://, other addresses may be those of another server at the same host.
    if (!isPost && (route || !typed.startsWith('/'))) return undefined;
    const meant = meantPath(permalink);
    if (meant !== undefined) return `there is no post at "${typed}"; did you mean ${meant}?`;
    if (isPost) return `there is no post at "${typed}"; check the address, or link to the file of the post`;
    return nothingThere(typed, decoded, publicFolder);
  };
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

/** Finds the path in the same folder whose end is most like that of a path that does not exist. */
function pathFinder(known: Iterable<string>, suggest: Suggest): (path: string) => string | undefined {
  const folders = new Map<string, Map<string, string>>();
  for (const path of known) {
    const folder = folders.get(posix.dirname(path)) ?? new Map<string, string>();
    folders.set(posix.dirname(path), folder.set(posix.basename(path), path));
  }
  return (path) => {
    const folder = folders.get(posix.dirname(path));
    const meant = folder && suggest(folder.keys(), posix.basename(path));
    return meant === undefined ? undefined : folder?.get(meant);
  };
}

function noPart({ typed }: SiteLink, { file, anchors, entry }: LinkedPost, suggest: Suggest): string {
  const part = decode(typed.slice(typed.indexOf('#') + 1));
  const parts = [...anchors].flatMap((id) => partOf(entry.slug, id) ?? []);
  const meant = suggest(parts, part);
  const advice = meant === undefined ? '' : `; did you mean #${meant}?`;
  return `posts/${file} has no heading or id #${part}${advice}`;
}
