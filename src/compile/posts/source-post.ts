// A source post: one Markdown file, read and checked, but not yet rendered.

import { posix } from 'node:path';
import type { Instant } from '../../archive/entry.ts';
import { type Place, type Report, START, Unreadable } from '../report/findings.ts';
import { placesIn } from '../report/places.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { decodeUtf8 } from '../text/decode.ts';
import { digestOf } from '../text/digest.ts';
import { tagIri } from '../text/iri.ts';
import { sketchOf, wordsOf } from '../text/similarity.ts';
import { findForbidden, leftOut, removeForbidden } from '../text/text.ts';
import { dayOf, parseDate } from './dates.ts';
import type { CheckFields, Fields } from './fields.ts';
import { type FrontMatter, parseFrontMatter } from './front-matter.ts';
import { permalinkOf, permalinkPath } from './permalink.ts';
import type { PermalinkFacts } from './permalink-parts.ts';
import { POST_FILE } from './posts-folder.ts';
import { toSlug } from './slug.ts';

export interface SourcePost {
  /** Path within posts/, with forward slashes, NFC. */
  readonly file: string;
  readonly slug: string;
  /** Path of the permalink, decoded. */
  readonly path: string;
  /** Permanent IRI, if the author gave one. */
  readonly ownId?: string;
  /** The id of a new post without one of its own: a `tag:` IRI (RFC 4151) of the host, the day and the slug. */
  readonly defaultId: string;
  /** The date that the author wrote. The lock decides when the post counts as published. */
  readonly date: Instant;
  /** Digest of title and Markdown alone: it recognises a post whose file has been moved. */
  readonly textDigest: string;
  /** Digest of the Markdown alone. Absent when it has too few words to tell posts apart. */
  readonly bodyDigest?: string;
  /** Sketch of the words, by which an edited text is recognised. Absent for a short text. */
  readonly sketch?: string;
  /** Older addresses that the author names, decoded. */
  readonly aliases: readonly string[];
  readonly fields: Fields;
  /** Markdown, with `\n` as line end. */
  readonly body: string;
  /** Line of the file on which the body begins. */
  readonly bodyLine: number;
  readonly placeOf: (path: readonly PropertyKey[]) => Place;
}

/** A post, read as far as its mistakes allow. */
export interface ReadPost {
  readonly post: SourcePost;
  /** False when it has errors, which have been reported: its text can then be checked, but not published. */
  readonly isValid: boolean;
}

/** Reads one post, and reports all mistakes in it. Undefined when not even its text can be checked. */
export function readSourcePost(
  file: string,
  bytes: Uint8Array,
  checkFields: CheckFields,
  settings: CheckedSettings,
  report: Report,
): ReadPost | undefined {
  const { authority, timeZone } = settings;
  try {
    const front = parseFrontMatter(decodeText(bytes, report));
    const name = parseFileName(file);
    const fields = checkFields(front, report);
    const date = fields?.date ?? undatedMoment(fields, front, name, timeZone, report);
    if (!fields || date === undefined) return unfit(file, front, name.slug, checkFields);
    const slug = toSlug(fields.slug ?? name.slug);
    const path = pathOf({ ...factsOf(file, name.slug, front), fields, date }, front, settings, report);
    const defaultId = tagIri(authority, dayOf(date, timeZone), slug);
    const post = postOf(file, front, slug, path ?? permalinkPath(slug), fields, date, defaultId);
    return { post, isValid: isComplete(post, report) && path !== undefined };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    for (const { place, message } of [error, ...error.others]) report('error', place, message);
    return undefined;
  }
}

/** What a permalink is made from besides the fields. */
function factsOf(
  file: string,
  name: string,
  { data }: FrontMatter,
): Pick<PermalinkFacts, 'file' | 'name' | 'writtenDate'> {
  const [, writtenDate] = Object.entries(data).find(([field]) => field.toLowerCase() === 'date') ?? [];
  return {
    file: file.normalize('NFC'),
    name: name.normalize('NFC'),
    ...(typeof writtenDate === 'string' && { writtenDate }),
  };
}

