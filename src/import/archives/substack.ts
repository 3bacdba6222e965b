// Substack: its export, a zip archive or folder with `posts.csv` and one HTML file for each post.

import { decodeUtf8 } from '../../compile/text/decode.ts';
import { enclosureOf, momentOf, plainText, plainTitle, webAddress } from '../feeds/values.ts';
import type { Imported, ImportedPost, Skipped } from '../imported.ts';
import type { Reader } from '../reader.ts';
import type { TreeSource } from '../source/source.ts';
import { tidyCards } from './cards.ts';
import { isTrue, type Row, readTable } from './read-table.ts';

export const SUBSTACK: Reader = {
  name: 'Substack export',
  recognises: (source) =>
    source.kind === 'tree' &&
    tableIn(source.files) !== undefined &&
    source.files.some((file) => POST.test(file)),
  read: async (source, { origin, progress }) => {
    if (source.kind !== 'tree') throw new Error(`${source.name} is no export of Substack`);
    return readExport(source, origin, progress);
  },
};

/** `posts/123.the-slug.html` */
const POST = /(?:^|\/)posts\/(\d+)\.([^/]+)\.html$/;

function tableIn(files: readonly string[]): string | undefined {
  return files.find((file) => /(?:^|\/)posts\.csv$/.test(file));
}

async function readExport(
  source: TreeSource,
  origin: string | undefined,
  progress: (read: number) => void,
): Promise<Imported> {
  const rows = await readRows(source, tableIn(source.files) ?? 'posts.csv');
  const files = new Map(
    source.files.flatMap((file) => {
      const number = POST.exec(file)?.[1];
      return number === undefined ? [] : [[number, file] as const];
    }),
  );
  const posts: ImportedPost[] = [];
  const skipped: Skipped[] = origin === undefined ? [{ source: source.name, reason: NO_ORIGIN }] : [];
  for (const row of rows) {
    const [number = ''] = (row.post_id ?? '').split('.');
    const file = files.get(number);
    const place = `${source.name}, ${row.post_id ?? 'a post without an id'}`;
    const reason = reasonToSkip(row, file);
    if (reason === undefined && file !== undefined) posts.push(await postOf(source, file, row, origin));
    else skipped.push({ source: place, reason: reason ?? NO_FILE });
    progress(posts.length);
  }
  return {
    site: { ...(origin !== undefined && { origin }), oldFeedAddresses: { '/feed': 'rss' } },
    posts,
    files: [],
    skipped,
  };
}

const NO_ORIGIN =
  'the export does not name the address of the site, which is part of the ids that readers know; give it with --origin https://NAME.substack.com';
const NO_FILE = 'the export has no HTML file of it';

async function readRows(source: TreeSource, file: string): Promise<Row[]> {
  const text = decodeUtf8(await source.read(file));
  if (text === undefined) throw new Error(`${source.name}, ${file}: this file is not UTF-8`);
  return readTable(text, `${source.name}, ${file}`);
}

function reasonToSkip({ type, audience, is_published }: Row, file: string | undefined): string | undefined {
  if (type === 'thread' || type === 'restack' || type === 'adhoc_email')
    return `it is a ${type.replace('_', ' ')} and no post`;
  if (file === undefined) return NO_FILE;
  if (isTrue(is_published) && /paid|founding/.test(audience ?? ''))
    return `it is for ${audience?.replace('only_', '')} subscribers; copy it by hand if everybody may read it`;
  return undefined;
}

async function postOf(
  source: TreeSource,
  file: string,
  row: Row,
  origin: string | undefined,
): Promise<ImportedPost> {
  const slug = POST.exec(file)?.[2] ?? '';
  const isDraft = !isTrue(row.is_published);
  const title = plainTitle(row.title);
  const date = momentOf(row.post_date);
  const html = decodeUtf8(await source.read(file)) ?? '';
  const summary = plainText(row.subtitle ?? '');
  const audio = enclosureOf(webAddress(row.podcast_url), { type: 'audio/mpeg' });
  return {
    source: `${source.name}, ${file}`,
    // The guid in Substack's feeds is the address.
    ...(!isDraft && origin !== undefined && { id: `${origin}/p/${slug}` }),
    ...(!isDraft && { url: `/p/${slug}` }),
    slug,
    ...(title !== undefined && { title }),
    ...(date !== undefined && { date }),
    ...(summary !== '' && { summary }),
    ...(isDraft && { draft: true }),
    ...(row.type === 'page' && { listed: false }),
    content: { html: tidyCards(html) },
    tags: [],
    authors: [],
    enclosures: audio ? [audio] : [],
  };
}
