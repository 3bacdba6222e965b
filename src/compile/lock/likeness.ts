// Likeness: finds the entry that a post was when its title, its path and perhaps its text have changed.
//
// Two posts from one template are as alike as two versions of one post. So a post is taken for an entry only if it is
// much more like it than like any other entry, and the entry is not as much like any other post. With the same date,
// most of the text has to be the same; without it, nearly all of it. An address with another number, as the next of a
// series has, counts as much as another date; with both, only the same text to the letter is enough. A short text has
// no sketch: it has to be the same to the letter, and the date too.

import { similarity } from '../text/similarity.ts';
import { byText } from '../text/text.ts';
import type { Claim, Known } from './claim.ts';
import { groupBy } from './groups.ts';
import { type Face, facesOf, type LockedEntry } from './lock.ts';
import { areOfOneSeries } from './slugs.ts';

/** A post, an entry that it may have been, and how alike their texts are, from 0 to 1. */
export interface Pair<Entry extends Known = Known> {
  readonly claim: Claim;
  readonly entry: Entry;
  readonly likeness: number;
  /** Path at which the entry was most like the post. */
  readonly path: string;
  /** True if they have the same date. */
  readonly isDated: boolean;
}

/** The likeness of two posts with the same Markdown, and the highest of two with the same sketch. */
export const EQUAL = 1;
const ALMOST_EQUAL = 0.99;
/** Below this, two texts have no more in common than two posts about one subject. */
const FAINT = 0.2;
const MOST = 0.5;
const NEARLY_ALL = 0.9;
/** How much more alike a post and its entry are than either and any other. */
const MARGIN = 0.1;

export interface Field {
  /** Posts that may be another entry than the one they are now, if any. */
  readonly open: readonly Claim[];
  readonly claims: readonly Claim[];
  /** Entries whose posts are gone. */
  readonly gone: readonly LockedEntry[];
  /** Entries that count when it is asked whether a post is like several. */
  readonly known: readonly Known[];
}

export interface Likenesses {
  /** Pairs that are surely one post. */
  readonly sure: readonly Pair<LockedEntry>[];
  /** All pairs of an open post and a gone entry that are somewhat alike, the most alike first. */
  readonly alike: readonly Pair<LockedEntry>[];
}

export function pairByLikeness({ open, claims, gone, known }: Field): Likenesses {
  if (open.length === 0 || gone.length === 0) return { sure: [], alike: [] };
  const pairs = compareAll(open, known);
  const ofClaim = groupBy<Claim, Pair>(pairs, ({ claim }) => [claim]);
  const ofEntry = groupBy<Known, Pair>(compareAll(claims, gone), ({ entry }) => [entry]);
  const isGone = new Set<Known>(gone);
  const alike = pairs
    .filter((pair): pair is Pair<LockedEntry> => isGone.has(pair.entry))
    .sort(mostAlikeFirst);
  const isSure = (pair: Pair) =>
    isEnough(pair) &&
    isClear(pair, ofClaim.get(pair.claim) ?? []) &&
    isClear(pair, ofEntry.get(pair.entry) ?? []);
  return { sure: takeEach(alike.filter(isSure)), alike };
}

function mostAlikeFirst(a: Pair, b: Pair): number {
  return b.likeness - a.likeness || byText(a.claim.file, b.claim.file) || byText(a.entry.id, b.entry.id);
}

function isEnough({ claim, path, likeness, isDated }: Pair): boolean {
  if (likeness === EQUAL) return isDated || claim.sketch !== undefined;
  const isSeries = areOfOneSeries(claim.path, path);
  if (isDated) return likeness >= (isSeries ? NEARLY_ALL : MOST);
  return likeness >= NEARLY_ALL && !isSeries;
}

/** Decides whether no other pair comes near. Those with another date do not count against one with the same. */
function isClear({ claim, entry, likeness, isDated }: Pair, rivals: readonly Pair[]): boolean {
  const limit = likeness === EQUAL ? EQUAL : likeness - MARGIN;
  return rivals.every(
    (rival) =>
      (rival.claim === claim && rival.entry === entry) ||
      (isDated && !rival.isDated) ||
      rival.likeness < limit,
  );
}

/** Takes pairs in order, each claim and each entry once. */
function takeEach(pairs: readonly Pair<LockedEntry>[]): Pair<LockedEntry>[] {
  const taken = new Set<unknown>();
  return pairs.filter(({ claim, entry }) => {
    if (taken.has(claim) || taken.has(entry)) return false;
    taken.add(claim).add(entry);
    return true;
  });
}

/** All claims and entries that are somewhat alike, each pair once, by the face of the entry that is most alike. */
function compareAll(claims: readonly Claim[], entries: readonly Known[]): Pair[] {
  const best = new Map<Claim, Map<Known, Pair>>(claims.map((claim) => [claim, new Map()]));
  for (const [claim, look] of nearlyAlike(claims, entries.flatMap(lookedLike))) {
    const pair = pairOf(claim, look);
    const ofClaim = best.get(claim);
    const before = ofClaim?.get(look.entry);
    if (pair.likeness < FAINT) continue;
    const isDated = pair.isDated || before?.isDated === true;
    ofClaim?.set(look.entry, { ...(before && before.likeness > pair.likeness ? before : pair), isDated });
  }
  return [...best.values()].flatMap((ofClaim) => [...ofClaim.values()]);
}

function pairOf(claim: Claim, look: Look): Pair {
  const { entry, path, published } = look;
  return { claim, entry, path, likeness: likenessOf(claim, look), isDated: claim.date === published };
}

/** What an entry once looked like. */
interface Look extends Face {
  readonly entry: Known;
}

function lookedLike(entry: Known): Look[] {
  const faces = 'at' in entry ? [entry] : facesOf(entry);
  return faces.map((face) => ({ ...face, entry }));
}

function likenessOf(claim: Claim, face: Face): number {
  if (claim.textDigest === face.textDigest) return EQUAL;
  if (claim.bodyDigest !== undefined && claim.bodyDigest === face.bodyDigest) return EQUAL;
  if (!claim.sketch || !face.sketch) return 0;
  return Math.min(similarity(claim.sketch, face.sketch), ALMOST_EQUAL);
}

type Fingerprints = Pick<Face, 'textDigest' | 'bodyDigest' | 'sketch'>;

/** At most this many texts are compared for one piece of a sketch; one that more of them share says little. */
const BUCKET = 64;

/** Pairs that share a digest or a piece of their sketches; some of them more than once. */
function* nearlyAlike<A extends Fingerprints, B extends Fingerprints>(
  as: readonly A[],
  bs: readonly B[],
): Generator<[A, B]> {
  if (as.length > bs.length) {
    for (const [b, a] of nearlyAlike(bs, as)) yield [a, b];
    return;
  }
  const index = groupBy(as, keysOf);
  for (const b of bs) {
    const found = new Set(keysOf(b).flatMap((key) => index.get(key)?.slice(0, BUCKET) ?? []));
    for (const a of found) yield [a, b];
  }
}

/**
 * Bands of two characters: locality-sensitive hashing (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets",
 * section 3.4). Texts of which a third is the same share one with a probability of 0.97.
 */
function keysOf({ textDigest, bodyDigest, sketch = '' }: Fingerprints): string[] {
  const bands = (sketch.match(/../g) ?? []).map((band, position) => `${position}${band}`);
  return [`text ${textDigest}`, ...(bodyDigest === undefined ? [] : [`body ${bodyDigest}`]), ...bands];
}
