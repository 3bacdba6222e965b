// One item of a WordPress export: a post or page, an attached file, or something that is no post.

import type { Person } from '../../archive/entry.ts';
import { distinct, enclosureOf, momentOf, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import { childrenNamed, textIn, textOf, type XmlElement } from '../feeds/xml-tree.ts';
import type { ImportedPost } from '../imported.ts';
import { MORE } from '../markdown/parse.ts';
import { isObject, textIn as textOfMember } from '../source/json.ts';
import { addParagraphs } from './autop.ts';
import { escapeHtml } from './escape.ts';
import { expandShortcodes, type ShortcodeContext } from './shortcodes.ts';

/** A file of the media library. */
export interface Attachment {
  readonly url: string;
  readonly parent: string;
  readonly alt?: string;
}

/** Adds the file that an item describes, by its number. */
export function addAttachment(item: XmlElement, attachments: Map<string, Attachment>): void {
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
export function reasonToSkip(item: XmlElement): string | undefined {
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

export function postOf(
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
  attachments: ReadonlyMap<string, Attachment>,
): string {
  const text = textOf(item, 'content:encoded') ?? '';
  const isOwn = ({ parent }: Attachment) => parent === number && number !== undefined;
  const own = /\[gallery/.test(text)
    ? [...attachments].filter(([, each]) => isOwn(each)).map(([id]) => id)
    : [];
  return shownHtml(withFootnotes(text, metaOf(item, 'footnotes')), { attachments, own });
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
