// Hexo: _config.yml, source with _posts and _drafts, and everything else in it as pages and files.

import { posix } from 'node:path';
import type { Skipped } from '../imported.ts';
import { withOldAddresses } from './bundle-files.ts';
import { hasFront, momentOf, readFront, textsAt, truthAt, zoneOf } from './front.ts';
import type { FoundFile, FoundPost, FoundSite, Generator } from './generator.ts';
import { type HexoSite, postPath, pretty } from './hexo-address.ts';
import type { FeedFormat } from './old-feeds.ts';
import { isListing, OWN_PAGE, TEMPLATE } from './pages.ts';
import { authorOf, peopleOf, withKeys } from './people.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, tidyPath, within } from './url-parts.ts';
import { dataIn } from './variables.ts';

const MARKDOWN = /\.(?:md|markdown|mkd|mkdn)$/i;

export const hexo: Generator = {
  name: 'Hexo',
  recognises: (folder) =>
    folder.files.some((file) => file.startsWith('source/_posts/')) &&
    folder.first('_config.yml', '_config.yaml', 'package.json') !== undefined,
  read: readHexo,
};

async function readHexo(folder: SiteFolder): Promise<FoundSite> {
  const config = await folder.data(folder.first('_config.yml', '_config.yaml'));
  const address = splitAddress(textAt(config, 'url'));
  const root = textAt(config, 'root')?.replace(/\/+$/, '');
  const base = root ?? address?.base ?? '';
  const site: HexoSite = { config, base, timeZone: zoneOf(textAt(config, 'timezone')) };
  const posts: FoundPost[] = [];
  const files: FoundFile[] = [];
  const skipped: Skipped[] = [];
  const hasAssets = truthAt(config, 'post_asset_folder') === true;
  const markdown = new Set(
    folder.files.filter((file) => MARKDOWN.test(file)).map((file) => file.replace(MARKDOWN, '')),
  );
  for (const source of folder.files) {
    const file = source.startsWith('source/') ? source.slice(7) : undefined;
    if (file === undefined) continue;
    if (!MARKDOWN.test(file)) {
      const post = hasAssets ? posix.dirname(source) : undefined;
      if (post !== undefined && markdown.has(post))
        files.push({ source, path: `posts/${fileOf(posix.dirname(file))}/${posix.basename(file)}` });
      else if (/^_(?:posts|drafts)\//.test(file)) files.push({ source, path: `posts/${fileOf(file)}` });
      else if (!/(?:^|\/)_/.test(file) || file.startsWith('_redirects') || file.startsWith('_headers'))
        await takeFile(folder, source, file, site, files, skipped);
      continue;
    }
    const hasFolder =
      hasAssets && folder.files.some((each) => each.startsWith(`${source.replace(MARKDOWN, '')}/`));
    const taken = await takePost(folder, source, file, hasFolder, site);
    if ('reason' in taken) skipped.push(taken);
    else posts.push(taken);
  }
  const people = await peopleOf(folder);
  return {
    title: textAt(config, 'title'),
    description: textAt(config, 'description') ?? textAt(config, 'subtitle'),
    origin: address?.origin,
    language: textsAt(config, 'language')[0],
    timeZone: site.timeZone,
    author: authorOf(valueAt(config, 'author'), people),
    people: withKeys(people),
    dialect: 'gfm',
    values: { config, site: { data: await dataIn(folder, 'source/_data') } },
    permalink: undefined,
    feeds: feedsOf(config, base),
    posts,
    files: withOldAddresses(files, posts),
    skipped,
  };
}

/** What hexo-generator-feed makes. */
function feedsOf(config: Data, base: string): Record<string, FeedFormat> {
  const types = textsAt(config, 'feed', 'type');
  const paths = textsAt(config, 'feed', 'path');
  const given = types.length > 0 ? types : ['atom'];
  return Object.fromEntries(
    given.map((type, index) => [
      within(base, paths[index] ?? (type === 'rss2' ? 'rss2.xml' : 'atom.xml')),
      type === 'rss2' ? 'rss' : 'atom',
    ]),
  );
}

/** `_posts/a.md` is `a.md`; drafts and pages keep their folders. */
function fileOf(file: string): string {
  return file.replace(/^_posts\//, '');
}

async function takeFile(
  folder: SiteFolder,
  source: string,
  file: string,
  { base }: HexoSite,
  files: FoundFile[],
  skipped: Skipped[],
): Promise<void> {
  const text = /\.(?:html?|njk|ejs|swig|styl|less|ya?ml)$/.test(file) ? await folder.text(source) : undefined;
  if (text !== undefined && hasFront(text)) skipped.push({ source, reason: TEMPLATE });
  else files.push({ source, path: `public${within(base, file)}` });
}

async function takePost(
  folder: SiteFolder,
  source: string,
  file: string,
  hasFolder: boolean,
  site: HexoSite,
): Promise<FoundPost | Skipped> {
  const text = (await folder.text(source)) ?? '';
  const { fields, body } = readFront(text);
  const place = /^_(posts|drafts)\//.exec(file)?.[1];
  if (place === undefined) {
    if (/(?:^|\/)_/.test(file)) return { source, reason: 'Hexo leaves out folders whose names begin with _' };
    if (/^(?:index|404)\.md$/.test(file)) return { source, reason: OWN_PAGE };
    if (isListing(body) || /^(?:tags|categories|archives)\//.test(file)) return { source, reason: TEMPLATE };
    const written =
      textAt(fields, 'permalink') ?? file.replace(MARKDOWN, '.html').replace(/(^|\/)index\.html$/, '$1');
    return {
      source,
      file,
      text,
      fields,
      kind: 'page',
      path: within(site.base, pretty(tidyPath(written), site.config)),
      ...dateOf(fields, site),
    };
  }
  const { date } = dateOf(fields, site, posix.basename(file));
  const path = postPath(file, fields, date, site);
  const target = fileOf(file);
  return {
    source,
    file: hasFolder ? target.replace(MARKDOWN, '/index.md') : target,
    text,
    fields,
    kind: 'post',
    ...(path !== undefined && { path, id: path }),
    ...(date !== undefined && { date }),
    ...((place === 'drafts' || truthAt(fields, 'published') === false || truthAt(fields, 'draft')) && {
      draft: true,
    }),
  };
}

function dateOf(
  fields: Readonly<Record<string, unknown>>,
  { timeZone }: HexoSite,
  name = '',
): { date?: number } {
  const date =
    writtenMoment(fields.date, timeZone) ?? momentOf(/^\d{4}-\d{2}-\d{2}/.exec(name)?.[0], timeZone);
  return date === undefined ? {} : { date };
}

/** Hexo takes a timestamp with an offset for the time that it is in UTC then, and that for a time in the zone of the site. */
function writtenMoment(written: unknown, timeZone: string): number | undefined {
  const hasOffset =
    typeof written === 'string' &&
    /^\d{4}-\d\d?-\d\d?[t\s].*:\d\d(?:\.\d+)?\s*(?:z|[+-]\d\d?(?::?\d\d)?)$/i.test(written);
  if (!hasOffset) return momentOf(written, timeZone);
  const moment = momentOf(written, 'UTC');
  return moment === undefined ? undefined : momentOf(new Date(moment).toISOString().slice(0, 19), timeZone);
}
