// A post of Tumblr, as its API describes it: each type of post has fields of its own. https://www.tumblr.com/docs/en/api/v2

import { paragraphsOf } from '../feeds/json-feed.ts';
import { distinct, momentOf, plainTitle, webAddress } from '../feeds/values.ts';
import type { ImportedPost } from '../imported.ts';
import { isObject, type JsonObject, listIn, objectsIn, textIn } from '../source/json.ts';
import { escapeHtml } from './escape.ts';
import { embedOf } from './shortcodes.ts';
import { htmlOfBlocks } from './tumblr-blocks.ts';

/** Why a post is not imported; undefined when it is. */
export function reasonToSkip(post: JsonObject): string | undefined {
  return textIn(post, 'state') === 'private'
    ? 'it is private; copy it by hand if you want to publish it'
    : undefined;
}

export function postOf(post: JsonObject, source: string): ImportedPost {
  const url = webAddress(textIn(post, 'post_url'));
  const number = textIn(post, 'id_string') ?? (post.id === undefined ? undefined : String(post.id));
  const isDraft = /^(?:draft|queued|submission)$/.test(textIn(post, 'state') ?? '');
  const type = textIn(post, 'type') ?? 'text';
  const title = plainTitle(textIn(post, 'title'));
  const link = type === 'link' ? webAddress(textIn(post, 'url')) : undefined;
  const slug = textIn(post, 'slug') ?? number;
  const date = typeof post.timestamp === 'number' ? post.timestamp * 1000 : momentOf(textIn(post, 'date'));
  const short = url === undefined || number === undefined ? undefined : shortPath(url, number);
  return {
    source,
    ...(url !== undefined && !isDraft && { id: url, url }),
    ...(short !== undefined && !isDraft && { aliases: [short] }),
    ...(slug !== undefined && { slug }),
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(link !== undefined && { link }),
    ...(isDraft && { draft: true }),
    content: { html: plainLinks(htmlOf(post, type)) },
    tags: distinct(listIn(post, 'tags').map((tag) => (typeof tag === 'string' ? tag : undefined))),
    authors: [],
    enclosures: [],
  };
}

/** `/post/123`, which Tumblr answers, too, when the address has words after it. */
function shortPath(url: string, number: string): string | undefined {
  const path = `/post/${number}`;
  return new URL(url).pathname.startsWith(`${path}/`) ? path : undefined;
}

/** The addresses to which Tumblr leads by its own servers. */
export function plainLinks(html: string): string {
  return html
    .replace(/(\bhref=["']?)\s*https?:\/\/href\.li\/\?(?=https?:)/gi, '$1')
    .replace(
      /(\bhref=["']?)\s*https?:\/\/t\.umblr\.com\/redirect\?z=([^&"'\s>]+)[^"'\s>]*/gi,
      (whole, start, encoded) => {
        try {
          return start + escapeHtml(decodeURIComponent(encoded));
        } catch {
          return whole;
        }
      },
    );
}

function htmlOf(post: JsonObject, type: string): string {
  const blocks = objectsIn(post, 'content');
  if (blocks.length > 0 || type === 'blocks') return blocksOf(post, blocks);
  const html = (name: string) => textIn(post, name) ?? '';
  switch (type) {
    case 'photo':
      return photosOf(post) + html('caption');
    case 'quote':
      return `<blockquote>${asParagraphs(html('text'))}</blockquote>${sourceOf(html('source'))}`;
    case 'link':
      return html('description');
    case 'chat':
      return chatOf(post);
    case 'audio':
      return playerOf(post, 'audio_url', 'audio') + html('caption');
    case 'video':
      return playerOf(post, 'video_url', 'video') + html('caption');
    case 'answer':
      return `<blockquote>${asParagraphs(html('question'))}${sourceOf(html('asking_name'))}</blockquote>${html('answer')}`;
    default:
      return html('body');
  }
}

/** The blocks of those who have posted it before, each below the one who has, and its own. */
function blocksOf(post: JsonObject, blocks: readonly JsonObject[]): string {
  const trail = objectsIn(post, 'trail').map((each) => {
    const { blog } = each;
    const name =
      (isObject(blog) ? textIn(blog, 'name') : undefined) ?? textIn(each, 'broken_blog_name') ?? '';
    const inner = htmlOfBlocks(objectsIn(each, 'content'), objectsIn(each, 'layout'));
    return `<p>${escapeHtml(name)}:</p><blockquote>${inner}</blockquote>`;
  });
  return trail.join('') + htmlOfBlocks(blocks, objectsIn(post, 'layout'));
}

function photosOf(post: JsonObject): string {
  return objectsIn(post, 'photos')
    .map((photo) => {
      const sizes = [photo.original_size, ...listIn(photo, 'alt_sizes')].filter(isObject);
      const address = webAddress(sizes[0] && textIn(sizes[0], 'url'));
      if (address === undefined) return '';
      const caption = textIn(photo, 'caption');
      const shown = caption === undefined ? '' : `<figcaption>${escapeHtml(caption)}</figcaption>`;
      const picture = `<img src="${escapeHtml(address)}" alt="">`;
      const link = webAddress(textIn(post, 'link_url'));
      const linked = link === undefined ? picture : `<a href="${escapeHtml(link)}">${picture}</a>`;
      return `<figure>${linked}${shown}</figure>`;
    })
    .join('');
}

function sourceOf(html: string): string {
  return html === '' ? '' : `<p>— ${html.replace(/^<p>|<\/p>$/g, '')}</p>`;
}

function asParagraphs(text: string): string {
  return /<(?:p|br|ul|ol|h\d)\b/i.test(text) ? text : paragraphsOf(text).replaceAll('&amp;', '&');
}

function chatOf(post: JsonObject): string {
  const lines = objectsIn(post, 'dialogue').map(
    (line) =>
      `<strong>${escapeHtml(textIn(line, 'label') ?? '')}</strong> ${escapeHtml(textIn(line, 'phrase') ?? '')}`,
  );
  return lines.length === 0 ? paragraphsOf(textIn(post, 'body') ?? '') : `<p>${lines.join('<br>')}</p>`;
}

/** The file itself, a page that can be shown in a frame, or the player that Tumblr has made for the widest page. */
function playerOf(post: JsonObject, name: string, element: string): string {
  const file = webAddress(textIn(post, name));
  if (file !== undefined) return `<${element} src="${escapeHtml(file)}" controls></${element}>`;
  const page = textIn(post, 'permalink_url') ?? textIn(post, 'source_url');
  const shown = page === undefined ? '' : embedOf(page);
  if (shown.startsWith('<iframe')) return shown;
  const players = objectsIn(post, 'player').map((each) => textIn(each, 'embed_code'));
  return (
    textIn(post, 'player') ?? textIn(post, 'embed') ?? players.findLast((each) => each !== undefined) ?? shown
  );
}
