// Version 1 of the lock file, which Longwave wrote before it told previews and deploys apart: everything in it was told.

import { z } from 'zod';
import type { EntryState, Lock, LockedEntry, RemovedEntry } from './lock.ts';
import { digest, instant, list, object, optionalList, path, text } from './lock-schema.ts';

const common = {
  id: text,
  path,
  former: optionalList(path),
  published: instant,
  source: digest,
  feeds: optionalList(text),
};

const entryLine = object({ ...common, digest, changed: instant });
const removedLine = object({ ...common, at: instant });

/** Dates of whole feeds are not read: the templates have changed since, and with them all documents. */
export const version1Schema = z
  .object({
    version: z.literal(1),
    entries: list(entryLine),
    removed: list(removedLine),
    feeds: list(z.object({ feed: text, known: z.literal(true).optional() })),
    states: list(object({ name: text, digest: text, changed: instant })),
  })
  .transform(({ entries, removed, feeds, states }): Lock => {
    const known = feeds.filter((feed) => feed.known).map(({ feed }) => feed);
    return {
      entries: new Map(entries.map((line) => [line.id, entryOf(line)])),
      removed: new Map(removed.map((line) => [line.id, removedOf(line)])),
      templates: new Map(
        states
          .filter(({ name }) => name === 'feeds' || name === 'pages')
          .map(({ name, ...state }) => [name, { told: state, current: state }]),
      ),
      knownFeeds: new Set(known),
    };
  });

function entryOf({ id, source, ...line }: z.output<typeof entryLine>): LockedEntry {
  const unknown = { added: 0, weight: 0, joined: new Map(), left: new Map() };
  const state: EntryState = { ...line, ...unknown, textDigest: source };
  return { id, told: state, current: state };
}

function removedOf({ source, ...line }: z.output<typeof removedLine>): RemovedEntry {
  return { ...line, textDigest: source, left: new Map() };
}
