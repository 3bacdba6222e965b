// A source post: one Markdown file, read and checked, but not yet rendered.

import type { Instant } from '../../archive/entry.ts';
import { type Place, type Report, START, Unreadable } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { digestOf } from '../text/digest.ts';
import { tagIri } from '../text/iri.ts';
import { dayOf } from './dates.ts';
import type { CheckedFields, CheckFields, Fields } from './fields.ts';
import { type FileName, parseFileName } from './file-name.ts';
import { type Fingerprints, fingerprintsOf } from './fingerprints.ts';
import { type FrontMatter, parseFrontMatter } from './front-matter.ts';
import { type LineReaders, PLAIN_LINES } from './line-reader.ts';
import { permalinkOf, permalinkPath } from './permalink.ts';
import type { PermalinkFacts } from './permalink-parts.ts';
import { undatedMoment } from './post-date.ts';
import { decodeText } from './post-text.ts';
import { withTitle } from './post-title.ts';
import { toSlug } from './slug.ts';

export interface SourcePost extends Fingerprints {
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
  /** Older addresses that the author names, decoded. */
  readonly aliases: readonly string[];
  readonly fields: Fields;
  /** Ids of the heading that became the title: links to them lead to the top of the page. */
  readonly titleIds?: readonly string[] | undefined;
  /** The front matter as typed, for templates that refer to it. */
  readonly data: Readonly<Record<string, unknown>>;
  /** The author's text, with `\n` as line end. */
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
  readers: LineReaders = PLAIN_LINES,
): ReadPost | undefined {
  const { timeZone, dialect } = settings;
  try {
    const front = parseFrontMatter(decodeText(bytes, report), dialect);
    for (const { place, message } of front.warnings ?? []) report('warning', place, message);
    const name = parseFileName(file, settings);
    const checked = checkFields(front, report);
    const fields = checked.fields && withName(checked.fields, name);
    const date = fields?.date ?? undatedMoment(checked, name, timeZone, report);
    if (!fields || date === undefined) return unfit(file, front, name, checked);
    const titled = withTitle(file, front, fields, name.slug, { settings, readers, report });
    const slug = toSlug(fields.slug ?? name.slug);
    const ids = idsOf(slug, fields, dayOf(date, timeZone), settings);
    const path = pathOf(factsOf(file, name.slug, titled.fields, date), front, settings, report);
    const { titleIds } = titled;
    const post = {
      ...postOf(file, titled.front, slug, path ?? permalinkPath(slug), titled.fields, date, ids),
      ...(titleIds && { titleIds }),
    };
    return { post, isValid: isComplete(post, report) && path !== undefined };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    for (const { place, message } of [error, ...error.others]) report('error', place, message);
    return undefined;
  }
}

/** The fields, completed by what the name of the file and its folders say. */
function withName(fields: Fields, { lang, isDraft, categories }: FileName): Fields {
  return {
    ...fields,
    ...(lang !== undefined && fields.lang === undefined && { lang }),
    draft: fields.draft || isDraft,
    tags: [...new Set([...fields.tags, ...categories])],
    categories: [...new Set([...categories, ...fields.categories])],
  };
}

function idsOf(
  slug: string,
  { id }: Fields,
  day: string,
  { authority }: CheckedSettings,
): Pick<SourcePost, 'ownId' | 'defaultId'> {
  return {
    ...(id !== undefined && { ownId: id }),
    defaultId: tagIri(authority, day, slug),
  };
}

function factsOf(file: string, name: string, fields: Fields, date: Instant): PermalinkFacts {
  const { writtenDate } = fields;
  return {
    file: file.normalize('NFC'),
    name: name.normalize('NFC'),
    fields,
    date,
    ...(writtenDate !== undefined && { writtenDate }),
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
  { data, body, bodyLine, placeOf }: FrontMatter,
  slug: string,
  path: string,
  fields: Fields,
  date: Instant,
  ids: Pick<SourcePost, 'ownId' | 'defaultId'>,
): SourcePost {
  return {
    file: file.normalize('NFC'),
    slug,
    path,
    ...ids,
    date,
    textDigest: digestOf([fields.title, body]),
    ...fingerprintsOf(body),
    aliases: fields.aliases.map(({ address }) => address),
    fields,
    data,
    body,
    bodyLine,
    placeOf,
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
  name: FileName,
  { draft }: CheckedFields,
): ReadPost | undefined {
  if (draft === undefined) return undefined;
  const fields: Fields = {
    ...{ tags: [], categories: [], authors: [], enclosures: [], aliases: [], names: [], listed: true },
    draft: draft || name.isDraft,
  };
  const slug = toSlug(name.slug);
  const post = postOf(file, front, slug, permalinkPath(slug), fields, 0, { defaultId: '' });
  return { post, isValid: false };
}
