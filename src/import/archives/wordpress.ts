// WordPress: its export file (WXR), which is RSS 2.0 with elements of its own.

import type { Root } from 'hast';
import type { Instant, Person } from '../../archive/entry.ts';
import { textOf as textOfTree } from '../../compile/html/text-of.ts';
import { setPunctuation } from '../../compile/html/typography.ts';
import { placeOf } from '../feeds/feed-page.ts';
import { readXml } from '../feeds/read-xml.ts';
import { timeZoneOf } from '../feeds/time-zone.ts';
import { languageOf, momentOf, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import { childrenNamed, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { Imported, ImportedPost, ImportedSite, Skipped } from '../imported.ts';
import type { Reader } from '../reader.ts';
import type { DocumentSource } from '../source/source.ts';
import { leftOut, leftOutComments } from './left-out.ts';
import { oldSlugsOf, type Term } from './old-slugs.ts';
import {
  type Attachment,
  addAttachment,
  type ExportContext,
  gmt,
  isInTrash,
  postOf,
  reasonToSkip,
} from './wordpress-item.ts';
import { authorsIn, termsIn, termsOf } from './wordpress-names.ts';

export const WORDPRESS: Reader = {
  name: 'WordPress export',
  recognises: (source) =>
    source.kind === 'document' &&
    /<rss\b[^>]*\swordpress\.org\/export\/|wordpress\.org\/export\/1\./.test(source.head),
  read: async (source, { progress }) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    return readExport([source], progress);
  },
  readParts: (parts, { progress }) => readExport(parts, progress),
};

/** What a part of an export has. */
interface Part extends Pick<ExportContext, 'people' | 'attachments' | 'blocks'> {
  readonly items: readonly { readonly item: XmlElement; readonly place: string }[];
  readonly terms: readonly Term[];
  readonly channel: XmlElement;
  /** How many comments there are. */
  readonly comments: number;
}

async function readExport(
  sources: readonly DocumentSource[],
  progress: (read: number) => void,
): Promise<Imported> {
  const parts: Part[] = [];
  for (const source of sources) parts.push(await readPart(source, (read) => progress(countOf(parts) + read)));
  const channel = parts[0]?.channel;
  const home = webAddress(channel && textOf(channel, 'wp:base_blog_url', 'link'));
  // A part has the pictures, another the posts that show them.
  const context: ExportContext = {
    home: home && (home.endsWith('/') ? home : `${home}/`),
    people: new Map(parts.flatMap(({ people }) => [...people])),
    attachments: new Map(parts.flatMap(({ attachments }) => [...attachments])),
    blocks: new Map(parts.flatMap(({ blocks }) => [...blocks])),
  };
  const skipped: Skipped[] = sources.flatMap(({ name }, index) =>
    leftOutComments(name, parts[index]?.comments ?? 0),
  );
  const posts: ImportedPost[] = [];
  const samples: { local: string; moment: Instant }[] = [];
  const items = parts.flatMap((part) => part.items);
  const kept = items.filter(({ item }) => !isInTrash(item));
  skipped.push(
    ...leftOut(sources[0]?.name ?? '', items.length - kept.length, 'post in the trash', 'posts in the trash'),
  );
  for (const { item, place } of kept) {
    const reason = reasonToSkip(item);
    if (reason !== undefined) {
      if (reason !== '')
        skipped.push({ source: `${place} (${textOf(item, 'title') ?? 'without a title'})`, reason });
      continue;
    }
    const local = textOf(item, 'wp:post_date');
    const moment = momentOf(gmt(textOf(item, 'wp:post_date_gmt')));
    if (local !== undefined && moment !== undefined) samples.push({ local, moment });
    posts.push(postOf(item, place, context));
  }
  const terms = parts.flatMap((part) => [...part.terms, ...part.items.flatMap(({ item }) => termsOf(item))]);
  const oldSlugs = oldSlugsOf({ tags: terms, authors: authorsIn(context.people) }, posts);
  const site = {
    ...siteOf(channel, context.home, samples),
    ...(oldSlugs && { oldSlugs }),
  };
  return { site, posts: isEnglish(site) ? posts.map(withTypography) : posts, files: [], skipped };
}

function countOf(parts: readonly Part[]): number {
  return parts.reduce((count, { items }) => count + items.length, 0);
}

/** WordPress sets typographic quotes and dashes whenever it shows a text, as Longwave does on request for English. */
function isEnglish({ typography }: ImportedSite): boolean {
  return typography === 'smart';
}

function withTypography(post: ImportedPost): ImportedPost {
  const { title, summary } = post;
  return {
    ...post,
    ...(title !== undefined && { title: smart(title) }),
    ...(summary !== undefined && { summary: smart(summary) }),
  };
}

/** The setting changes only the text of posts. */
function smart(typed: string): string {
  const tree: Root = { type: 'root', children: [{ type: 'text', value: typed }] };
  setPunctuation(tree);
  return textOfTree(tree);
}

/** Reads all items. Comments are dropped while reading, because they are often most of the file. */
async function readPart(source: DocumentSource, progress: (read: number) => void): Promise<Part> {
  const items: { item: XmlElement; place: string }[] = [];
  const attachments = new Map<string, Attachment>();
  const blocks = new Map<string, string>();
  let count = 0;
  let comments = 0;
  const isPart = ({ name, space }: XmlElement) =>
    (name === 'item' && space === '') || (name === 'comment' && space === 'wp');
  const root = await readXml(source, isPart, (item) => {
    if (item.name === 'comment') {
      comments += 1;
      return;
    }
    const place = placeOf(source, count);
    count += 1;
    if (count % 100 === 0) progress(count);
    const kind = textOf(item, 'wp:post_type');
    if (kind === 'attachment') addAttachment(item, attachments);
    else if (kind === 'wp_block')
      blocks.set(textOf(item, 'wp:post_id') ?? '', textOf(item, 'content:encoded') ?? '');
    else items.push({ item, place });
  });
  const [channel] = childrenNamed(root, 'channel');
  if (!channel) throw new Error(`${source.name} is no WordPress export: it has no channel`);
  return {
    items,
    attachments,
    blocks,
    people: peopleOf(channel),
    terms: termsIn(channel),
    channel,
    comments,
  };
}

/** Authors by their login, which posts name. Their email addresses are private. */
function peopleOf(channel: XmlElement): Map<string, Person> {
  return new Map(
    childrenNamed(channel, 'wp:author').flatMap((author) => {
      const login = textOf(author, 'wp:author_login');
      const names = ['wp:author_first_name', 'wp:author_last_name'].flatMap(
        (name) => textOf(author, name) ?? [],
      );
      const name = plainTitle(textOf(author, 'wp:author_display_name')) ?? (names.join(' ') || login);
      return login === undefined || name === undefined ? [] : [[login, { name }] as const];
    }),
  );
}

function siteOf(
  channel: XmlElement | undefined,
  home: string | undefined,
  samples: Parameters<typeof timeZoneOf>[0],
): ImportedSite {
  if (!channel) return {};
  const title = plainTitle(textOf(channel, 'title'));
  const description = plainText(textOf(channel, 'description') ?? '');
  const language = languageOf(textOf(channel, 'language'));
  const timeZone = timeZoneOf(samples);
  return {
    ...(home !== undefined && { origin: new URL(home).origin }),
    ...(title !== undefined && { title }),
    ...(description !== '' && { description }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    ...(language?.startsWith('en') && { typography: 'smart' as const }),
    ...(home !== undefined && { oldFeedAddresses: feedsBelow(new URL(home).pathname) }),
  };
}

/** The feeds of a blog, which has them in its own folder, and at its home page where addresses have a query. */
function feedsBelow(root: string): NonNullable<ImportedSite['oldFeedAddresses']> {
  const queries = { [`${root}?feed=rss2`]: 'rss', [`${root}?feed=atom`]: 'atom' } as const;
  if (root === '/') return queries;
  return {
    ...queries,
    [`${root}feed/`]: 'rss',
    [`${root}feed/atom/`]: 'atom',
    [`${root}tag/:tag/feed/`]: 'rss',
    [`${root}category/:category/feed/`]: 'rss',
    [`${root}author/:author/feed/`]: 'rss',
  };
}
