// From a source post to an entry: resolves addresses, renders Markdown and fills in defaults.

import mime from 'mime';
import type { Enclosure, Entry, Picture } from '../../archive/entry.ts';
import { encodePermalink } from '../../routes/paths.ts';
import { figureOf, shows } from '../html/pictures.ts';
import type { Content } from '../html/render-tree.ts';
import { type SiteLink, splitSitePath } from '../links/check-links.ts';
import { collectLinks, type ResolveIn } from '../links/collect-links.ts';
import type { LinkTargets } from '../links/link-targets.ts';
import { kindOfMissing } from '../links/missing.ts';
import { decodeAddress } from '../links/post-index.ts';
import type { Reference } from '../links/references.ts';
import type { Identity } from '../lock/recognise.ts';
import { dayOf } from '../posts/dates.ts';
import type { EnclosureReference, FileReference } from '../posts/fields.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { Report } from '../report/findings.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import { type MarkdownBody, readPostTemplates } from '../templates/post-templates.ts';
import { cutAtWord } from '../text/text.ts';
import { withoutUndefined } from '../without-undefined.ts';
import { renderMarkdown } from './markdown.ts';
import { isPlainMarkdown } from './plain-markdown.ts';

const SUMMARY_CHARACTERS = 280;
/** Of a summary that ends where its author says. */
const LONGEST_SUMMARY = 1000;
/** About what a list of messages shows of a subject. */
const BEGINNING_CHARACTERS = 60;

/** An entry, with the files and addresses that it refers to. */
export interface CompiledPost {
  readonly file: string;
  readonly entry: Entry;
  /** The files to publish with it, by their paths within posts/. */
  readonly media: ReadonlySet<string>;
  /** Every id in the content. */
  readonly anchors: ReadonlySet<string>;
  /** Its links to this site. */
  readonly links: readonly SiteLink[];
}

/** What is known of an entry besides its text. */
export type EntryFacts = Pick<
  Entry,
  'id' | 'slug' | 'path' | 'title' | 'published' | 'listed' | 'tags' | 'authors' | 'lang'
>;

/** A compiled post, perhaps without its text. */
export type ExaminedPost = Omit<CompiledPost, 'entry'> & { readonly entry: EntryFacts };

/** The post without its text, which is most of it. */
export function withoutText({ entry, ...post }: CompiledPost): ExaminedPost {
  const { id, slug, path, title, published, listed, tags, authors, lang } = entry;
  const facts = { id, slug, path, published, listed, tags, authors, lang };
  return { ...post, entry: title === undefined ? facts : { ...facts, title } };
}

/** A post with its final id and time of publication. */
export type IdentifiedPost = SourcePost & Pick<Identity, 'id' | 'published'>;

/** Compiles one post. If it reports errors, the result must not be published. */
export function compilePost(
  source: IdentifiedPost,
  targets: LinkTargets,
  settings: CheckedSettings,
  report: Report,
): CompiledPost {
  const { fields, slug, titleIds, published } = source;
  const { site, timeZone } = settings;
  const path = encodePermalink(source.path);
  const { resolveIn, media, links } = collectLinks(source.file, path, targets, settings.deadLinks, report);
  const file = (reference: FileReference) => describeFile(reference, source, targets, resolveIn);

  const { body, placeOf } = readPostTemplates(source, targets, settings, report);
  const content = renderBody({ body, slug, titleIds, placeOf }, settings, resolveIn, report);
  const image = fields.image && picture(file(fields.image), fields.imageAlt);
  const readers = withPicture(content, image, site.origin);
  const markdown = withoutBlankLines(body);
  const text = content.opening || fields.title || content.picture || fields.imageAlt || fields.summary;
  const entry: Entry = withoutUndefined({
    id: source.id,
    slug,
    path,
    title: fields.title,
    published,
    updated: fields.updated === published ? undefined : fields.updated,
    day: dayOf(published, timeZone),
    summary: fields.summary ?? summaryOf(content, text || wordsOf(slug)),
    beginning:
      fields.title === undefined ? cutAtWord(text || wordsOf(slug), BEGINNING_CHARACTERS) : undefined,
    contentForPage: content.page,
    contentForReaders: readers,
    markdown,
    isPlainMarkdown: (readers === content.readers && isPlain(markdown, settings)) || undefined,
    tags: fields.tags,
    authors: fields.authors.length > 0 ? fields.authors : site.authors,
    lang: fields.lang ?? site.language,
    link: fields.link,
    via: fields.via,
    image,
    enclosures: fields.enclosures.flatMap((each) => enclosure(each, file(each), source, report)),
    listed: fields.listed,
    draft: fields.draft || undefined,
  });
  return {
    file: source.file,
    entry,
    media,
    anchors: content.anchors,
    links: [...links.values()],
  };
}

