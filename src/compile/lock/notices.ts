// Notices: what readers would notice of a deploy, in words.

import type { Instant } from '../../archive/entry.ts';
import { type EntryState, LOCK_FILE, type Lock, seenAt } from './lock.ts';

/** An entry that readers would see for the first time, or no longer. */
interface Named {
  readonly id: string;
  readonly state: Pick<EntryState, 'path' | 'textDigest'>;
}

/** One sentence for each thing to notice. `after` is what the lock would say after a deploy at `now`. */
export function noticesOf(before: Lock | undefined, after: Lock, now: Instant): string[] {
  const visible = [...after.entries.values()].flatMap((entry) => {
    const state = seenAt(entry, now);
    return state ? [{ id: entry.id, state }] : [];
  });
  if (!before) return visible.length === 0 ? [] : [noLock(visible.length)];
  const seenBefore = (id: string) => {
    const entry = before.entries.get(id);
    return entry && seenAt(entry, now);
  };
  const fresh = visible.filter(({ id }) => !seenBefore(id));
  const changed = visible.filter(({ id, state }) => {
    const seen = seenBefore(id);
    return seen && seen.digest !== state.digest;
  });
  const removed = [...after.removed.values()]
    .filter(({ id }) => !before.removed.has(id))
    .map((state) => ({ id: state.id, state }));
  return [inNumbers(fresh.length, changed.length, removed.length), ...underOtherIds(fresh, removed)];
}

function inNumbers(fresh: number, changed: number, removed: number): string {
  const parts = [
    ...(fresh > 0 ? [`${fresh} new`] : []),
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  if (parts.length === 0) return 'A deploy would change no entry.';
  const last = fresh + changed + removed === 1 ? 'entry' : 'entries';
  return `A deploy would tell readers of ${new Intl.ListFormat('en-GB').format(parts)} ${last}.`;
}

/** New entries that readers know under other ids, and would therefore see as unread. */
function underOtherIds(fresh: readonly Named[], removed: readonly Named[]): string[] {
  const known = new Map(
    removed.flatMap((each) => [each.state.path, each.state.textDigest].map((key) => [key, each])),
  );
  const again = fresh.flatMap(({ id, state }) => {
    const old = known.get(state.path) ?? known.get(state.textDigest);
    return old ? [{ id, path: state.path, old: old.id }] : [];
  });
  const [example] = again;
  if (!example) return [];
  const [entries, reason, posts] =
    again.length === 1
      ? ['1 old entry', 'readers know it under another id', 'the post']
      : [`${again.length} old entries`, 'readers know them under other ids', 'each post'];
  return [
    `It would show ${entries} as unread, because ${reason}: that of ${example.path} was ${example.old} and is ${example.id}. Give ${posts} the old id in the field \`id\`.`,
  ];
}

function noLock(entries: number): string {
  return `There is no ${LOCK_FILE}, so a deploy would tell readers of ${entries === 1 ? 'the entry' : `all ${entries} entries`} as new. If the site has been deployed before, restore the file, or readers may see old entries as unread.`;
}
