// Ghost: its export (JSON), of version 1 and later. The HTML of a post is in the export as Ghost shows it.

import type { Person } from '../../archive/entry.ts';
import { distinct, languageOf, momentOf, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedContent, ImportedPost, ImportedSite, Skipped } from '../imported.ts';
import type { ReadContext, Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import { isObject, type JsonObject, objectsIn, parseExport, textIn } from '../source/json.ts';
import type { DocumentSource } from '../source/source.ts';
import { tidyCards } from './cards.ts';
import { escapeHtml } from './escape.ts';
import { htmlOfLexical } from './lexical.ts';
import { htmlOfMobiledoc } from './mobiledoc.ts';
import { oldSlugsOf, type Term } from './old-slugs.ts';

export const GHOST: Reader = {
  name: 'Ghost export',
  recognises: (source) =>
    source.kind === 'document' &&
    /^\{\s*"(?:db|meta)"\s*:/.test(source.head) &&
    /"(?:exported_on|version)"/.test(source.head),
  read: async (source, context) => {
    if (source.kind !== 'document') throw new Error(`${source.name} is no document`);
    return readExport(source, context);
  },
};

async function readExport(source: DocumentSource, { origin }: ReadContext): Promise<Imported> {
  const tables = tablesIn(parseExport(await textOf(source), source.name), source.name);
  const settings = new Map(
    objectsIn(tables, 'settings').flatMap((row) => {
      const [key, value] = [textIn(row, 'key'), textIn(row, 'value')];
      return key === undefined || value === undefined ? [] : [[key, value] as const];
    }),
  );
  const context: GhostContext = {
    origin: webAddress(settings.get('url')) ?? origin,
    tags: namesOf(tables, 'tags', 'posts_tags', 'tag_id'),
    authors: peopleOf(tables),
    metas: new Map(objectsIn(tables, 'posts_meta').map((row) => [keyOf(row, 'post_id'), row])),
  };
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = [];
  let withCode = 0;
  for (const [index, row] of objectsIn(tables, 'posts').entries()) {
    const place = `${source.name}, post ${index + 1}`;
    const content = contentOf(row);
    const reason = reasonToSkip(row, context) ?? (content ? undefined : NO_HTML);
    if (reason !== undefined || !content)
      skipped.push({ source: `${place} (${textIn(row, 'title') ?? ''})`, reason: reason ?? NO_HTML });
    else posts.push(postOf(row, place, content, context));
    if (reason === undefined && hasCode(row)) withCode += 1;
  }
  if (posts.some(({ url }) => url === undefined) && context.origin === undefined)
    skipped.push({ source: source.name, reason: NO_ORIGIN });
  const oldSlugs = oldSlugsOf({ tags: termsIn(tables, 'tags'), authors: termsIn(tables, 'users') }, posts);
  return {
    site: { ...siteOf(settings, context), ...(oldSlugs && { oldSlugs }) },
    posts,
    files: [],
    skipped,
    notes:
      withCode === 0
        ? []
        : [
            `Posts with code of their own for their pages (code injection): ${withCode}. The code is left out.`,
          ],
  };
}

/** What the public does not see there does not become public here. */
function reasonToSkip(row: JsonObject, { metas }: GhostContext): string | undefined {
  const visibility = textIn(row, 'visibility') ?? 'public';
  const meta = metas.get(keyOf(row, 'id'));
  if (textIn(row, 'status') === 'sent' || meta?.email_only === 1 || meta?.email_only === true)
    return 'it was sent by email only';
  if (visibility !== 'public')
    return 'it is for members; copy it by hand, or make it public in Ghost, if everybody may read it';
  return undefined;
}

function hasCode(row: JsonObject): boolean {
  return ['codeinjection_head', 'codeinjection_foot'].some((name) => textIn(row, name) !== undefined);
}

function termsIn(tables: JsonObject, table: string): Term[] {
  return objectsIn(tables, table).flatMap((row) => {
    const name = plainTitle(textIn(row, 'name'));
    const slug = textIn(row, 'slug');
    return name === undefined || slug === undefined ? [] : [{ name, slug }];
  });
}

const NO_HTML = 'the export has no HTML of it; open it in Ghost, save it, and export again';
const NO_ORIGIN =
  'the export does not name the address of the site; give it with --origin, so that links to your own posts are found';

/** What Ghost writes in links for the address of the site. */
const GHOST_URL = '__GHOST_URL__';

interface GhostContext {
  readonly origin: string | undefined;
  readonly tags: ReadonlyMap<string, readonly string[]>;
  readonly authors: ReadonlyMap<string, readonly Person[]>;
  readonly metas: ReadonlyMap<string, JsonObject>;
}

/** The tables of the database: `{ db: [{ data }] }`, or `{ data }` in old exports. */
function tablesIn(document: unknown, name: string): JsonObject {
  const [first] = isObject(document) ? objectsIn(document, 'db') : [];
  const data = isObject(document) ? (first?.data ?? document.data) : undefined;
  if (!isObject(data) || !Array.isArray(data.posts))
    throw new Error(`${name} is no Ghost export: it has no posts`);
  return data;
}

function postOf(
  row: JsonObject,
  source: string,
  content: ImportedContent,
  { origin, tags, authors, metas }: GhostContext,
): ImportedPost {
  const key = keyOf(row, 'id');
  const meta = metas.get(key);
  const isPage = textIn(row, 'type') === 'page' || row.page === 1 || row.page === true;
  const status = textIn(row, 'status') ?? 'published';
  const isDraft = status === 'draft';
  const slug = textIn(row, 'slug');
  const title = plainTitle(textIn(row, 'title'));
  const date = momentIn(row, 'published_at') ?? (isDraft ? undefined : momentIn(row, 'created_at'));
  const updated = momentIn(row, 'updated_at');
  const summary =
    textIn(row, 'custom_excerpt') ??
    (meta && textIn(meta, 'meta_description')) ??
    textIn(row, 'meta_description');
  const image = webAddress(located(textIn(row, 'feature_image') ?? textIn(row, 'image') ?? '', origin));
  const alt = meta && textIn(meta, 'feature_image_alt');
  const lang = languageOf(textIn(row, 'locale'));
  return {
    source,
    // The guid in Ghost's feeds; it was the UUID when ids were numbers, before version 1.
    ...(!isDraft && { id: typeof row.id === 'number' ? (textIn(row, 'uuid') ?? key) : key }),
    ...(slug !== undefined && !isDraft && { url: `/${slug}/` }),
    ...(slug !== undefined && { slug }),
    ...(title !== undefined && title !== '(Untitled)' && { title }),
    ...(date !== undefined && { date }),
    ...(updated !== undefined && date !== undefined && updated > date && { updated }),
    ...(summary !== undefined && { summary }),
    ...(lang !== undefined && { lang }),
    ...(image !== undefined && { image: { url: image, ...(alt !== undefined && { alt }) } }),
    ...(isDraft && { draft: true }),
    ...(isPage && { listed: false }),
    content:
      'html' in content
        ? { html: withCaption(tidyCards(located(content.html, origin)), image, alt, meta) }
        : content,
    tags: distinct(tags.get(key) ?? []),
    authors: [...(authors.get(key) ?? authors.get(`author ${textIn(row, 'author_id') ?? ''}`) ?? [])],
    enclosures: [],
  };
}

/** Longwave shows the picture of a post without a caption, unless the content shows it. */
function withCaption(
  html: string,
  image: string | undefined,
  alt: string | undefined,
  meta: JsonObject | undefined,
): string {
  const caption = meta && textIn(meta, 'feature_image_caption');
  if (image === undefined || caption === undefined) return html;
  const picture = `<img src="${escapeHtml(image)}" alt="${escapeHtml(alt ?? '')}">`;
  return `<figure>${picture}<figcaption>${caption}</figcaption></figure>${html}`;
}

function located(text: string, origin: string | undefined): string {
  return text.replaceAll(GHOST_URL, origin?.replace(/\/$/, '') ?? '');
}

/** Ids are numbers in old exports. */
function keyOf(row: JsonObject, name: string): string {
  const value = row[name];
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : '';
}

/** A date is a text, or milliseconds in exports of version 0. */
function momentIn(row: JsonObject, name: string): number | undefined {
  const value = row[name];
  if (typeof value === 'number' && value > 0) return Math.floor(value / 1000) * 1000;
  return momentOf(textIn(row, name));
}

/** The HTML, or what can be made of the other forms when an export lacks it. Undefined when nothing can. */
function contentOf(row: JsonObject): ImportedContent | undefined {
  const html = textIn(row, 'html');
  if (html !== undefined) return { html };
  // Version 0 kept posts in Markdown.
  const markdown = textIn(row, 'markdown');
  if (markdown !== undefined) return { markdown: `${markdown.replace(/\r\n?/g, '\n').trim()}\n` };
  const [mobiledoc, lexical] = [textIn(row, 'mobiledoc'), textIn(row, 'lexical')];
  if (mobiledoc === undefined && lexical === undefined) return { html: '' };
  const made = htmlOfMobiledoc(mobiledoc) ?? htmlOfLexical(lexical);
  return made === undefined ? undefined : { html: made };
}

/** The public tags of each post by its id, in their order. Names that begin with `#` are private to Ghost. */
function namesOf(tables: JsonObject, table: string, links: string, key: string): Map<string, string[]> {
  const names = new Map(objectsIn(tables, table).map((row) => [keyOf(row, 'id'), textIn(row, 'name') ?? '']));
  const byPost = new Map<string, string[]>();
  for (const link of sorted(objectsIn(tables, links))) {
    const name = names.get(keyOf(link, key)) ?? '';
    if (name === '' || name.startsWith('#')) continue;
    byPost.set(keyOf(link, 'post_id'), [...(byPost.get(keyOf(link, 'post_id')) ?? []), name]);
  }
  return byPost;
}

function sorted(rows: readonly JsonObject[]): JsonObject[] {
  return [...rows].sort((a, b) => Number(a.sort_order ?? 0) - Number(b.sort_order ?? 0));
}

/** The authors of each post by its id, and each user as `author ID` for exports that name one author a post. */
function peopleOf(tables: JsonObject): Map<string, Person[]> {
  const users = new Map(objectsIn(tables, 'users').map((row) => [keyOf(row, 'id'), personOf(row)]));
  const byPost = new Map<string, Person[]>([...users].map(([id, person]) => [`author ${id}`, [person]]));
  for (const link of sorted(objectsIn(tables, 'posts_authors'))) {
    const person = users.get(keyOf(link, 'author_id'));
    if (person) byPost.set(keyOf(link, 'post_id'), [...(byPost.get(keyOf(link, 'post_id')) ?? []), person]);
  }
  return byPost;
}

function personOf(row: JsonObject): Person {
  const url = webAddress(textIn(row, 'website'));
  return { name: plainTitle(textIn(row, 'name')) ?? 'unnamed', ...(url !== undefined && { url }) };
}

function siteOf(settings: ReadonlyMap<string, string>, { origin }: GhostContext): ImportedSite {
  const title = plainTitle(settings.get('title'));
  const description = plainTitle(settings.get('description'));
  const language = languageOf(
    settings.get('locale') ?? settings.get('lang') ?? settings.get('default_locale'),
  );
  const timeZone =
    settings.get('timezone') ?? settings.get('active_timezone') ?? settings.get('activeTimezone');
  const icon = webAddress(located(settings.get('icon') ?? '', origin));
  return {
    ...(origin !== undefined && { origin: new URL(origin).origin }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(language !== undefined && { language }),
    ...(timeZone !== undefined && { timeZone }),
    ...(icon !== undefined && { icon }),
    oldFeedAddresses: { '/rss/': 'rss' },
  };
}
