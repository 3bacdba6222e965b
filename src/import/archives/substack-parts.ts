// Parts of a post of Substack: what its editor puts around pictures, notes, quoted posts and forms becomes plain HTML. What a
// part shows is often only in its attribute `data-attrs`, as JSON.

import type { Element, ElementContent } from 'hast';
import { attribute, element, text } from '../../compile/html/elements.ts';
import { textOf } from '../../compile/html/text-of.ts';
import { parseHtml } from '../markdown/parse.ts';
import { isObject, type JsonObject, objectsIn, textIn } from '../source/json.ts';
import { byClass, find, hasClass, links } from './parts.ts';
import { embedOf } from './shortcodes.ts';

/** Forms and signs that mean something only on Substack. */
const REMOVED = [
  'subscription-widget-wrap',
  'subscription-widget-wrap-editor',
  'subscription-widget',
  'image-link-expand',
  'header-anchor-parent',
  'header-anchor-widget',
  'paywall-jump',
  'poll-embed',
  'community-chat',
  'install-substack-app-embed',
  'directMessage',
  'hide-text',
];

/** Plain elements in place of a part; undefined for any other element. */
export function insteadOfPart(each: Element): ElementContent[] | undefined {
  const has = (name: string) => hasClass(each, name);
  if (REMOVED.some(has)) return [];
  if (has('captioned-image-container')) return captionedImage(each);
  if (has('button-wrapper')) return buttonOf(each);
  if (has('footnote') && each.tagName === 'div') return [footnoteOf(each)];
  if (has('footnote-anchor') && each.tagName === 'a') return [element('sup', {}, [each])];
  if (has('pullquote')) return [element('blockquote', {}, each.children)];
  if (has('mention-wrap')) return mentionOf(each);
  if (has('image-gallery-embed')) return galleryOf(each);
  if (has('latex-rendered')) return formulaOf(each);
  if (has('tweet') || has('twitter-embed')) return tweetOf(each);
  if (EMBEDS.some(has) && isMarked(each)) return embedded(each);
  return undefined;
}

/** A part with a page of another site, or with another post. */
const EMBEDS = [
  'embedded-post-wrap',
  'digest-post-embed',
  'embedded-publication-wrap',
  'file-embed-wrapper',
  'youtube-wrap',
  'vimeo-wrap',
  'spotify-wrap',
  'apple-podcast-container',
  'soundcloud-wrap',
  'tiktok-wrap',
  'instagram',
  'github-gist',
  'datawrapper-wrap',
  'bandcamp-wrap',
  'comment',
];

/** The names of the classes alone are also those of others. */
function isMarked({ properties }: Element): boolean {
  return properties.dataAttrs !== undefined || properties.dataComponentName !== undefined;
}

