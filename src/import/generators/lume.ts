// Lume: _config.ts with the place of the sources and of the site, the data of folders, and the feeds of its plugin.

import { posix } from 'node:path';
import { folderData } from './folder-data.ts';
import { textsAt, truthAt } from './front.ts';
import type { FoundPost, FoundSite, Generator } from './generator.ts';
import { foldersWithPosts, isContent, MARKDOWN } from './markdown-folders.ts';
import type { FeedFormat } from './old-feeds.ts';
import { type PatternedFolder, readPatterned } from './patterned-folders.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import type { Script } from './script.ts';
import { type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { siteMetadata } from './site-metadata.ts';
import { splitAddress, within } from './url-parts.ts';

const CONFIGS = ['_config.ts', '_config.js', '_config.mjs', '_config.tsx'];

export const lume: Generator = {
  name: 'Lume',
  recognises: async (folder) => /["']lume\//.test((await folder.text(folder.first(...CONFIGS) ?? '')) ?? ''),
  read: readLume,
};

async function readLume(folder: SiteFolder): Promise<FoundSite> {
  const script = await folder.script(folder.first(...CONFIGS));
  const options = script.calls.find(({ name }) => name === 'lume')?.arguments[0];
  const source = posix
    .join('.', textAt(options, 'src') ?? '')
    .replace(/^\.?\/?|\/+$/g, '')
    .replace(/^\.$/, '');
  const address = splitAddress(textAt(options, 'location'));
  const base = address?.base ?? '';
  const isPretty = truthAt(options, 'prettyUrls') !== false;
  const dataOf = await folderData(folder, '_data');
  const dated = await foldersWithPosts(folder, isContent);
  const end = isPretty ? '/' : '.html';
  const places: PatternedFolder[] = [...new Set([...dated.filter((each) => each !== source), source])]
    .filter((each) => source === '' || each === source || each.startsWith(`${source}/`))
    .map((each) => ({
      folder: each,
      isPosts: each !== source || dated.includes(source),
      end: '',
      pattern: (post) => patternFor(post, source, end),
    }));
  const found = await readPatterned(folder, places, { base, timeZone: 'UTC', dataOf });
  const metadata = await siteMetadata(folder);
  const info = script.calls.find(({ name }) => name === 'feed')?.arguments[0];
  const home = dataOf(posix.join(source, 'index.md'));
  const people = await peopleOf(folder);
  const served = copied(folder, script, source, base);
  return {
    title:
      textAt(home, 'metas', 'site') ??
      textAt(home, 'site', 'title') ??
      plainAt(info, 'title') ??
      metadata.title ??
      textAt(home, 'title'),
    description:
      textAt(home, 'metas', 'description') ??
      textAt(home, 'site', 'description') ??
      plainAt(info, 'description') ??
      metadata.description,
    origin: address?.origin,
    language: textAt(home, 'lang') ?? textAt(home, 'metas', 'lang') ?? metadata.language,
    timeZone: 'UTC',
    author: authorOf(valueAt(home, 'author') ?? metadata.author, people),
    people: withKeys(people),
    dialect: 'gfm',
    permalink: undefined,
    feeds: feedsIn(script, base),
    posts: found.posts,
    files: [...found.files.filter((file) => !served.some((each) => each.source === file.source)), ...served],
    skipped: found.skipped,
  };
}

/** The address: of a field, or of the place of the file. A date before an underscore is no part of it. */
function patternFor({ fields, source: file }: FoundPost, source: string, end: string): string | undefined {
  const written = textAt(fields, 'url');
  if (written !== undefined)
    return written.startsWith('/') ? written.replace(/\/index\.html$/, '/') : undefined;
  const bare = (source === '' ? file : file.slice(source.length + 1))
    .replace(MARKDOWN, '')
    .replace(/\/index$/, '');
  const name = posix.basename(bare).replace(/^\d{4}-\d{2}-\d{2}(?:-\d{2}-\d{2}(?:-\d{2})?)?_(?=.)/, '');
  const folders = posix.dirname(bare) === '.' ? '' : posix.dirname(bare);
  const base = textAt(fields, 'basename') ?? name;
  return posix.join('/', folders.replace(/\([^)]*\)/g, ''), base).replaceAll(':', '') + end;
}

/** `=title` stands for the field of a page. */
function plainAt(options: unknown, name: string): string | undefined {
  const text = textAt(options, 'info', name);
  return text?.startsWith('=') ? undefined : text;
}

function feedsIn({ calls }: Script, base: string): Record<string, FeedFormat> {
  const feeds: Record<string, FeedFormat> = {};
  for (const {
    name,
    arguments: [options],
  } of calls) {
    if (name !== 'feed') continue;
    const output = textsAt(options, 'output');
    for (const path of output.length > 0 ? output : ['/feed.xml', '/feed.json'])
      feeds[within(base, path)] = path.endsWith('json') ? 'json' : /atom/.test(path) ? 'atom' : 'rss';
  }
  return feeds;
}

/** What `site.copy("static", ".")` and `site.add("img")` take as it is. */
function copied(folder: SiteFolder, { calls }: Script, source: string, base: string) {
  return calls
    .filter(({ name }) => name === 'copy' || name === 'add')
    .flatMap(({ arguments: [from, to] }) => {
      if (typeof from !== 'string' || from.startsWith('http')) return [];
      const place = posix.join(source, from).replace(/\/+$/, '');
      const target = typeof to === 'string' ? to : from;
      return folder.files
        .filter((file) => (file === place || file.startsWith(`${place}/`)) && !MARKDOWN.test(file))
        .map((file) => ({
          source: file,
          path: `public${within(base, posix.join('/', target, file.slice(place.length)))}`,
        }));
    });
}
