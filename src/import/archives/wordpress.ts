// WordPress: its export file (WXR), which is RSS 2.0 with elements of its own.

import type { Root } from 'hast';
import type { Instant, Person } from '../../archive/entry.ts';
import { textOf as textOfTree } from '../../compile/html/text-of.ts';
import { setPunctuation } from '../../compile/html/typography.ts';
import { placeOf } from '../feeds/feed-page.ts';
import {
  distinct,
  enclosureOf,
  languageOf,
  momentOf,
  plainText,
  plainTitle,
  webAddress,
} from '../feeds/values.ts';
import { childrenNamed, readXml, textIn, textOf, type XmlElement } from '../feeds/xml.ts';
import type { Imported, ImportedPost, ImportedSite, Skipped } from '../imported.ts';
import type { Reader } from '../reader.ts';
import type { DocumentSource } from '../source/source.ts';
import { addParagraphs } from './autop.ts';
import { expandShortcodes, type ShortcodeContext } from './shortcodes.ts';
import { timeZoneOf } from './time-zone.ts';

export const WORDPRESS: Reader = {
  name: 'WordPress export',
  recognises: (source) =>
    source.kind === 'document' &&
    /<rss\b[^>]*\swordpress\.org\/export\/|wordpress\.org\/export\/1\./.test(source.head),
  read: async (source, { progress }) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    return readExport(source, progress);
  },
};

/** A file of the media library. */
interface Attachment {
  readonly url: string;
  readonly parent: string;
  readonly alt?: string;
}

interface Export {
  readonly items: readonly { readonly item: XmlElement; readonly place: string }[];
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly channel: XmlElement;
  /** How many comments there are. */
  readonly comments: number;
}

function describeComments(number: number): string {
  return `${number} ${number === 1 ? 'comment is' : 'comments are'} left out, because Longwave has no comments`;
}

async function readExport(source: DocumentSource, progress: (read: number) => void): Promise<Imported> {
  const { items, attachments, channel, comments } = await readItems(source, progress);
  const people = peopleOf(channel);
  const skipped: Skipped[] =
    comments === 0 ? [] : [{ source: source.name, reason: describeComments(comments) }];
  const posts: ImportedPost[] = [];
  const samples: { local: string; moment: Instant }[] = [];
  for (const { item, place } of items) {
    const reason = reasonToSkip(item);
    if (reason !== undefined) {
      if (reason !== '')
        skipped.push({ source: `${place} (${textOf(item, 'title') ?? 'without a title'})`, reason });
      continue;
    }
    const local = textOf(item, 'wp:post_date');
    const moment = momentOf(gmt(textOf(item, 'wp:post_date_gmt')));
    if (local !== undefined && moment !== undefined) samples.push({ local, moment });
    posts.push(postOf(item, place, people, attachments));
  }
  const site = siteOf(channel, samples);
  return { site, posts: isEnglish(site) ? posts.map(withTypography) : posts, files: [], skipped };
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
async function readItems(source: DocumentSource, progress: (read: number) => void): Promise<Export> {
  const items: { item: XmlElement; place: string }[] = [];
  const attachments = new Map<string, Attachment>();
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
    if (textOf(item, 'wp:post_type') === 'attachment') addAttachment(item, attachments);
    else items.push({ item, place });
  });
  const [channel] = childrenNamed(root, 'channel');
  if (!channel) throw new Error(`${source.name} is no WordPress export: it has no channel`);
  return { items, attachments, channel, comments };
}

function addAttachment(item: XmlElement, attachments: Map<string, Attachment>): void {
  const id = textOf(item, 'wp:post_id');
  const url = webAddress(textOf(item, 'wp:attachment_url') ?? textOf(item, 'guid'));
  const alt = metaOf(item, '_wp_attachment_image_alt');
  if (id === undefined || url === undefined) return;
  attachments.set(id, {
    url,
    parent: textOf(item, 'wp:post_parent') ?? '0',
    ...(alt !== undefined && { alt }),
  });
}

/** Kinds of items that are parts of the site's design, revisions and the like. */
const OTHER_KINDS =
  /^(?:nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-.*|wpcf7_.*|jetpack_\w+|feedback|amp_validated_url|shop_.*|scheduled-action)$/;

/** Why an item does not become a post; an empty text when that is nothing to tell, undefined when it does. */
function reasonToSkip(item: XmlElement): string | undefined {
  const kind = textOf(item, 'wp:post_type') ?? 'post';
  const status = textOf(item, 'wp:status') ?? 'publish';
  if (OTHER_KINDS.test(kind)) return '';
  if (status === 'auto-draft' || status === 'inherit') return '';
  if (status === 'trash') return 'it is in the trash';
  if (status === 'private') return 'it is private; copy it by hand if you want to publish it';
  if (textOf(item, 'wp:post_password') !== undefined)
    return 'it has a password, which Longwave does not support';
  return undefined;
}

