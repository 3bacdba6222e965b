// The first API of Tumblr, in XML or as JSON in a script: its posts with the names that the second one has.

import { childrenNamed, textIn as textInXml, type XmlElement } from '../feeds/xml-tree.ts';
import { isObject, type JsonObject, listIn, objectsIn, textIn } from '../source/json.ts';

const TYPES: Readonly<Record<string, string>> = { regular: 'text', conversation: 'chat' };

/** The names of the second API, by those of the first. */
const NAMES: Readonly<Record<string, string>> = {
  'regular-title': 'title',
  'regular-body': 'body',
  'photo-caption': 'caption',
  'photo-link-url': 'link_url',
  'quote-text': 'text',
  'quote-source': 'source',
  'link-text': 'title',
  'link-url': 'url',
  'link-description': 'description',
  'conversation-title': 'title',
  'conversation-text': 'body',
  'audio-caption': 'caption',
  'audio-player': 'player',
  'audio-embed': 'player',
  'video-caption': 'caption',
  'video-player': 'player',
  'video-source': 'source_url',
  question: 'question',
  answer: 'answer',
};

export function fromFirstApi(post: JsonObject): JsonObject {
  const type = textIn(post, 'type') ?? 'regular';
  const seconds = Number(post['unix-timestamp'] ?? Number.NaN);
  const photos = objectsIn(post, 'photos');
  return {
    id: post.id,
    type: TYPES[type] ?? type,
    post_url: textIn(post, 'url-with-slug') ?? textIn(post, 'url'),
    slug: textIn(post, 'slug'),
    state: textIn(post, 'state'),
    tags: listIn(post, 'tags'),
    date: textIn(post, 'date-gmt'),
    ...(Number.isFinite(seconds) && { timestamp: seconds }),
    ...Object.fromEntries(
      Object.entries(NAMES)
        .map(([old, name]) => [name, textIn(post, old)])
        .filter(([, value]) => value !== undefined),
    ),
    photos: (photos.length > 0 ? photos : [post]).map((photo) => ({
      ...(photos.length > 0 && { caption: textIn(photo, 'caption') }),
      original_size: { url: textIn(photo, 'photo-url-1280') ?? textIn(photo, 'photo-url-500') },
    })),
    dialogue: objectsIn(post, 'conversation'),
  };
}

/** A post of the XML, as the JSON has it. */
export function jsonOfXml(post: XmlElement): JsonObject {
  const fields: Record<string, unknown> = { ...post.attributes };
  for (const child of post.children) {
    if (typeof child === 'string' || child.name === 'photo-url' || child.name === 'photoset') continue;
    if (child.name !== 'tag' && child.name !== 'conversation') fields[child.name] ??= textInXml(child);
  }
  return {
    ...fields,
    ...photoIn(post),
    tags: childrenNamed(post, 'tag').map(textInXml),
    photos: childrenNamed(post, 'photoset').flatMap((set) =>
      childrenNamed(set, 'photo').map((photo) => ({ caption: photo.attributes.caption, ...photoIn(photo) })),
    ),
    conversation: childrenNamed(post, 'conversation').flatMap((all) =>
      childrenNamed(all, 'line').map((line) => ({ label: line.attributes.label, phrase: textInXml(line) })),
    ),
  };
}

/** The widest picture. */
function photoIn(holder: XmlElement): JsonObject {
  const [widest] = childrenNamed(holder, 'photo-url').sort(
    (a, b) => Number(b.attributes['max-width']) - Number(a.attributes['max-width']),
  );
  return widest ? { 'photo-url-1280': textInXml(widest) } : {};
}

/** Whether a post is one of the first API. */
export function isOfFirstApi(post: unknown): boolean {
  return isObject(post) && ('unix-timestamp' in post || 'url-with-slug' in post);
}
