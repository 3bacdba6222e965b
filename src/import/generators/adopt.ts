// Adopting a post: its file as it is, and the fields that make Longwave say of it what its generator said.

import type { Instant } from '../../archive/entry.ts';
import type { CheckFields } from '../../compile/posts/fields.ts';
import { type ReadPost, readSourcePost } from '../../compile/posts/source-post.ts';
import type { CheckedSettings } from '../../compile/settings/settings.ts';
import type { ImportedPost } from '../imported.ts';
import { toMarkdown } from '../markdown/to-markdown.ts';
import { hasUnreadableFront, readFront, writeDate } from './front.ts';
import { type FieldValue, withFields, withoutDoubleFields } from './front-matter-lines.ts';
import type { FoundPost } from './generator.ts';
import { textAt } from './site-folder.ts';

/** What is known of the site around a post. */
export interface AdoptOptions {
  readonly settings: CheckedSettings;
  readonly checkFields: CheckFields;
  /** Scheme and host; without them, posts get no ids. */
  readonly origin: string | undefined;
  /** Given for a post that has no date of its own. */
  readonly dateOfFile: (source: string) => Instant | undefined;
}

/** The post with the fields that it needs. */
export function adopt(given: FoundPost, options: AdoptOptions): ImportedPost {
  const { settings, origin, dateOfFile } = options;
  const written = settings.dialect === 'jekyll' ? given.text : withoutDoubleFields(given.text);
  if (hasUnreadableFront(written, settings.dialect)) return asItIs(given);
  const text = /\.html?$/i.test(given.source) ? htmlAsMarkdown(written) : written;
  const id = idOf(given, origin);
  let content = withFields(text, { ...given.inherited, ...(id !== undefined && { id }) });
  const readAgain = () => read(given.file, content, options);
  let result = readAgain();
  const isUndated = given.date === undefined && !given.draft && result?.isValid !== true;
  const date = given.date ?? (isUndated ? dateOfFile(given.source) : undefined);
  const found = date === undefined ? given : { ...given, date };
  // A permalink that Longwave cannot read hides the date, and the date may be part of the address.
  for (const correct of [unreadablePermalink, dateCorrection, otherCorrections]) {
    content = withFields(content, correct(found, result, settings));
    result = readAgain();
  }
  const { path } = found;
  return {
    source: found.source,
    file: found.file,
    content: { file: content },
    ...titleOf(result?.post.fields.title ?? textAt(found.fields, 'title')),
    tags: [],
    authors: [],
    enclosures: [],
    ...(id !== undefined && { id }),
    ...(path !== undefined && { url: encodePath(path) }),
    ...(found.date !== undefined && { date: found.date }),
    ...(found.draft && { draft: true }),
    ...(found.kind === 'page' && { listed: false }),
  };
}

/** Added lines would take the place of fields that nothing has read. */
function asItIs({ source, file, text, date, path, kind }: FoundPost): ImportedPost {
  return {
    source,
    file,
    content: { file: text },
    tags: [],
    authors: [],
    enclosures: [],
    ...(path !== undefined && { url: encodePath(path) }),
    ...(date !== undefined && { date }),
    ...(kind === 'page' && { listed: false }),
  };
}

/** The id of a published post: the generator's address of it. Pages are in no feed, and drafts have none yet. */
function idOf({ id, kind, draft }: FoundPost, origin: string | undefined): string | undefined {
  if (id === undefined || kind === 'page' || draft || origin === undefined) return undefined;
  return id.startsWith('/') ? origin + encodePath(id) : id;
}

/** A path as the field `permalink` takes it, which may have escapes and parts that begin with a colon. */
function asPermalink(path: string): string {
  return path.replace(/%(?=[\da-f]{2})|[?#]/gi, encodeURIComponent).replace(/:(?=[a-z])/gi, '\\:');
}

/** A path as an address has it. */
function encodePath(path: string): string {
  return new URL(`https://old.invalid${path.replace(/[?#]/g, encodeURIComponent)}`).pathname;
}

type Fields = Readonly<Record<string, FieldValue>>;

/** The permalink, where front matter cannot be read with the one that is there; none for a template that is not known. */
function unreadablePermalink({ path, fields, draft }: FoundPost, before: ReadPost | undefined): Fields {
  const written = fields.permalink ?? fields.url;
  if (written === undefined || before?.isValid !== false || draft) return {};
  if (path !== undefined) return { permalink: asPermalink(path) };
  return typeof fields.permalink === 'string' && /\{[{%]/.test(fields.permalink) ? { permalink: '' } : {};
}

/** The date, where Longwave reads another moment than the generator. */
function dateCorrection(
  { date }: FoundPost,
  before: ReadPost | undefined,
  { timeZone }: CheckedSettings,
): Fields {
  return date === undefined || (before?.isValid && before.post.date === date)
    ? {}
    : { date: writeDate(date, timeZone) };
}

/** What else differs between what the generator says and what Longwave reads. */
function otherCorrections(
  { draft, kind, path, aliases = [] }: FoundPost,
  before: ReadPost | undefined,
): Fields {
  const post = before?.post;
  const areKnown = aliases.every((each) => post?.aliases.includes(each));
  return {
    ...(draft !== undefined && (post?.fields.draft ?? false) !== draft && { draft }),
    ...(kind === 'page' && post?.fields.listed !== false && { feed: false }),
    ...(!areKnown && { aliases }),
    ...(path !== undefined && !draft && post?.path !== path && { permalink: asPermalink(path) }),
  };
}

function read(file: string, text: string, { checkFields, settings }: AdoptOptions): ReadPost | undefined {
  return readSourcePost(file, new TextEncoder().encode(text), checkFields, settings, () => {});
}

/** Front matter stays; the HTML below becomes Markdown. */
function htmlAsMarkdown(text: string): string {
  const { body } = readFront(text);
  const at = body === '' ? -1 : text.replace(/\r\n?/g, '\n').lastIndexOf(body);
  const front = at === -1 ? '' : text.replace(/\r\n?/g, '\n').slice(0, at);
  return front + toMarkdown(body);
}

function titleOf(title: string | undefined): { title?: string } {
  return title === undefined ? {} : { title };
}
