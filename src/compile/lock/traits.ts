// Traits: matches posts with entries by the properties that they share.
//
// A post whose author wrote an id is the entry with that id, or a new one. Any other post is the entry with which it
// shares, tried in this order: path and text (unchanged), path and date (edited), text, date and the last step of the path
// (unchanged, while the site has changed the pattern of its permalinks), text and date (moved), date and the last step of
// the path (edited, with a new pattern), path (edited, with a new date), text (moved, with a new date), or a former path
// (moved back). One shared property is enough only if no other post shares more. A removed entry needs two, because a new
// post may have its path by now.
//
// A post that is exactly what readers know comes first. Otherwise, the last compile knows best what a file was; what
// readers know, and what another branch knew, come after it, for each trait.

import { byText } from '../text/text.ts';
import type { Claim, Known } from './claim.ts';
import { groupBy } from './groups.ts';
import type { Face, LockedEntry, RemovedEntry } from './lock.ts';
import { lastStep } from './slugs.ts';

/** A property by which a post is recognised. */
interface Trait {
  readonly ofClaim: (claim: Claim) => string | undefined;
  readonly ofEntry: (entry: Known) => readonly string[];
}

type KnownFace = Face & { readonly former?: readonly string[] };
/** Some of the faces of an entry. */
type View = (entry: Known) => readonly KnownFace[];

const REMOVED: View = (entry) => ('at' in entry ? [entry] : []);
const TOLD: View = (entry) =>
  'at' in entry ? [] : [entry.told ?? entry.removed].filter((face) => face !== undefined);
const CURRENT: View = (entry) => ('at' in entry || !entry.current ? [] : [entry.current]);
const OTHERS: View = (entry) => ('at' in entry ? [] : (entry.otherFaces ?? []));

const OWN_ID: Trait = { ofClaim: ({ ownId }) => ownId, ofEntry: ({ id }) => [id] };

type TraitOf = (view: View) => Trait;
const UNTOUCHED = sharing(({ path, textDigest }) => `${textDigest} ${path}`);
const EDITED = sharing((either) => `${dateOf(either)} ${either.path}`);
const MOVED = sharing((either) => `${dateOf(either)} ${either.textDigest}`);
const REPATTERNED = sharing((either) => `${dateOf(either)} ${either.textDigest} ${lastStep(either.path)}`);
const REPATTERNED_AND_EDITED = sharing((either) => `${dateOf(either)} ${lastStep(either.path)}`);
const SAME_PATH = sharing(({ path }) => path);
const SAME_TEXT = sharing(({ textDigest }) => textDigest);
const MOVED_BACK: TraitOf = (view) => ({
  ofClaim: SAME_PATH(view).ofClaim,
  ofEntry: (entry) => view(entry).flatMap(({ former = [] }) => former),
});

/** Two shared properties or more. */
const SURE = [UNTOUCHED, EDITED, REPATTERNED, MOVED, REPATTERNED_AND_EDITED];

const TRAITS_OF_LOCKED = [
  OWN_ID,
  UNTOUCHED(TOLD),
  ...[...SURE, SAME_PATH, SAME_TEXT, MOVED_BACK].flatMap((trait) => [CURRENT, TOLD, OTHERS].map(trait)),
];
const TRAITS_OF_REMOVED = [OWN_ID, ...SURE.map((trait) => trait(REMOVED))];

export function matchLocked(
  claims: readonly Claim[],
  entries: ReadonlyMap<string, LockedEntry>,
): Map<Claim, LockedEntry> {
  const pathOf = ({ current, told }: LockedEntry) => (current ?? told)?.path ?? '';
  return match(claims, entries, pathOf, TRAITS_OF_LOCKED);
}

export function matchRemoved(
  claims: readonly Claim[],
  entries: ReadonlyMap<string, RemovedEntry>,
): Map<Claim, RemovedEntry> {
  return match(claims, entries, ({ path }) => path, TRAITS_OF_REMOVED);
}

/** A trait of posts without an id of their own. */
function sharing(key: (either: Claim | KnownFace) => string): TraitOf {
  return (view) => ({
    ofClaim: (claim) => (claim.ownId === undefined ? key(claim) : undefined),
    ofEntry: (entry) => view(entry).map(key),
  });
}

function dateOf(either: Claim | KnownFace): number {
  return 'date' in either ? either.date : either.published;
}

/** Matches claims with entries by one trait after the other. No entry is matched twice. */
function match<Entry extends Known>(
  claims: readonly Claim[],
  entries: ReadonlyMap<string, Entry>,
  pathOf: (entry: Entry) => string,
  traits: readonly Trait[],
): Map<Claim, Entry> {
  const matches = new Map<Claim, Entry>();
  const ordered = [...claims].sort((a, b) => byText(a.file, b.file));
  // In reverse order, because entries are taken from the end of a group.
  const free = new Set(
    [...entries.values()].sort((a, b) => byText(pathOf(b), pathOf(a)) || byText(b.id, a.id)),
  );
  for (const { ofClaim, ofEntry } of traits) {
    const candidates = groupBy(free, ofEntry);
    for (const claim of ordered) {
      const key = matches.has(claim) ? undefined : ofClaim(claim);
      const entry = key === undefined ? undefined : takeFree(candidates.get(key) ?? [], free);
      if (entry) matches.set(claim, entry);
    }
  }
  return matches;
}

function takeFree<Entry>(group: Entry[], free: Set<Entry>): Entry | undefined {
  for (let entry = group.pop(); entry; entry = group.pop()) if (free.delete(entry)) return entry;
  return undefined;
}