/** Path of the permalink; undefined, and reported, when there can be none. */
function pathOf(
  facts: PermalinkFacts,
  { placeOf }: FrontMatter,
  settings: CheckedSettings,
  report: Report,
): string | undefined {
  try {
    return permalinkOf(facts, settings);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report('error', placeOf(facts.fields.permalink?.path ?? ['slug']), error.message);
    return undefined;
  }
}

function postOf(
  file: string,
  { body, bodyLine, placeOf }: FrontMatter,
  slug: string,
  path: string,
  fields: Fields,
  date: Instant,
  defaultId: string,
): SourcePost {
  return {
    file: file.normalize('NFC'),
    slug,
    path,
    ...(fields.id !== undefined && { ownId: fields.id }),
    defaultId,
    date,
    textDigest: digestOf([fields.title, body]),
    ...fingerprintsOf(body),
    aliases: fields.aliases.map(({ address }) => address),
    fields,
    body,
    bodyLine,
    placeOf,
  };
}

/** Fewer words than these are in the texts of many posts: a caption, a link, "to be continued". */
const MIN_WORDS = 10;

function fingerprintsOf(body: string): Pick<SourcePost, 'bodyDigest' | 'sketch'> {
  const words = wordsOf(body);
  const sketch = sketchOf(words);
  return {
    ...(words.length >= MIN_WORDS && { bodyDigest: digestOf([body]) }),
    ...(sketch !== undefined && { sketch }),
  };
}

function isComplete({ slug, fields, body }: SourcePost, report: Report): boolean {
  if (slug === '') {
    report('error', START, 'no slug can be made from the file name; add a line such as `slug: my-post`');
    return false;
  }
  if (fields.title === undefined && body.trim() === '') {
    report('error', START, 'the post is empty; give it a title or some text');
    return false;
  }
  return true;
}

/** The post without its fields, except whether it is a draft. Undefined when that is not known either. */
function unfit(
  file: string,
  front: FrontMatter,
  name: string,
  checkFields: CheckFields,
): ReadPost | undefined {
  const { draft, published } = front.data;
  const fields = checkFields({ ...front, data: { draft, published } }, () => {});
  const slug = toSlug(name);
  return fields && { post: postOf(file, front, slug, permalinkPath(slug), fields, 0, ''), isValid: false };
}

/** `slug.md`, `YYYY-MM-DD-slug.md`, or either as the name of a folder with an index.md in it. */
export function parseFileName(file: string): { slug: string; date?: string } {
  const base = posix.basename(file).replace(POST_FILE, '');
  const folder = posix.basename(posix.dirname(file));
  const name = base === 'index' && folder !== '.' ? folder : base;
  const [, date, slug] = /^(\d{4}-\d{2}-\d{2})-(.+)$/s.exec(name) ?? [];
  return date !== undefined && slug !== undefined ? { slug, date } : { slug: name };
}

/** The moment in the name of a post without a valid `date`. Undefined, and reported, when there is none. */
function undatedMoment(
  fields: Fields | undefined,
  front: FrontMatter,
  name: { date?: string },
  timeZone: string,
  report: Report,
): Instant | undefined {
  // A wrong date has been reported; calling it missing as well would mislead.
  if (front.data.date) return undefined;
  // A draft needs no date yet.
  if (fields?.draft && name.date === undefined) return 0;
  return dateOfName(name, timeZone, report);
}

function dateOfName({ date }: { date?: string }, timeZone: string, report: Report): Instant | undefined {
  if (date === undefined) {
    const remedy = 'add a line such as `date: 2026-11-22`, or put the date at the start of the file name';
    report('error', START, `the post has no date; ${remedy}`);
    return undefined;
  }
  try {
    return parseDate(date, timeZone);
  } catch (error) {
    report('error', START, `the file name begins with a date, but ${(error as Error).message}`);
    return undefined;
  }
}

function decodeText(bytes: Uint8Array, report: Report): string {
  const decoded = decodeUtf8(bytes);
  if (decoded === undefined) throw new Unreadable(START, 'the file is not UTF-8; save it as UTF-8');
  // Some editors add a second byte order mark; the decoder removes only one.
  const text = decoded.replace(/^\uFEFF+/, '').replace(/\r\n?/g, '\n');
  const placeOf = placesIn(text);
  for (const { offset, name } of findForbidden(text)) report('warning', placeOf(offset), leftOut(name));
  return removeForbidden(text);
}
