// Podcast elements in RSS: what directories require of a show and its episodes.
// Apple: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 — Podcasting 2.0: https://podcasting2.org

import type { Extension } from 'feed';
import type { Enclosure, Entry } from '../archive/entry.ts';
import type { PodcastCategory, Site } from '../archive/site.ts';
import { attributeText, extension, textElement } from './feed-library.ts';

export const PODCAST_NAMESPACES = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
};

/** Elements of the show. */
export function showElements({ authors, podcast }: Site): Extension[] {
  if (!podcast) return [];
  const { artwork, explicit, type, owner, guid, locked, categories } = podcast;
  return [
    extension('itunes:author', textElement(authors.map(({ name }) => name).join(', '))),
    extension('itunes:category', categories.map(category)),
    extension('itunes:explicit', textElement(String(explicit))),
    extension('itunes:image', { _attributes: { href: attributeText(artwork) } }),
    extension('itunes:owner', {
      'itunes:name': textElement(owner.name),
      'itunes:email': textElement(owner.email),
    }),
    extension('itunes:type', textElement(type)),
    extension('podcast:guid', textElement(guid)),
    extension('podcast:locked', textElement(locked ? 'yes' : 'no')),
  ];
}

/** Elements of an episode: an entry that has something to hear. */
export function episodeElements({ podcast }: Site, entry: Entry): Extension[] {
  const audio = entry.enclosures.find(({ type }) => type.startsWith('audio/'));
  if (!podcast || !audio) return [];
  return [
    ...(entry.title === undefined ? [] : [extension('itunes:title', textElement(entry.title))]),
    ...durationElement(audio),
    extension('itunes:explicit', textElement(String(podcast.explicit))),
    extension('itunes:episodeType', textElement('full')),
    ...(entry.image === undefined
      ? []
      : [extension('itunes:image', { _attributes: { href: attributeText(entry.image.url) } })]),
  ];
}

function durationElement({ duration }: Enclosure): Extension[] {
  return duration === undefined ? [] : [extension('itunes:duration', textElement(formatDuration(duration)))];
}

/** Seconds as `H:MM:SS`. */
export function formatDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hours, String(minutes).padStart(2, '0'), String(rest).padStart(2, '0')].join(':');
}

function category({ name, within }: PodcastCategory): unknown {
  const own = { _attributes: { text: attributeText(name) } };
  return within === undefined
    ? own
    : { _attributes: { text: attributeText(within) }, 'itunes:category': own };
}
