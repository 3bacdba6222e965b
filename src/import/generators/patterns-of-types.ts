// Patterns of types: Gridsome and the blog plugin of VuePress say in their configuration which folder has which posts, and
// by which pattern their addresses are made.

import { posix } from 'node:path';
import type { FoundPost } from './generator.ts';
import { isContent } from './markdown-folders.ts';
import { undatedName } from './patterned-folders.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { asciiSlug, dateParts, fillIn, tidyPath } from './url-parts.ts';

interface Place {
  readonly folder: string;
  readonly pattern: string;
  /** What the slug is made of, where the post has no field for it. */
  readonly slugFrom: 'title' | 'file';
}

/** The posts with the addresses that the patterns of a configuration make. */
export function withPatterns(posts: readonly FoundPost[], config: Data): readonly FoundPost[] {
  const places = [...gridsomePlaces(config), ...vuepressPlaces(config)];
  return posts.map((post) => {
    const place = places.find(({ folder }) => post.source.startsWith(`${folder}/`) && isContent(folder));
    const path = place && pathBy(post, place);
    if (path === undefined) return post;
    const { certainty: _, ...rest } = post;
    return { ...rest, path, id: path };
  });
}

/** `{ use: '@gridsome/source-filesystem', options: { path: 'blog/**\/*.md', typeName: 'Post' } }` with its template. */
function gridsomePlaces(config: Data): Place[] {
  const plugins = valueAt(config, 'plugins');
  return (Array.isArray(plugins) ? plugins : []).flatMap((plugin): Place[] => {
    const options = valueAt(plugin, 'options');
    const files = textAt(options, 'baseDir') ?? textAt(options, 'path');
    const pattern = textAt(options, 'route') ?? templateOf(config, textAt(options, 'typeName'));
    if (files === undefined || pattern === undefined) return [];
    return [{ folder: posix.join('.', files.replace(/\/?[^/]*[*{[].*$/, '')), pattern, slugFrom: 'title' }];
  });
}

/** `['@vuepress/blog', { directories: [{ dirname: '_posts', itemPermalink: '/:year/:slug' }] }]`, or those of its theme. */
function vuepressPlaces(config: Data): Place[] {
  const plugins = valueAt(config, 'plugins');
  const options = (Array.isArray(plugins) ? plugins : []).flatMap((plugin) =>
    Array.isArray(plugin) && /(?:^|[/-])blog$/.test(String(plugin[0])) ? [plugin[1]] : [],
  );
  const isTheme = /theme-blog$|^@vuepress\/blog$/.test(textAt(config, 'theme') ?? '');
  const all = [...options, ...(isTheme ? [valueAt(config, 'themeConfig') ?? {}] : [])];
  return all.flatMap((each): Place[] => {
    const directories = valueAt(each, 'directories');
    const given = Array.isArray(directories) ? directories : isTheme ? [{ dirname: '_posts' }] : [];
    return given.flatMap((directory) => {
      const folder = textAt(directory, 'dirname');
      const pattern = textAt(directory, 'itemPermalink') ?? '/:year/:month/:day/:slug';
      return folder === undefined ? [] : [{ folder, pattern, slugFrom: 'file' }];
    });
  });
}

/** A template is a pattern, a list of templates, or a component with its path. */
function templateOf(config: Data, type: string | undefined): string | undefined {
  const templates = valueAt(config, 'templates');
  const written = type === undefined || !isData(templates) ? undefined : templates[type];
  const first = Array.isArray(written) ? written[0] : written;
  const path = typeof first === 'string' ? first : textAt(first, 'path');
  return path?.startsWith('/') ? path : undefined;
}

function pathBy({ fields, date, source }: FoundPost, { pattern, slugFrom }: Place): string | undefined {
  const title = asciiSlug(textAt(fields, 'title') ?? '');
  const fieldsAsParts = Object.fromEntries(
    Object.keys(fields).flatMap((name) => {
      const value = textAt(fields, name);
      return value === undefined ? [] : [[name, asciiSlug(value)]];
    }),
  );
  const filled = fillIn(pattern, {
    ...fieldsAsParts,
    ...(date === undefined ? {} : dateParts(date, 'UTC')),
    title,
    slug: textAt(fields, 'slug') ?? (slugFrom === 'file' || title === '' ? undatedName(source) : title),
  });
  return filled === undefined ? undefined : `${tidyPath(filled).replace(/\/$/, '')}/`;
}
