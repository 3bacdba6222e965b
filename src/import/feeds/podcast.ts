// Podcasts: the show that a channel of RSS describes, in the elements of iTunes and Podcasting 2.0, as settings.

import type { ImportedSite } from '../imported.ts';
import { plainTitle, webAddress } from './values.ts';
import { childrenNamed, textOf, type XmlElement } from './xml-tree.ts';

type Podcast = NonNullable<ImportedSite['podcast']>;

/** Undefined when the channel lacks what directories require. The email address is public in the old feed, too. */
export function podcastOf(channel: XmlElement): Podcast | undefined {
  const artwork = webAddress(childrenNamed(channel, 'itunes:image')[0]?.attributes.href);
  const [owner] = childrenNamed(channel, 'itunes:owner');
  const name = owner && plainTitle(textOf(owner, 'itunes:name'));
  const email = owner && textOf(owner, 'itunes:email');
  const categories = childrenNamed(channel, 'itunes:category').map(categoryOf);
  if (artwork === undefined || name === undefined || email === undefined || categories.length === 0)
    return undefined;
  const guid = textOf(channel, 'podcast:guid');
  const locked = textOf(channel, 'podcast:locked');
  return {
    artwork,
    categories,
    explicit: /^(?:yes|true|explicit)$/i.test(textOf(channel, 'itunes:explicit') ?? ''),
    owner: { name, email },
    ...(textOf(channel, 'itunes:type')?.toLowerCase() === 'serial' && { type: 'serial' }),
    ...(guid !== undefined && { guid }),
    ...(locked !== undefined && { locked: /^(?:yes|true)$/i.test(locked) }),
  };
}

function categoryOf(category: XmlElement): Podcast['categories'][number] {
  const name = category.attributes.text ?? '';
  const within = childrenNamed(category, 'itunes:category')[0]?.attributes.text;
  return within === undefined ? name : { name: within, within: name };
}
