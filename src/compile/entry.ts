// From a source post to an entry: addresses resolved, Markdown rendered, everything left open decided.

import mime from 'mime';
import type { Enclosure, Entry, Picture } from '../archive/entry.ts';
import { dayOf } from './dates.ts';
import type { EnclosureReference, FileReference } from './fields.ts';
import type { Place, Report } from './findings.ts';
import { renderMarkdown } from './markdown.ts';
import { BadReference, type Reference, resolverFor, type Surroundings } from './references.ts';
import { type CheckedSettings, withoutUndefined } from './settings.ts';
import { placeAt, type SourcePost } from './source-post.ts';
import { cutAtWord } from './text.ts';

const SUMMARY_CHARACTERS = 280;

/** An entry and the files it needs beside it, by their paths within posts/. */
export interface CompiledPost {
  readonly file: string;
  readonly entry: Entry;
  /** Decoded paths of older addresses. */
  readonly aliases: readonly string[];
  readonly media: ReadonlySet<string>;
}

/** Path of the permalink, decoded. */
export function permalinkPath(slug: string): string {
  return `/posts/${slug}`;
}

/** Compiles one post. What is wrong with it is reported; the result is then not to be published. */
export function compilePost(
  source: SourcePost,
  surroundings: Surroundings,
  settings: CheckedSettings,
  report: Report,
): CompiledPost {
  const { fields, slug, published } = source;
  const { site, timeZone } = settings;
  const path = encodeURI(permalinkPath(slug));
  const media = new Set<string>();
  const resolveAt = (place: (address: string) => Place) => {
    const resolve = resolverFor(source.file, path, surroundings);
    // Each audience asks for the same addresses; a mistake is told once.
    const refused = new Set<string>();
    return (address: string): Reference | undefined => {
      if (refused.has(address)) return undefined;
      try {
        const reference = resolve(address);
        if (reference?.media !== undefined) media.add(reference.media);
        return reference;
      } catch (error) {
        if (!(error instanceof BadReference)) throw error;
        refused.add(address);
        report('error', place(address), error.message);
        return undefined;
      }
    };
  };
  const file = (reference: FileReference) => describeFile(reference, source, surroundings, resolveAt);

  const content = renderBody(source, resolveAt, report);
  const entry: Entry = withoutUndefined({
    id: source.id,
    slug,
    path,
    title: fields.title,
    published,
    updated: fields.updated,
    day: dayOf(published, timeZone),
    summary: fields.summary ?? cutAtWord(content.opening || fields.title || '', SUMMARY_CHARACTERS),
    contentForPage: content.page,
    contentForReaders: content.readers,
    markdown: source.body.trim(),
    tags: fields.tags,
    authors: fields.authors.length > 0 ? fields.authors : site.authors,
    lang: fields.lang ?? site.language,
    link: fields.link,
    via: fields.via,
    image: fields.image && picture(file(fields.image), fields.imageAlt),
    enclosures: fields.enclosures.flatMap((each) => enclosure(each, file(each), source, report)),
    listed: fields.listed,
    draft: fields.draft || undefined,
  });
  return { file: source.file, entry, aliases: fields.aliases, media };
}

type ResolveAt = (place: (address: string) => Place) => (address: string) => Reference | undefined;

function renderBody(source: SourcePost, resolveAt: ResolveAt, report: Report) {
  const { body, bodyLine, slug } = source;
  const place = (address: string): Place => {
    const { line, column } = placeAt(body, Math.max(0, body.indexOf(address)));
    return { line: bodyLine + line - 1, column };
  };
  try {
    return renderMarkdown(body, { slug, resolve: resolveAt(place) });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const remedy = 'quotes or lists lie too deep in each other; take some levels out';
    report('error', { line: bodyLine, column: 1 }, `the Markdown cannot be read: ${remedy}`);
    return { page: '', readers: '', opening: '' };
  }
}

/** A file beside the post, or a file elsewhere of which only the address is known. */
interface DescribedFile {
  readonly url: string;
  readonly type?: string;
  readonly length?: number;
}

function describeFile(
  { url, path }: FileReference,
  { placeOf }: SourcePost,
  { media }: Surroundings,
  resolveAt: ResolveAt,
): DescribedFile | undefined {
  const reference = resolveAt(() => placeOf(path))(url);
  if (!reference) return undefined;
  if (reference.media === undefined) return { url: reference.readers };
  const type = mime.getType(reference.media) ?? 'application/octet-stream';
  return { url: reference.readers, type, length: media.get(reference.media) ?? 0 };
}

function picture(file: DescribedFile | undefined, alt: string | undefined): Picture | undefined {
  if (!file) return undefined;
  const type = file.type ?? mime.getType(new URL(file.url).pathname) ?? undefined;
  return withoutUndefined({ ...file, type, alt });
}

function enclosure(
  given: EnclosureReference,
  file: DescribedFile | undefined,
  { placeOf }: SourcePost,
  report: Report,
): Enclosure[] {
  if (!file) return [];
  const type = given.type ?? file.type;
  const length = file.length ?? given.length;
  if (type === undefined || length === undefined) {
    const missing = [
      ...(type === undefined ? ['type: audio/mpeg'] : []),
      ...(length === undefined ? ['length: 1234567'] : []),
    ];
    const advice = `only its author knows ${missing.length === 2 ? 'them' : 'it'}: add ${missing.join(' and ')}`;
    report('error', placeOf(given.path), `"${given.url}" is no file beside the post, and ${advice}`);
    return [];
  }
  return [withoutUndefined({ url: file.url, type, length, duration: given.duration, title: given.title })];
}