/** What `data-attrs` says; empty when it is absent or damaged. */
function dataOf(each: Element): JsonObject {
  try {
    const parsed: unknown = JSON.parse(attribute(each, 'dataAttrs') ?? '');
    return isObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

/** The address from which Substack's server for pictures has a picture, which is larger and lasts longer. */
export function originalOf(address: string): string {
  const [, encoded] =
    /^https:\/\/(?:substackcdn\.com|cdn\.substack\.com)\/image\/fetch\/(?:[^/]*\/)?(https?%3A[^/]+)$/i.exec(
      address,
    ) ?? [];
  try {
    return encoded === undefined ? address : decodeURIComponent(encoded);
  } catch {
    return address;
  }
}

/** Any element, with the original address of a picture that it shows or to which it leads. */
export function withOriginalPicture(each: Element): Element {
  for (const name of each.tagName === 'img' ? ['src'] : each.tagName === 'a' ? ['href'] : []) {
    const address = attribute(each, name);
    if (address === undefined || originalOf(address) === address) continue;
    each.properties[name] = originalOf(address);
    delete each.properties.srcSet;
  }
  return each;
}

/** A picture in several wrappers, with its caption. */
function captionedImage(card: Element): ElementContent[] {
  const picture = find(card, ({ tagName }) => tagName === 'img');
  const caption = find(card, ({ tagName }) => tagName === 'figcaption');
  if (!picture) return card.children;
  // Around most pictures there is a link to the picture itself.
  const own = [attribute(picture, 'src'), undefined];
  const link = links(card).find((each) => {
    const address = attribute(each, 'href');
    return !own.includes(address) && !isPicture(address ?? '');
  });
  const href = link && find(link, (each) => each === picture) ? attribute(link, 'href') : undefined;
  const shown = href === undefined ? picture : element('a', { href }, [picture]);
  return [element('figure', {}, caption ? [shown, element('figcaption', {}, caption.children)] : [shown])];
}

function isPicture(address: string): boolean {
  return /^(?:https:\/\/(?:substackcdn\.com|[\w.-]+\.amazonaws\.com)\/|$)/.test(address);
}

/** Buttons that subscribe, share or comment have no use elsewhere. */
function buttonOf(part: Element): ElementContent[] {
  const useful = links(part).filter((link) => {
    const href = attribute(link, 'href') ?? '';
    return !/%%|\/subscribe(?:\?|$)|[?&]action=share|\/comments(?:\?|$)|[?&]gift=true/.test(href);
  });
  return useful.length === 0 ? [] : [element('p', {}, useful)];
}

/** A note: its number, which leads back, and its text. */
function footnoteOf(note: Element): Element {
  const number = byClass(note, 'footnote-number');
  const content = byClass(note, 'footnote-content');
  const [first, ...rest] = (content?.children ?? []).filter((child) => child.type === 'element');
  const back = number ? [number, text(' ')] : [];
  const inner =
    first?.tagName === 'p'
      ? element('p', {}, [...back, ...first.children])
      : element('p', {}, [...back, ...(first ? [first] : [])]);
  return element('blockquote', {}, [inner, ...rest]);
}

function mentionOf(part: Element): ElementContent[] {
  const { children } = part;
  const name = textIn(dataOf(part), 'name');
  return children.length > 0 || name === undefined ? children : [text(name)];
}

function galleryOf(part: Element): ElementContent[] {
  const { gallery } = dataOf(part);
  if (!isObject(gallery)) return part.children;
  const alt = textIn(gallery, 'alt') ?? '';
  const pictures = objectsIn(gallery, 'images').flatMap((image) => {
    const src = textIn(image, 'src');
    return src === undefined ? [] : [element('figure', {}, [element('img', { src: originalOf(src), alt })])];
  });
  const caption = textIn(gallery, 'caption');
  return caption === undefined ? pictures : [...pictures, element('p', {}, [text(caption)])];
}

function formulaOf(part: Element): ElementContent[] {
  const formula = textIn(dataOf(part), 'persistentExpression');
  if (formula === undefined) return part.children;
  return [element('pre', {}, [element('code', { className: ['language-math'] }, [text(formula)])])];
}

/** What was said, by whom, and where. */
function tweetOf(part: Element): ElementContent[] {
  const data = dataOf(part);
  const said = textIn(data, 'full_text') ?? textOfClass(part, 'tweet-text');
  const href =
    textIn(data, 'url') ??
    links(part)
      .map((link) => attribute(link, 'href'))
      .find((address) => /^https:\/\/(?:twitter|x)\.com\//.test(address ?? ''));
  if (said === undefined || href === undefined) return href === undefined ? part.children : embed(href);
  const name = textIn(data, 'name') ?? textOfClass(part, 'tweet-author-name');
  const user = textIn(data, 'username') ?? textOfClass(part, 'tweet-author-handle')?.replace(/^@/, '');
  const author = [name, user === undefined ? undefined : `(@${user})`].filter((each) => each !== undefined);
  const link = element('a', { href }, [text(author.length === 0 ? href : author.join(' '))]);
  const lines = said.split(/\r?\n/).flatMap((line) => [element('br', {}), text(line)]);
  return [
    element('blockquote', {}, [element('p', {}, lines.slice(1)), element('p', {}, [text('— '), link])]),
  ];
}

function textOfClass(part: Element, name: string): string | undefined {
  const found = byClass(part, name);
  return (found && textOf(found).trim()) || undefined;
}

/** A frame that the part has, a video by its number, or a link with the title of the page. */
function embedded(part: Element): ElementContent[] | undefined {
  const frame = find(part, ({ tagName }) => tagName === 'iframe');
  const data = dataOf(part);
  const video = textIn(data, 'videoId');
  if (video !== undefined && hasClass(part, 'youtube-wrap')) return embed(`https://youtu.be/${video}`);
  if (video !== undefined && hasClass(part, 'vimeo-wrap')) return embed(`https://vimeo.com/${video}`);
  if (frame) return [frame];
  const post = textIn(data, 'instagram_id');
  const href =
    textIn(data, 'canonical_url') ??
    textIn(data, 'url') ??
    (post === undefined ? undefined : `https://www.instagram.com/p/${post}/`) ??
    links(part)
      .map((link) => attribute(link, 'href'))
      .find((each) => each !== undefined);
  if (href === undefined) return undefined;
  const title =
    textIn(data, 'title') ?? textIn(data, 'name') ?? textOfClass(part, 'file-embed-details-h1') ?? href;
  return [element('p', {}, [element('a', { href }, [text(title)])])];
}

function embed(address: string): ElementContent[] {
  return parseHtml(embedOf(address)).children as ElementContent[];
}
