// Nikola: conf.py with the places of posts and pages, and posts with lines such as `.. title:`.

import { posix } from 'node:path';
import { zoneOf } from './front.ts';
import type { FoundSite, Generator } from './generator.ts';
import { withDotsAsFront } from './header-lines.ts';
import { MARKDOWN } from './markdown-folders.ts';
import { type PatternedFolder, readPatterned } from './patterned-folders.ts';
import { pythonSettings } from './python-literals.ts';
import { type Data, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { splitAddress, within } from './url-parts.ts';

export const nikola: Generator = {
  name: 'Nikola',
  recognises: async (folder) =>
    folder.has('conf.py') && /^(?:POSTS|PAGES)\s*=/m.test((await folder.text('conf.py')) ?? ''),
  read: readNikola,
};

async function readNikola(folder: SiteFolder): Promise<FoundSite> {
  const config: Data = pythonSettings((await folder.text('conf.py')) ?? '');
  const address = splitAddress(textAt(config, 'SITE_URL'));
  const base = address?.base ?? '';
  const timeZone = zoneOf(textAt(config, 'TIMEZONE'));
  const places = [...placesAt(config, 'PAGES', false), ...placesAt(config, 'POSTS', true)];
  const distinct = [...new Map(places.map((each) => [each.folder, each])).values()];
  const found = await readPatterned(folder, distinct, { base, timeZone, textOf: withDotsAsFront });
  return {
    title: textAt(config, 'BLOG_TITLE'),
    description: textAt(config, 'BLOG_DESCRIPTION'),
    origin: address?.origin,
    language: textAt(config, 'DEFAULT_LANG') ?? 'en',
    timeZone,
    author:
      textAt(config, 'BLOG_AUTHOR') === undefined ? undefined : { name: textAt(config, 'BLOG_AUTHOR') ?? '' },
    people: [],
    dialect: 'gfm',
    permalink: undefined,
    feeds: { [within(base, posix.join(textAt(config, 'RSS_PATH') ?? '', 'rss.xml'))]: 'rss' },
    posts: found.posts.map((post) =>
      /^(?:draft|private)$/.test(textAt(post.fields, 'status') ?? '') ? { ...post, draft: true } : post,
    ),
    files: [
      ...found.files.filter(({ source }) => !/\.(?:meta|rst|txt|ipynb)$/.test(source)),
      ...folder.files
        .filter((source) => /^(?:files|images)\//.test(source) && !MARKDOWN.test(source))
        .map((source) => ({ source, path: `public${within(base, source.replace(/^files\//, ''))}` })),
    ],
    skipped: found.skipped,
  };
}

/** `("posts/*.md", "blog", "post.tmpl")`: where sources are, and where they are served. */
function placesAt(config: Data, name: string, isPosts: boolean): PatternedFolder[] {
  const rows = valueAt(config, name);
  const isPretty = valueAt(config, 'PRETTY_URLS') !== false;
  return (Array.isArray(rows) ? rows : []).flatMap((row): PatternedFolder[] => {
    const [pattern, target] = Array.isArray(row) ? row : [];
    if (typeof pattern !== 'string' || typeof target !== 'string') return [];
    return [
      {
        folder: pattern.replace(/\/?[^/]*[*?[].*$/, ''),
        isPosts,
        end: '',
        pattern: `/${target}/:folders/:slug${isPretty ? '/' : '.html'}`,
      },
    ];
  });
}
