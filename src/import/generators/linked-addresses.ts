// Linked addresses: posts link to each other, and a sitemap or a feed in the folder names them, by the addresses that their
// site gives them. Where no configuration says what an address is, these do.

import { decodePath } from '../../routes/paths.ts';
import { type KnownAddress, learnAddresses, nameOfFile, withoutEnd } from './address-rules.ts';
import type { FoundPost, FoundSite, OldRedirect } from './generator.ts';
import { type SiteFolder, textAt } from './site-folder.ts';
import { asciiSlug } from './url-parts.ts';

/** The site with addresses by its links, and the origin that they show where none is known. */
export async function withLinkedAddresses(
  site: FoundSite,
  folder: SiteFolder,
  origin: string | undefined,
): Promise<{
  readonly site: FoundSite;
  readonly origin: string | undefined;
  /** The paths on the site to which its posts link. */
  readonly links: readonly string[];
}> {
  const links = linksIn([...site.posts.map(({ text }) => text), ...(await listsIn(folder))]);
  const open = site.posts.filter(isOpen);
  const names = namesOf(open);
  const host = origin === undefined ? hostOfPosts(links, names) : new URL(origin).host;
  const found = origin ?? (host === undefined ? undefined : `https://${host}`);
  const own = links.filter((link) => isOwn(link, host)).map(({ path }) => path);
  if (open.length === 0) return { site, origin: found, links: own };
  const settled = new Set(site.posts.flatMap((each) => (isOpen(each) ? [] : [bareOf(each.path)])));
  const known = knownBy(own, names).filter(({ path }) => !settled.has(bareOf(path)));
  return { site: { ...site, posts: withKnownAddresses(site.posts, known) }, origin: found, links: own };
}

/** How many posts must have links of one form, so that it was that of their addresses once. */
const LEAST_FORMER = 3;

/** Addresses that posts had before, to which other posts still link. */
export function formerAddresses(posts: readonly FoundPost[], links: readonly string[]): OldRedirect[] {
  const present = new Set(posts.map(({ path }) => bareOf(path)));
  const known = knownBy(
    links.filter((path) => !present.has(bareOf(path))),
    namesOf(posts.filter(({ path, kind, draft }) => path !== undefined && kind === 'post' && !draft)),
  );
  const learnt = learnAddresses(known);
  return known.flatMap(({ post, path }) => {
    const found = learnt(post);
    const isFormer = found && found.made >= LEAST_FORMER && bareOf(found.path) === bareOf(path);
    return isFormer ? [{ from: path, to: post.path ?? '' }] : [];
  });
}

/** The posts whose address the configuration does not say, by the rule of the known ones. */
export function withKnownAddresses(
  posts: readonly FoundPost[],
  known: readonly KnownAddress[],
): readonly FoundPost[] {
  if (known.length === 0) return posts;
  const learnt = learnAddresses(known);
  return posts.map((post) => {
    const found = isOpen(post) ? learnt(post) : undefined;
    if (!found || (post.path !== undefined && !isBetter(found))) return post;
    const { certainty: _, ...rest } = post;
    return {
      ...rest,
      path: found.path,
      id: found.path,
      ...(found.isFromElsewhere && { certainty: 'guess' as const }),
    };
  });
}

/** Whether the rule makes more of the known addresses than what was expected of these posts. */
function isBetter({ made, evidence }: NonNullable<ReturnType<ReturnType<typeof learnAddresses>>>): boolean {
  const right = evidence.filter(({ post, path }) => bareOf(post.path) === bareOf(path)).length;
  return made > right;
}

function isOpen({ path, certainty }: FoundPost): boolean {
  return path === undefined || certainty !== undefined;
}

function bareOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : withoutEnd(path)[0];
}

/** The posts by the names that the last part of an address may be. A name of several posts tells nothing. */
export type PostsByName = ReadonlyMap<string, FoundPost>;