function summaryOf({ summary }: Content, text: string): string {
  return summary === undefined ? cutAtWord(text, SUMMARY_CHARACTERS) : cutAtWord(summary, LONGEST_SUMMARY);
}

function wordsOf(slug: string): string {
  return slug.replaceAll('-', ' ');
}

/** The content for readers, with the picture of the entry before it unless it is in there. */
function withPicture({ readers, pictures }: Content, image: Picture | undefined, origin: string): string {
  return image === undefined || shows(pictures, image, origin) ? readers : figureOf(image) + readers;
}

/** Punctuation that smart typography changes. */
const TYPEWRITTEN = /["'`]|--|\.\.\.|\. \. \./;

function isPlain(markdown: string, { dialect, typography }: CheckedSettings): boolean {
  const isTypeset = typography === 'smart' && TYPEWRITTEN.test(markdown);
  // For Obsidian, each line is a line; for all others, lines are joined.
  const hasLines = dialect === 'obsidian' && /\S\n\S/.test(markdown);
  return isPlainMarkdown(markdown) && !isTypeset && !hasLines;
}

/** Without blank lines at the start and end. Spaces before the first text stay: they may be the indentation of code. */
function withoutBlankLines(body: string): string {
  return body.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();
}

function renderBody(
  { body, slug, titleIds, placeOf }: Pick<SourcePost, 'body' | 'slug' | 'titleIds'> & MarkdownBody,
  { dialect, typography }: CheckedSettings,
  resolveIn: ResolveIn,
  report: Report,
): Content {
  try {
    return renderMarkdown(body, {
      slug,
      titleIds,
      dialect,
      typography,
      resolve: resolveIn(placeOf),
      warn: (offset, message, kind) => report('warning', placeOf(offset), message, kind),
      unclosed: (markup, offset) => report('error', placeOf(offset), unclosedMessage(markup)),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    report('error', placeOf(0), TOO_DEEP);
    return { page: '', readers: '', opening: '', picture: '', pictures: [], anchors: new Set() };
  }
}

const TOO_DEEP = 'quotes, lists, emphasis or HTML elements are nested too deeply; remove some levels';

function unclosedMessage(markup: string): string {
  return `${markup} is never closed and would hide the text after it; close it, or write &lt; if you mean a literal <`;
}

/** A file in posts/ or public/, or a file elsewhere, of which only the address is known. */
interface DescribedFile {
  readonly url: string;
  readonly type?: string;
  readonly length?: number;
  /** CSS pixels, of a picture. */
  readonly width?: number;
  readonly height?: number;
  /** True when nothing is at an address of this site. That is reported elsewhere. */
  readonly isMissing?: boolean;
}

function describeFile(
  { url, path }: FileReference,
  { placeOf }: SourcePost,
  { media, isSitePage }: LinkTargets,
  resolveIn: ResolveIn,
): DescribedFile | undefined {
  const reference = resolveIn(() => placeOf(path))(url, { typed: url, offset: 0 });
  if (!reference) return undefined;
  const { publicFile } = reference;
  const name = reference.media ?? publicFile?.address;
  if (name === undefined) {
    return { url: reference.readers, isMissing: isMissing(reference, isSitePage) };
  }
  const type = mime.getType(name) ?? 'application/octet-stream';
  const { length = 0 } = publicFile ?? media.get(name) ?? {};
  return { url: reference.readers, type, length, ...reference.size };
}

/** Whether nothing is there: at an address of this site that ends like that of a file, and is not one of a feed or icon. */
function isMissing({ page, missing }: Reference, isSitePage: LinkTargets['isSitePage']): boolean {
  if (missing !== undefined || !page.startsWith('/')) return missing !== undefined;
  const { path } = splitSitePath(page);
  return kindOfMissing(path) === 'missing file' && !isSitePage(decodeAddress(path));
}

function picture(file: DescribedFile | undefined, alt: string | undefined): Picture | undefined {
  if (!file || file.isMissing) return undefined;
  const { isMissing: _, ...described } = file;
  const type = file.type ?? mime.getType(file.url.replace(/[?#].*$/s, '')) ?? undefined;
  return withoutUndefined({ ...described, type, alt });
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
    if (file.isMissing) return [];
    const missing = [
      ...(type === undefined ? ['type: audio/mpeg'] : []),
      ...(length === undefined ? ['length: 1234567'] : []),
    ];
    const message = `"${given.url}" is not in posts/, so Longwave cannot examine it; add ${missing.join(' and ')}`;
    report('error', placeOf(given.path), message);
    return [];
  }
  return [withoutUndefined({ url: file.url, type, length, duration: given.duration, title: given.title })];
}
