// RSS 2.0 and RSS 1.0 (RDF), with the modules that blogs use.

import { withoutUndefined } from '../../compile/without-undefined.ts';
import { tidyCards } from '../archives/cards.ts';
import type { ImportedEnclosure, ImportedPost, ImportedSite } from '../imported.ts';
import { podcastOf } from './podcast.ts';
import {
  distinct,
  enclosureOf,
  languageOf,
  momentOf,
  people,
  personNamed,
  plainText,
  plainTitle,
  secondsOf,
  shownPicture,
  summaryOf,
  webAddress,
  withoutTracking,
} from './values.ts';
import { childrenNamed, textIn, textOf, type XmlElement } from './xml-tree.ts';

/** What a channel says of its site. */
export function siteOfChannel(channel: XmlElement): ImportedSite {
  const home = webAddress(textOf(channel, 'link'));
  const author = personNamed(
    textOf(channel, 'itunes:author') ?? textOf(channel, 'managingEditor', 'dc:creator'),
  );
  const rights = textOf(channel, 'copyright', 'dc:rights');
  const podcast = podcastOf(channel);
  const language = languageOf(textOf(channel, 'language', 'dc:language') ?? channel.lang);
  const title = plainTitle(textOf(channel, 'title'));
  const description = plainText(textOf(channel, 'description', 'itunes:summary') ?? '');
  return {
    ...(home !== undefined && { origin: new URL(home).origin }),
    ...(title !== undefined && { title }),
    ...(description !== '' && { description }),
    ...(language !== undefined && { language }),
    ...(author !== undefined && { author: author.name }),
    ...(rights !== undefined && { rights: plainText(rights) }),
    ...(podcast && { podcast }),
  };
}

/** A post from an item. `origin` is that of the site, if it is known. */
export function postOfItem(item: XmlElement, source: string, origin: string | undefined): ImportedPost {
  const { url, link, id } = addressesOf(item, origin);
  const { html: written, summary } = contentOf(item);
  const html = tidyCards(written);
  const title = plainTitle(textOf(item, 'title', 'dc:title', 'media:title'));
  const date = momentOf(
    textOf(item, 'pubDate', 'dc:date', 'dcterms:issued', 'dcterms:created', 'atom:published'),
  );
  const updated = momentOf(textOf(item, 'atom:updated', 'dcterms:modified'));
  const lang = languageOf(textOf(item, 'dc:language') ?? item.attributes['xml:lang']);
  const image = shownPicture(pictureOf(item), html);
  return withoutUndefined({
    source,
    id,
    url,
    link,
    title,
    date,
    updated,
    summary,
    lang,
    image,
    content: { html },
    tags: distinct(childrenNamed(item, 'category', 'dc:subject').map(textIn)),
    authors: people(childrenNamed(item, 'dc:creator', 'author').map((each) => personNamed(textIn(each)))),
    enclosures: enclosuresOf(item),
  });
}

interface Addresses {
  /** Where the post is on its own site. */
  readonly url: string | undefined;
  /** The page that a link post is about. */
  readonly link: string | undefined;
  readonly id: string | undefined;
}

/** A link that leads to another site belongs to a link post, when the guid is an address on the own site. */
function addressesOf(item: XmlElement, origin: string | undefined): Addresses {
  const linked = withoutTracking(
    webAddress(
      textOf(item, 'feedburner:origLink', 'link') ??
        childrenNamed(item, 'atom:link').find(
          ({ attributes }) => (attributes.rel ?? 'alternate') === 'alternate',
        )?.attributes.href,
      item.base,
    ),
  );
  const [guid] = childrenNamed(item, 'guid');
  const id = textOf(item, 'guid') ?? item.attributes['rdf:about'] ?? textOf(item, 'link');
  const permalink =
    guid?.attributes.isPermaLink?.toLowerCase() === 'false' ? undefined : webAddress(textOf(item, 'guid'));
  const isElsewhere = linked !== undefined && origin !== undefined && new URL(linked).origin !== origin;
  const isHere = permalink !== undefined && new URL(permalink).origin === origin;
  if (isElsewhere && isHere) return { url: permalink, link: linked, id };
  return { url: linked ?? permalink, link: undefined, id };
}

/** The full content, and the summary if there is one beside it. */
function contentOf(item: XmlElement): { html: string; summary: string | undefined } {
  const description = textOf(item, 'description', 'itunes:summary');
  const full = textOf(item, 'content:encoded', 'xhtml:body', 'atom:content');
  if (full === undefined) return { html: asHtml(description ?? ''), summary: undefined };
  return { html: full, summary: summaryOf(description, full) };
}

/** A description is HTML, though some programs write plain text with line ends. */
function asHtml(description: string): string {
  if (/<\/?[a-z][^<>]*>|&(?:#\d+|#x[\da-f]+|[a-z]\w+);/i.test(description)) return description;
  const paragraphs = description.split(/\n[ \t]*\n/).filter((each) => each.trim() !== '');
  const escaped = paragraphs.map((each) => each.trim().replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  return escaped.map((each) => `<p>${each}</p>`).join('\n');
}

/** An avatar is no picture of the post. */
const AVATAR = /gravatar\.com\/avatar/i;

function pictureOf(item: XmlElement): string | undefined {
  const groups = [item, ...childrenNamed(item, 'media:group')];
  const named = groups.flatMap((each) => childrenNamed(each, 'media:thumbnail', 'media:content'));
  const found = named.find(({ name, attributes }) => {
    const isPicture =
      name === 'thumbnail' || attributes.medium === 'image' || /^image\//.test(attributes.type ?? '');
    return isPicture && !AVATAR.test(attributes.url ?? '');
  });
  return webAddress(found?.attributes.url);
}

function enclosuresOf(item: XmlElement): ImportedEnclosure[] {
  const duration = secondsOf(textOf(item, 'itunes:duration'));
  return childrenNamed(item, 'enclosure').flatMap(({ attributes: { url, type, length } }, index) => {
    const found = enclosureOf(webAddress(url, item.base), {
      type,
      length,
      duration: index === 0 ? duration : undefined,
    });
    return found ? [found] : [];
  });
}
