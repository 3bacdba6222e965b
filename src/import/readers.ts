// The readers, in the order in which they look at a source: the most particular first.

import { BLOGGER } from './archives/blogger.ts';
import { GHOST } from './archives/ghost.ts';
import { LIVEJOURNAL } from './archives/livejournal.ts';
import { MASTODON } from './archives/mastodon.ts';
import { MEDIUM } from './archives/medium.ts';
import { MOVABLE_TYPE } from './archives/movable-type.ts';
import { packed } from './archives/packed.ts';
import { SUBSTACK } from './archives/substack.ts';
import { TABLES } from './archives/tables.ts';
import { TUMBLR } from './archives/tumblr.ts';
import { TWITTER } from './archives/twitter.ts';
import { WORDPRESS } from './archives/wordpress.ts';
import { WRITE_AS } from './archives/write-as.ts';
import { FEED } from './feeds/feed-reader.ts';
import { folderReader } from './generators/folder-reader.ts';
import type { Reader } from './reader.ts';
import type { Source } from './source/source.ts';

/** A generator's folder is the last one, because any folder with Markdown may be one. */
export const READERS: readonly Reader[] = [
  WORDPRESS,
  GHOST,
  BLOGGER,
  SUBSTACK,
  MEDIUM,
  MASTODON,
  TWITTER,
  TUMBLR,
  TABLES,
  MOVABLE_TYPE,
  LIVEJOURNAL,
  WRITE_AS,
  FEED,
  packed([WORDPRESS, GHOST, MOVABLE_TYPE, LIVEJOURNAL, WRITE_AS, FEED]),
  folderReader,
];

/** The reader for a source. Throws an Error with a message for the owner when there is none. */
export async function detect(source: Source, readers: readonly Reader[] = READERS): Promise<Reader> {
  for (const reader of readers) if (await reader.recognises(source)) return reader;
  throw new Error(describeUnknown(source));
}

function describeUnknown({ kind, name }: Source): string {
  const what = kind === 'tree' ? 'folder or archive' : 'file';
  return `${name}: this ${what} is in no form that can be imported; docs/migrating.md lists what can`;
}
