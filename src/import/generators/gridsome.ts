// Gridsome: which files are of which type, and the patterns of addresses that its configuration has for types.

import { posix } from 'node:path';
import type { FoundPost } from './generator.ts';
import { isContent } from './markdown-folders.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';
import { asciiSlug, dateParts, fillIn, tidyPath } from './url-parts.ts';

interface Place {
  readonly folder: string;
  readonly pattern: string;
}

/** The posts with the addresses that templates make. */
export function withTemplates(posts: readonly FoundPost[], config: Data): readonly FoundPost[] {
  const places = placesIn(config);
  return posts.map((post) => {
    const place = places.find(({ folder }) => post.source.startsWith(`${folder}/`) && isContent(folder));
    const path = place && pathBy(post, place);
    if (path === undefined) return post;
    const { certainty: _, ...rest } = post;
    return { ...rest, path, id: path };
  });
}

/** `{ use: '@gridsome/source-filesystem', options: { path: 'blog/**\/*.md', typeName: 'Post' } }` with its template. */
function placesIn(config: Data): Place[] {
  const plugins = valueAt(config, 'plugins');
  return (Array.isArray(plugins) ? plugins : []).flatMap((plugin): Place[] => {
    const options = valueAt(plugin, 'options');
    const files = textAt(options, 'baseDir') ?? textAt(options, 'path');
    const pattern = textAt(options, 'route') ?? templateOf(config, textAt(options, 'typeName'));
    if (files === undefined || pattern === undefined) return [];
    return [{ folder: posix.join('.', files.replace(/\/?[^/]*[*{[].*$/, '')), pattern }];
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

function pathBy({ fields, date, source }: FoundPost, { pattern }: Place): string | undefined {
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
    slug: textAt(fields, 'slug') ?? (title === '' ? asciiSlug(posix.basename(source)) : title),
  });
  return filled === undefined ? undefined : `${tidyPath(filled).replace(/\/$/, '')}/`;
}
