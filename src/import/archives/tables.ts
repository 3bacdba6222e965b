// Tables of posts (CSV): the exports of Bear Blog, beehiiv and Buttondown, which differ in their columns.

import { decodeUtf8 } from '../../compile/text/decode.ts';
import { distinct, languageOf, momentOf, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedContent, ImportedPost, Skipped } from '../imported.ts';
import type { Reader } from '../reader.ts';
import { textOf } from '../source/document.ts';
import type { Source } from '../source/source.ts';
import { columnsIn, isTrue, listIn, type Row, readTable } from './read-table.ts';

/** What a program calls the parts of a post. */
interface Form {
  readonly name: string;
  /** Columns that together only this program has. */
  readonly columns: readonly string[];
  /** The post of a row, or the reason why there is none. `text` reads a file beside the table. */
  readonly read: (row: Row, text: (file: string) => Promise<string | undefined>) => Promise<Read | string>;
}

/** A post, whose address may be a path of a site that the table does not name. */
type Read = Omit<ImportedPost, 'source' | 'authors' | 'enclosures' | 'id'>;

const BEAR: Form = {
  name: 'Bear Blog export',
  columns: ['title', 'slug', 'published_date', 'content', 'is_page'],
  read: async (row) => {
    const isDraft = row.publish !== undefined && !isTrue(row.publish);
    const lang = languageOf(row.lang);
    const alias = row.alias?.replace(/^\/*/, '/');
    const image = webAddress(row.meta_image);
    return {
      ...basics({
        title: row.title,
        date: row.published_date,
        summary: row.meta_description,
        slug: row.slug,
      }),
      ...(row.slug !== undefined && { url: `/${row.slug}/` }),
      ...(alias !== undefined && { aliases: [alias] }),
      ...(lang !== undefined && { lang }),
      ...(image !== undefined && { image: { url: image } }),
      ...(isDraft && { draft: true }),
      ...(isTrue(row.is_page) && { listed: false }),
      tags: distinct(listIn(row.all_tags)),
      content: markdown(row.content),
    };
  },
};

const BEEHIIV: Form = {
  name: 'beehiiv export',
  columns: ['web_title', 'status', 'url', 'content_html'],
  read: async (row) => {
    if (/premium|paid/.test(row.audience ?? ''))
      return 'it is for paying subscribers; copy it by hand if everybody may read it';
    const url = webAddress(row.url);
    return {
      ...basics({ title: row.web_title, date: row.created_at, summary: row.web_subtitle }),
      ...(url !== undefined && { url, slug: new URL(url).pathname.replace(/^.*\//s, '') }),
      ...(/^(?:draft|archived)$/.test(row.status ?? '') && { draft: true }),
      tags: distinct(listIn(row.content_tags)),
      content: { html: row.content_html ?? '' },
    };
  },
};

/** The text of an email is beside the table, in Markdown, or in HTML if its author did not see the Markdown. */
const BUTTONDOWN: Form = {
  name: 'Buttondown export',
  columns: ['subject', 'publish_date', 'slug'],
  read: async (row, textBeside) => {
    const text = await textBeside(`emails/${row.slug}.md`);
    if (text === undefined) return `the export has no file emails/${row.slug}.md`;
    const [, mode = '', body = text] =
      /^\s*<!--\s*buttondown-editor-mode:\s*(\w+)\s*-->([\s\S]*)$/.exec(text) ?? [];
    return {
      ...basics({ title: row.subject, date: row.publish_date, slug: row.slug }),
      ...(row.publish_date === undefined ? { draft: true } : { url: `/archive/${row.slug}/` }),
      tags: [],
      content: mode === 'fancy' ? { html: body } : markdown(body),
    };
  },
};

const FORMS = [BEAR, BEEHIIV, BUTTONDOWN];

function basics(given: {
  title?: string | undefined;
  date?: string | undefined;
  summary?: string | undefined;
  slug?: string | undefined;
}) {
  const title = plainTitle(given.title);
  const date = momentOf(given.date);
  const summary = plainText(given.summary ?? '');
  return {
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(summary !== '' && { summary }),
    ...(given.slug !== undefined && { slug: given.slug }),
  };
}

function markdown(text: string | undefined): ImportedContent {
  return { markdown: `${(text ?? '').replace(/\r\n?/g, '\n').trim()}\n` };
}

export const TABLES: Reader = {
  name: 'table of posts',
  recognises: async (source) => (await find(source)) !== undefined,
  read: async (source, { origin }) => {
    const found = await find(source);
    if (!found) throw new Error(`${source.name} has no table of posts`);
    return readPosts(found, origin);
  },
};

interface Found {
  readonly form: Form;
  readonly name: string;
  readonly table: string;
  readonly textBeside: (file: string) => Promise<string | undefined>;
}

/** The table of a source, and the program that made it. */
async function find(source: Source): Promise<Found | undefined> {
  if (source.kind === 'document') {
    const form = formOf(source.head);
    const table = form && (await textOf(source));
    return form && table !== undefined
      ? { form, name: source.name, table, textBeside: async () => undefined }
      : undefined;
  }
  for (const file of source.files.filter((each) => each.endsWith('.csv'))) {
    const table = decodeUtf8(await source.read(file));
    const form = table === undefined ? undefined : formOf(table);
    if (!form || table === undefined) continue;
    const folder = file.slice(0, file.lastIndexOf('/') + 1);
    const textBeside = async (path: string) =>
      source.files.includes(folder + path) ? decodeUtf8(await source.read(folder + path)) : undefined;
    return { form, name: `${source.name}, ${file}`, table, textBeside };
  }
  return undefined;
}

function formOf(head: string): Form | undefined {
  const columns = new Set(columnsIn(head));
  return FORMS.find((form) => form.columns.every((each) => columns.has(each)));
}

async function readPosts(
  { form, name, table, textBeside }: Found,
  given: string | undefined,
): Promise<Imported> {
  const read: (Read & { source: string })[] = [];
  const skipped: Skipped[] = [];
  for (const [index, row] of readTable(table, name).entries()) {
    const source = `${name}, row ${index + 1}`;
    const result = await form.read(row, textBeside);
    if (typeof result === 'string') skipped.push({ source, reason: result });
    else read.push({ ...result, source });
  }
  const absolute = read.map(({ url }) => webAddress(url)).find((url) => url !== undefined);
  const origin = given ?? (absolute === undefined ? undefined : new URL(absolute).origin);
  if (origin === undefined) skipped.push({ source: name, reason: NO_ORIGIN });
  return {
    site: origin === undefined ? {} : { origin },
    posts: read.map((post) => completed(post, origin)),
    files: [],
    skipped,
    program: form.name,
  };
}

const NO_ORIGIN =
  'the table does not name the address of the site, which is part of the ids that readers know; give it with --origin';

/** In the feeds of these programs, the guid is the address. A draft has neither. */
function completed({ url, ...post }: Read & { source: string }, origin: string | undefined): ImportedPost {
  const isKnown = url !== undefined && post.draft !== true;
  const id = isKnown && origin !== undefined ? new URL(url, origin).href : undefined;
  return {
    ...post,
    ...(isKnown && { url }),
    ...(id !== undefined && { id }),
    authors: [],
    enclosures: [],
  };
}
