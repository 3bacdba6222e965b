// One item of a WordPress export: a post or page, an attached file, or something that is no post.

import type { Person } from '../../archive/entry.ts';
import { decodePath } from '../../routes/paths.ts';
import {
  distinct,
  people as distinctPeople,
  enclosureOf,
  momentOf,
  plainText,
  plainTitle,
  webAddress,
} from '../feeds/values.ts';
import { childrenNamed, textIn, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { ImportedPost } from '../imported.ts';
import { MORE } from '../markdown/parse.ts';
import { isObject, textIn as textOfMember } from '../source/json.ts';
import { addParagraphs } from './autop.ts';
import { escapeHtml } from './escape.ts';
import { expandShortcodes, type ShortcodeContext } from './shortcodes.ts';
import { isTerm } from './wordpress-names.ts';

/** A file of the media library. */
export interface Attachment {
  /** What galleries show below it, as HTML. */
  readonly caption?: string;
  readonly url: string;
  readonly parent: string;
  readonly alt?: string;
}

/** Adds the file that an item describes, by its number. */
export function addAttachment(item: XmlElement, attachments: Map<string, Attachment>): void {
  const id = textOf(item, 'wp:post_id');
  const url = webAddress(textOf(item, 'wp:attachment_url') ?? textOf(item, 'guid'));
  const alt = metaOf(item, '_wp_attachment_image_alt');
  const caption = textOf(item, 'excerpt:encoded');
  if (id === undefined || url === undefined) return;
  attachments.set(id, {
    url,
    parent: textOf(item, 'wp:post_parent') ?? '0',
    ...(alt !== undefined && { alt }),
    ...(caption !== undefined && { caption }),
  });
}

/** Kinds of items that are parts of the site's design, revisions and the like. */
const OTHER_KINDS =
  /^(?:nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-.*|wpcf7_.*|jetpack_\w+|feedback|amp_validated_url|shop_.*|scheduled-action)$/;

/** What is in the trash is mostly spam. */
export function isInTrash(item: XmlElement): boolean {
  return textOf(item, 'wp:status') === 'trash';
}

/** Why an item does not become a post; an empty text when that is nothing to tell, undefined when it does. */
export function reasonToSkip(item: XmlElement): string | undefined {
  const kind = textOf(item, 'wp:post_type') ?? 'post';
  const status = textOf(item, 'wp:status') ?? 'publish';
  if (OTHER_KINDS.test(kind)) return '';
  if (status === 'auto-draft' || status === 'inherit') return '';
  if (status === 'private') return 'it is private; copy it by hand if you want to publish it';
  if (textOf(item, 'wp:post_password') !== undefined)
    return 'it has a password, which Longwave does not support';
  return undefined;
}

/** What items of an export refer to. */
export interface ExportContext {
  /** The address of the home page, with a slash at its end; undefined when the export does not name it. */
  readonly home: string | undefined;
  /** By their logins. */
  readonly people: ReadonlyMap<string, Person>;
  /** By their numbers. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  /** The text of patterns of the block editor that posts share, by their numbers. */
  readonly blocks: ReadonlyMap<string, string>;
}

export function postOf(item: XmlElement, source: string, context: ExportContext): ImportedPost {
  const { home, attachments } = context;
  const status = textOf(item, 'wp:status') ?? 'publish';
  const isDraft = status === 'draft' || status === 'pending';
  const kind = textOf(item, 'wp:post_type') ?? 'post';
  const id = textOf(item, 'guid');
  const number = textOf(item, 'wp:post_id');
  // Squarespace writes only the path.
  const url = webAddress(textOf(item, 'link'), home);
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
    ...aliasesOf(item, { number, kind, url, isDraft }, home),
    content: { html: htmlOf(item, number, context) },
    tags: distinct(childrenNamed(item, 'category').filter(isTerm).map(textIn)),
    authors: authorsOf(item, context),
    enclosures: enclosuresOf(item),
  };
}

interface Named {
  readonly number: string | undefined;
  readonly kind: string;
  readonly url: string | undefined;
  readonly isDraft: boolean;
}