function postOf(
  item: XmlElement,
  source: string,
  people: ReadonlyMap<string, Person>,
  attachments: ReadonlyMap<string, Attachment>,
): ImportedPost {
  const status = textOf(item, 'wp:status') ?? 'publish';
  const isDraft = status === 'draft' || status === 'pending';
  const kind = textOf(item, 'wp:post_type') ?? 'post';
  const id = textOf(item, 'guid');
  const number = textOf(item, 'wp:post_id');
  const url = webAddress(textOf(item, 'link'));
  const title = plainTitle(textOf(item, 'title'));
  const slug = decoded(textOf(item, 'wp:post_name'));
  const date =
    momentOf(gmt(textOf(item, 'wp:post_date_gmt'))) ??
    momentOf(textOf(item, 'pubDate')) ??
    momentOf(gmt(textOf(item, 'wp:post_date')));
  const updated = momentOf(gmt(textOf(item, 'wp:post_modified_gmt')));
  const excerpt = plainText(textOf(item, 'excerpt:encoded') ?? '');
  const image = attachments.get(metaOf(item, '_thumbnail_id') ?? '');
  return {
    source,
    // Readers do not know drafts, and a draft may get another address.
    ...(id !== undefined && !isDraft && { id }),
    ...(url !== undefined && !isDraft && { url }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(updated !== undefined && date !== undefined && updated > date && { updated }),
    ...(slug !== undefined && { slug }),
    ...(excerpt !== '' && { summary: excerpt }),
    ...(isDraft && { draft: true }),
    ...(kind !== 'post' && { listed: false }),
    ...(image && { image: { url: image.url, ...(image.alt !== undefined && { alt: image.alt }) } }),
    ...aliasesOf(number, kind, isDraft),
    content: { html: htmlOf(item, number, attachments) },
    tags: tagsOf(item),
    authors: authorsOf(item, people),
    enclosures: enclosuresOf(item),
  };
}

/** WordPress answers these with a redirect; they are in old links and in the ids of posts. */
function aliasesOf(
  number: string | undefined,
  kind: string,
  isDraft: boolean,
): Pick<ImportedPost, 'aliases'> {
  if (number === undefined || isDraft) return {};
  return { aliases: [kind === 'page' ? `/?page_id=${number}` : `/?p=${number}`] };
}

/** WordPress writes the dates of drafts as zeros. */
function gmt(text: string | undefined): string | undefined {
  return text === undefined || text.startsWith('0000') ? undefined : text;
}

function decoded(slug: string | undefined): string | undefined {
  try {
    return slug === undefined ? undefined : decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

function htmlOf(
  item: XmlElement,
  number: string | undefined,
  attachments: ReadonlyMap<string, Attachment>,
): string {
  const text = textOf(item, 'content:encoded') ?? '';
  const isOwn = ({ parent }: Attachment) => parent === number && number !== undefined;
  const own = /\[gallery/.test(text)
    ? [...attachments].filter(([, each]) => isOwn(each)).map(([id]) => id)
    : [];
  return shownHtml(text, { attachments, own });
}

/** The HTML that WordPress shows for the text of a post. What its block editor has saved has its own paragraphs. */
export function shownHtml(text: string, context: ShortcodeContext): string {
  const expanded = expandShortcodes(text, context);
  return /<!--\s*wp:/.test(text) ? expanded : addParagraphs(expanded);
}

/** Categories and tags by the names that readers see; WordPress uses the same element for menus and formats. */
function tagsOf(item: XmlElement): string[] {
  const terms = childrenNamed(item, 'category').filter(
    ({ attributes: { domain } }) => domain === 'category' || domain === 'post_tag' || domain === undefined,
  );
  return distinct(terms.map(textIn));
}

function authorsOf(item: XmlElement, people: ReadonlyMap<string, Person>): Person[] {
  const login = textOf(item, 'dc:creator');
  return login === undefined ? [] : [people.get(login) ?? { name: login }];
}

/** Podcast plugins keep the address, the length and the type of an episode on three lines. */
function enclosuresOf(item: XmlElement): ImportedPost['enclosures'] {
  return metasOf(item, 'enclosure').flatMap((meta) => {
    const [url, length, type] = meta.split('\n').map((line) => line.trim());
    const found = enclosureOf(webAddress(url), { length, type });
    return found ? [found] : [];
  });
}

function metasOf(item: XmlElement, key: string): string[] {
  return childrenNamed(item, 'wp:postmeta')
    .filter((meta) => textOf(meta, 'wp:meta_key') === key)
    .flatMap((meta) => textOf(meta, 'wp:meta_value') ?? []);
}

function metaOf(item: XmlElement, key: string): string | undefined {
  return metasOf(item, key)[0];
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

function siteOf(channel: XmlElement, samples: Parameters<typeof timeZoneOf>[0]): ImportedSite {
  const home = webAddress(textOf(channel, 'wp:base_blog_url', 'link'));
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
  };
}