export function namesOf(posts: readonly FoundPost[]): PostsByName {
  const found = new Map<string, FoundPost | 'several'>();
  for (const post of posts) {
    const file = nameOfFile(post.source).toLowerCase();
    const undated = file.replace(/^(?:\d{4}-\d{2}-\d{2}[-_.]|\d{1,4}\.(?=\D))(?=.)/, '');
    const slug = textAt(post.fields, 'slug')?.replace(/^.*\/(?=.)|\/+$/g, '');
    const title = asciiSlug(textAt(post.fields, 'title') ?? '');
    for (const name of new Set([file, undated, asciiSlug(undated), slug?.toLowerCase(), title]))
      if (name) found.set(name, (found.get(name) ?? post) === post ? post : 'several');
  }
  return new Map([...found].flatMap(([name, post]) => (post === 'several' ? [] : [[name, post] as const])));
}

/** A link to a page: its path, decoded, and its host, where it has one. */
interface Link {
  readonly path: string;
  readonly host: string | undefined;
}

const LINKS =
  /\]\(\s*<?((?:https?:\/)?\/[^\s)>"']{1,500})|\bhref\s*=\s*["']((?:https?:\/)?\/[^"'\s]{1,500})|^\s{0,3}\[[^\]\n]{1,200}\]:\s*<?((?:https?:\/)?\/[^\s>]{1,500})|<(https?:\/\/[^\s<>]{1,500})>|<(?:loc|link)>\s*(?:<!\[CDATA\[)?(https?:\/\/[^\s<\]]{1,500})/gm;

function linksIn(texts: readonly string[]): Link[] {
  const links = new Map<string, Link>();
  for (const text of texts)
    for (const [, ...groups] of text.matchAll(LINKS)) {
      const written = groups.find((each) => each !== undefined) ?? '';
      const isPath = written.startsWith('/') && !written.startsWith('//');
      if (!URL.canParse(written, 'https://own.invalid')) continue;
      const { host, pathname } = new URL(written, 'https://own.invalid');
      const path = decodePath(pathname);
      if (path !== undefined) links.set(`${host} ${path}`, { path, host: isPath ? undefined : host });
    }
  return [...links.values()];
}

function isOwn(link: Link, host: string | undefined): boolean {
  return link.host === undefined || (host !== undefined && withoutWww(link.host) === withoutWww(host));
}

/** The posts that paths lead to. */
export function knownBy(paths: readonly string[], names: PostsByName): KnownAddress[] {
  return [...new Set(paths)].flatMap((path) => {
    const post = names.get(lastPart(path));
    return post ? [{ post, path }] : [];
  });
}

function lastPart(path: string): string {
  const [bare] = withoutEnd(path);
  return bare.slice(bare.lastIndexOf('/') + 1).toLowerCase();
}

function withoutWww(host: string): string {
  return host.replace(/^www\./, '');
}

/** How many posts a host must have, so that it is that of the site. */
const LEAST_POSTS = 3;
/** Names as short as `about` are those of pages anywhere. */
const SHORT = 8;
const OF_OTHERS =
  /(?:^|\.)(?:github|gitlab|medium|dev\.to|youtube|twitter|x|wikipedia|npmjs|reddit|ycombinator)(?:\.\w+)*$/;

/** The host to which most links lead that end in the names of posts. */
function hostOfPosts(links: readonly Link[], names: PostsByName): string | undefined {
  const posts = new Map<string, Set<FoundPost>>();
  for (const { host, path } of links) {
    const last = lastPart(path);
    const post = names.get(last);
    if (host === undefined || !post || last.length < SHORT || OF_OTHERS.test(host)) continue;
    posts.set(host, (posts.get(host) ?? new Set()).add(post));
  }
  const [first] = [...posts].sort(([, a], [, b]) => b.size - a.size);
  return first && first[1].size >= LEAST_POSTS ? first[0] : undefined;
}

/** Lists of pages that a site has in its folder, most of them made by a script. */
const LISTS = /(?:^|\/)(?:sitemap|rss|feed|atom)[\w.-]*\.xml$/i;
const MOST_LISTS = 10;

async function listsIn(folder: SiteFolder): Promise<string[]> {
  const files = folder.files.filter(
    (file) => LISTS.test(file) && !/(?:^|\/)(?:node_modules|tests?|fixtures|themes?|templates?)\//.test(file),
  );
  const texts = await Promise.all(files.slice(0, MOST_LISTS).map((file) => folder.text(file)));
  return texts.filter((text) => text !== undefined);
}