/**
 * `/?p=12`, which WordPress answers with a redirect, and which is in old links and in the ids of posts, and the further
 * pages of a long post.
 */
function aliasesOf(
  item: XmlElement,
  { number, kind, url, isDraft }: Named,
  home: string | undefined,
): Pick<ImportedPost, 'aliases'> {
  if (number === undefined || isDraft) return {};
  const root = home === undefined ? '/' : new URL(home).pathname;
  const pages = (textOf(item, 'content:encoded') ?? '').split('<!--nextpage-->').length;
  const further =
    url === undefined || url.includes('?')
      ? []
      : Array.from({ length: pages - 1 }, (_, index) => {
          const path = decodePath(new URL(url).pathname);
          return `${path?.replace(/\/$/, '')}/${index + 2}${url.endsWith('/') ? '/' : ''}`;
        });
  return { aliases: [`${root}?${kind === 'page' ? 'page_id' : 'p'}=${number}`, ...further] };
}

/** WordPress writes the dates of drafts as zeros. */
export function gmt(text: string | undefined): string | undefined {
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
  { attachments, blocks }: ExportContext,
): string {
  const text = withSharedBlocks(textOf(item, 'content:encoded') ?? '', blocks);
  const isOwn = ({ parent }: Attachment) => parent === number && number !== undefined;
  const own = /\[(?:gallery|playlist)/.test(text)
    ? [...attachments].filter(([, each]) => isOwn(each)).map(([id]) => id)
    : [];
  return shownHtml(withFootnotes(text, metaOf(item, 'footnotes')), { attachments, own });
}

/** Deeper than anybody puts shared blocks into others. */
const MOST_LEVELS = 5;

/** A post has only the number of a block that it shares with other posts. */
function withSharedBlocks(text: string, blocks: ReadonlyMap<string, string>, level = 0): string {
  if (level > MOST_LEVELS) return text;
  return text.replace(/<!--\s*wp:block\s+\{[^<>]{0,200}"ref":(\d+)[^<>]{0,200}-->/g, (_, number) =>
    withSharedBlocks(blocks.get(number) ?? '', blocks, level + 1),
  );
}

/** The block editor keeps footnotes beside the text, and only a mark where their list is shown. */
function withFootnotes(text: string, meta: string | undefined): string {
  if (meta === undefined) return text;
  const items = footnotesIn(meta).map(
    ({ id, content }) => `<li id="${escapeHtml(id)}">${content} <a href="#${escapeHtml(id)}-link">↩︎</a></li>`,
  );
  return text.replace(/<!--\s*wp:footnotes[^>]{0,200}-->/, () => `<ol>${items.join('')}</ol>`);
}

function footnotesIn(meta: string): { id: string; content: string }[] {
  try {
    const parsed: unknown = JSON.parse(meta);
    const notes = Array.isArray(parsed) ? parsed.filter(isObject) : [];
    return notes.map((note) => ({
      id: textOfMember(note, 'id') ?? '',
      content: textOfMember(note, 'content') ?? '',
    }));
  } catch {
    return [];
  }
}

/** The HTML that WordPress shows for the text of a post. What its block editor has saved has its own paragraphs. */
export function shownHtml(text: string, context: ShortcodeContext): string {
  const expanded = expandShortcodes(text, context).replace(/\s*<!--more[^>]{0,200}-->\s*/, `\n\n${MORE}\n\n`);
  return /<!--\s*wp:/.test(text) ? expanded : addParagraphs(expanded);
}

/** The author, or the authors that the plugin for several of them names. */
function authorsOf(item: XmlElement, { people }: ExportContext): Person[] {
  const several = childrenNamed(item, 'category').filter(({ attributes: { domain } }) => domain === 'author');
  if (several.length > 0)
    return distinctPeople(
      several.map((each) => {
        const name = plainTitle(textIn(each));
        const login = (each.attributes.nicename ?? '').replace(/^cap-/, '');
        return people.get(login) ?? (name === undefined ? undefined : { name });
      }),
    );
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
