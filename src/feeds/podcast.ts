// Podcast elements in RSS: what directories require of a show and its episodes.
// Apple: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 — Podcasting 2.0: https://podcasting2.org

import type { Extension } from 'feed';
import type { Enclosure, Entry } from '../archive/entry.ts';
import type { PodcastCategory, Site } from '../archive/site.ts';
import { attributeText, elementText, extension } from './feed-library.ts';

export const PODCAST_NAMESPACES = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
};

/** Elements of the show. */
export function showElements({ authors, podcast }: Site): Extension[] {
  if (!podcast) return [];
  const { artwork, explicit, type, owner, guid, locked, categories } = podcast;
  return [
    extension('itunes:author', text(authors.map(({ name }) => name).join(', '))),
    extension('itunes:category', categories.map(category)),
    extension('itunes:explicit', text(String(explicit))),
    extension('itunes:image', { _attributes: { href: attributeText(artwork) } }),
    extension('itunes:owner', { 'itunes:name': text(owner.name), 'itunes:email': text(owner.email) }),
    extension('itunes:type', text(type)),
    extension('podcast:guid', text(guid)),
    extension('podcast:locked', text(locked ? 'yes' : 'no')),
  ];
}

/** Elements of an episode: an entry that has something to hear. */
export function episodeElements({ podcast }: Site, entry: Entry): Extension[] {
  const audio = entry.enclosures.find(({ type }) => type.startsWith('audio/'));
  if (!podcast || !audio) return [];
  return [
    ...(entry.title === undefined ? [] : [extension('itunes:title', text(entry.title))]),
    ...durationElement(audio),
    extension('itunes:explicit', text(String(podcast.explicit))),
    extension('itunes:episodeType', text('full')),
    ...(entry.image === undefined
      ? []
      : [extension('itunes:image', { _attributes: { href: attributeText(entry.image.url) } })]),
  ];
}

function durationElement({ duration }: Enclosure): Extension[] {
  return duration === undefined ? [] : [extension('itunes:duration', text(formatDuration(duration)))];
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

function text(value: string): { _text: string } {
  return { _text: elementText(value) };
}
