// Blogger: its backup, and what Google Takeout makes of it (`Blogger/Blogs/NAME/feed.atom`). Both are Atom feeds with
// everything of a blog in them: posts, pages, comments, settings and the template.

import { postOfEntry, siteOfFeed } from '../feeds/atom.ts';
import { placeOf } from '../feeds/feed-page.ts';
import { readXml } from '../feeds/read-xml.ts';
import { webAddress } from '../feeds/values.ts';
import { childrenNamed, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { Imported, ImportedPost, Skipped } from '../imported.ts';
import { MORE } from '../markdown/parse.ts';
import type { Reader } from '../reader.ts';
import { documentIn } from '../source/document.ts';
import type { DocumentSource, TreeSource } from '../source/source.ts';
import { leftOutComments } from './left-out.ts';

export const BLOGGER: Reader = {
  name: 'Blogger backup',
  recognises: (source) => (source.kind === 'tree' ? feedsIn(source.files).length > 0 : isBackup(source.head)),
  read: async (source, { progress, origin }) => {
    if (source.kind === 'document') return readBackup(source, progress, origin);
    const [first = 'feed.atom', ...others] = feedsIn(source.files);
    const imported = await readBackup(await documentIn(source, first), progress, origin);
    return {
      ...imported,
      skipped: [...imported.skipped, ...others.map((file) => anotherBlog(source, file))],
    };
  },
};

function anotherBlog({ name }: TreeSource, file: string): Skipped {
  return { source: `${name}, ${file}`, reason: 'it is another blog; to import it, name this file itself' };
}

/** A backup names the blog by its number, and begins with settings or is in the form of Takeout. */
function isBackup(head: string): boolean {
  return (
    /<feed\b/.test(head) &&
    /schemas\.google\.com\/blogger\/20(?:08\/kind#(?:settings|template)|18)/.test(head)
  );
}

/** Where Takeout puts the feeds of the blogs of an account. */
function feedsIn(files: readonly string[]): string[] {
  const found = files.filter((file) => /(?:^|\/)Blogs\/[^/]+\/feed\.atom$/.test(file));
  return found.length > 0 ? found : files.filter((file) => /^[^/]*feed\.atom$/.test(file));
}

async function readBackup(
  source: DocumentSource,
  progress: (read: number) => void,
  given: string | undefined,
): Promise<Imported> {
  const entries: XmlElement[] = [];
  let comments = 0;
  const root = await readXml(
    source,
    ({ name, space }) => name === 'entry' && space === 'atom',
    (entry) => {
      if (kindOf(entry) === 'comment') comments += 1;
      else entries.push(entry);
      if (entries.length % 100 === 0) progress(entries.length);
    },
  );
  const origin = given ?? originOf(root, entries);
  const posts: ImportedPost[] = [];
  const skipped = leftOutComments(source.name, comments);
  for (const [index, entry] of entries.entries()) {
    const kind = kindOf(entry);
    if (kind !== 'post' && kind !== 'page') continue;
    const place = placeOf(source, index);
    const status = textOf(entry, 'blogger:status') ?? '';
    if (/TRASHED/.test(status) || textOf(entry, 'blogger:trashed') !== undefined)
      skipped.push({ source: place, reason: 'it is in the trash' });
    else posts.push(postOf(entry, place, origin, kind, status));
  }
  const site = siteOfFeed(root);
  return {
    site: {
      ...site,
      ...(origin !== undefined && { origin }),
      oldFeedAddresses: { '/feeds/posts/default': 'atom', '/feeds/posts/default?alt=rss': 'rss' },
    },
    posts,
    files: [],
    skipped,
  };
}

function kindOf(entry: XmlElement): string {
  const type = textOf(entry, 'blogger:type')?.toLowerCase();
  const term = childrenNamed(entry, 'atom:category')
    .map(({ attributes }) => /blogger\/2008\/kind#(\w+)$/.exec(attributes.term ?? '')?.[1])
    .find((each) => each !== undefined);
  return type ?? term ?? 'post';
}

function postOf(
  entry: XmlElement,
  place: string,
  origin: string | undefined,
  kind: string,
  status: string,
): ImportedPost {
  const post = postOfEntry(entry, place, origin);
  const file = textOf(entry, 'blogger:filename');
  const isDraft = post.draft === true || status === 'DRAFT';
  // Of a draft, readers know neither the id nor the address.
  const { id, url = file, ...rest } = post;
  return {
    ...rest,
    ...('html' in rest.content && { content: { html: withMore(rest.content.html) } }),
    ...(!isDraft && id !== undefined && { id }),
    ...(!isDraft && url !== undefined && { url }),
    ...(isDraft && { draft: true }),
    ...(kind === 'page' && { listed: false }),
    ...(rest.link === undefined || /\/feeds\//.test(rest.link) ? {} : { link: rest.link }),
  };
}

/** Where a list of posts has a link to the rest. */
function withMore(html: string): string {
  return html.replace(/<a\s+name=["']?more["']?\s*(?:\/>|>\s*<\/a>)/i, MORE);
}

/** From the link of the feed, or else from that of a post. */
function originOf(feed: XmlElement, entries: readonly XmlElement[]): string | undefined {
  const own = siteOfFeed(feed).origin;
  if (own !== undefined && !/(?:^|\.)(?:blogger|google)\.com$/.test(new URL(own).hostname)) return own;
  for (const entry of entries) {
    const links = childrenNamed(entry, 'atom:link');
    const found = links.find(({ attributes: { rel, type } }) => rel === 'alternate' && type === 'text/html');
    const address = webAddress(found?.attributes.href);
    if (address !== undefined) return new URL(address).origin;
  }
  return undefined;
}
