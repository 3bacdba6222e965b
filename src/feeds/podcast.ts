// Podcast elements in RSS: what directories require of a show and its episodes.
// Apple: https://help.apple.com/itc/podcasts_connect/#/itcb54353390 — Podcasting 2.0: https://podcasting2.org

import type { Entry } from '../archive/entry.ts';
import type { PodcastCategory, Site } from '../archive/site.ts';
import { attributesElement, type Extensions, textElement } from './feed-library.ts';

export const PODCAST_NAMESPACES = {
  'xmlns:itunes': 'http://www.itunes.com/dtds/podcast-1.0.dtd',
  'xmlns:podcast': 'https://podcastindex.org/namespace/1.0',
};

/** Elements of the show; none when the site has no podcast. */
export function showElements({ authors, podcast }: Site): Extensions {
  if (!podcast) return {};
  const { artwork, explicit, type, owner, guid, locked, categories } = podcast;
  return {
    'itunes:author': textElement(authors.map(({ name }) => name).join(', ')),
    'itunes:category': categories.map(category),
    'itunes:explicit': textElement(String(explicit)),
    'itunes:image': attributesElement({ href: artwork }),
    'itunes:owner': { 'itunes:name': textElement(owner.name), 'itunes:email': textElement(owner.email) },
    'itunes:type': textElement(type),
    'podcast:guid': textElement(guid),
    'podcast:locked': textElement(locked ? 'yes' : 'no'),
  };
}

/** Elements of an episode: an entry with an audio file. None for any other entry. */
export function episodeElements({ podcast }: Site, { title, image, enclosures }: Entry): Extensions {
  const audio = enclosures.find(({ type }) => type.startsWith('audio/'));
  if (!podcast || !audio) return {};
  return {
    'itunes:title': title === undefined ? undefined : textElement(title),
    'itunes:duration': audio.duration === undefined ? undefined : textElement(formatDuration(audio.duration)),
    'itunes:explicit': textElement(String(podcast.explicit)),
    'itunes:episodeType': textElement('full'),
    'itunes:image': image === undefined ? undefined : attributesElement({ href: image.url }),
  };
}

/** Seconds as `H:MM:SS`. */
export function formatDuration(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return [hours, String(minutes).padStart(2, '0'), String(rest).padStart(2, '0')].join(':');
}

function category({ name, within }: PodcastCategory): Extensions {
  const own = attributesElement({ text: name });
  return within === undefined ? own : { ...attributesElement({ text: within }), 'itunes:category': own };
}
