// JSON Feed 1.0 and 1.1: https://www.jsonfeed.org/version/1.1/

import type { Person } from '../../archive/entry.ts';
import { withoutUndefined } from '../../compile/without-undefined.ts';
import type { ImportedEnclosure, ImportedPost, ImportedSite } from '../imported.ts';
import { isObject, type JsonObject, listIn, objectsIn, textIn } from '../source/json.ts';
import {
  distinct,
  enclosureOf,
  languageOf,
  momentOf,
  people,
  plainTitle,
  shownPicture,
  summaryOf,
  webAddress,
  withoutTracking,
} from './values.ts';

/** Whether a parsed document is a JSON Feed. */
export function isJsonFeed(document: unknown): document is JsonObject {
  return (
    isObject(document) &&
    Array.isArray(document.items) &&
    (textIn(document, 'version') ?? 'jsonfeed').includes('jsonfeed')
  );
}

export function siteOfJsonFeed(feed: JsonObject): ImportedSite {
  const home = webAddress(textIn(feed, 'home_page_url'));
  const language = languageOf(textIn(feed, 'language'));
  const [author] = personsIn(feed);
  const title = textIn(feed, 'title');
  const description = textIn(feed, 'description');
  return {
    ...(home !== undefined && { origin: new URL(home).origin }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(language !== undefined && { language }),
    ...(author !== undefined && { author: author.name, people: author.url || author.avatar ? [author] : [] }),
  };
}

export function postOfJsonItem(item: JsonObject, source: string): ImportedPost {
  const html = textIn(item, 'content_html') ?? paragraphsOf(textIn(item, 'content_text') ?? '');
  // JSON Feed 1 says that an id may be a number, which is then read as text.
  const id = textIn(item, 'id') ?? (typeof item.id === 'number' ? String(item.id) : undefined);
  const url = withoutTracking(webAddress(textIn(item, 'url')));
  const link = webAddress(textIn(item, 'external_url'));
  const title = plainTitle(textIn(item, 'title'));
  const date = momentOf(textIn(item, 'date_published')) ?? momentOf(textIn(item, 'date_modified'));
  const updated = momentOf(textIn(item, 'date_modified'));
  const summary = summaryOf(textIn(item, 'summary'), html);
  const lang = languageOf(textIn(item, 'language'));
  const image = shownPicture(webAddress(textIn(item, 'image') ?? textIn(item, 'banner_image')), html);
  return withoutUndefined({
    source,
    id,
    url,
    ...(link !== undefined && link !== url && { link }),
    title,
    date,
    ...(updated !== undefined && updated !== date && { updated }),
    summary,
    lang,
    image,
    content: { html },
    tags: distinct(listIn(item, 'tags').map((tag) => (typeof tag === 'string' ? tag : undefined))),
    authors: people(personsIn(item)),
    enclosures: objectsIn(item, 'attachments').flatMap(attachmentOf),
  });
}

function personsIn(holder: JsonObject): Person[] {
  const given = [...objectsIn(holder, 'authors'), ...(isObject(holder.author) ? [holder.author] : [])];
  return given.flatMap((each) => {
    const name = plainTitle(textIn(each, 'name'));
    const url = webAddress(textIn(each, 'url'));
    const avatar = webAddress(textIn(each, 'avatar'));
    return name === undefined
      ? []
      : [{ name, ...(url !== undefined && { url }), ...(avatar !== undefined && { avatar }) }];
  });
}

function attachmentOf(attachment: JsonObject): ImportedEnclosure[] {
  const { size_in_bytes: size, duration_in_seconds: duration } = attachment;
  const found = enclosureOf(webAddress(textIn(attachment, 'url')), {
    type: textIn(attachment, 'mime_type'),
    length: typeof size === 'number' ? String(Math.round(size)) : undefined,
    duration: typeof duration === 'number' ? Math.round(duration) : undefined,
    title: textIn(attachment, 'title'),
  });
  return found ? [found] : [];
}

/** Plain text as HTML: a blank line begins a paragraph, and line ends stay. */
export function paragraphsOf(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const paragraphs = escaped.split(/\n[ \t]*\n/).filter((each) => each.trim() !== '');
  return paragraphs.map((each) => `<p>${each.trim().replaceAll('\n', '<br>\n')}</p>`).join('\n');
}
