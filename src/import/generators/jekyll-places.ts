// Places in Jekyll: what a file is by its path, and which files are left out.

import { textsAt, truthAt } from './front.ts';
import { type Data, isData, textAt, valueAt } from './site-folder.ts';

/** What a file is. `path` is its path as Jekyll sees it: without the folder that has all collections. */
export type JekyllPlace =
  | { readonly kind: 'post' | 'draft' | 'page'; readonly path: string }
  | { readonly kind: 'collection'; readonly collection: string; readonly path: string };

/** What Jekyll leaves out in every site. */
const EXCLUDED = [
  ...['.sass-cache', '.jekyll-cache', 'gemfiles', 'Gemfile', 'Gemfile.lock', 'node_modules'],
  ...['vendor/bundle/', 'vendor/cache/', 'vendor/gems/', 'vendor/ruby/'],
];

/** The place of each file; undefined for one that Jekyll does not publish. */
export function placesIn(config: Data): (source: string) => JekyllPlace | undefined {
  const top = (textAt(config, 'collections_dir') ?? '').replace(/^\.?\/+|\/+$/g, '');
  const within = top === '' ? '' : `${top}/`;
  const collections = valueAt(config, 'collections');
  const labels = isData(collections)
    ? Object.keys(collections).filter((label) => truthAt(collections, label, 'output'))
    : [];
  const isRead = filterOf(config);
  return (source) => {
    const label = labels.find((each) => each !== 'posts' && source.startsWith(`${within}_${each}/`));
    if (label !== undefined) {
      const path = source.slice(within.length);
      const rest = path.slice(label.length + 2);
      return isRead(rest, `_${label}/`) ? { kind: 'collection', collection: label, path } : undefined;
    }
    const [, folders = '', special, rest = ''] = /^((?:[^/]+\/)*?)_(posts|drafts)\/(.+)$/.exec(source) ?? [];
    if (special === undefined)
      return isReadDeep(source, isRead, config) ? { kind: 'page', path: source } : undefined;
    const isPublished =
      folders.startsWith(within) &&
      isReadDeep(folders, isRead, config) &&
      isRead(rest, `${folders}_${special}/`);
    const kind = special === 'posts' ? 'post' : 'draft';
    return isPublished ? { kind, path: source.slice(within.length) } : undefined;
  };
}

type Filter = (entry: string, folder: string) => boolean;

/** Whether every folder on the way to a file is read, and the file, too; or whether it is included by its path. */
function isReadDeep(path: string, isRead: Filter, config: Data): boolean {
  const names = path.split('/').filter((name) => name !== '');
  return (
    textsAt(config, 'include').includes(path) ||
    names.every((name, index) =>
      isRead(
        name,
        names
          .slice(0, index)
          .map((each) => `${each}/`)
          .join(''),
      ),
    )
  );
}

/** Whether Jekyll reads an entry of a folder: included, or neither excluded nor with a special character at its beginning. */
function filterOf(config: Data): Filter {
  const include = ['.htaccess', ...textsAt(config, 'include')];
  const destination = (textAt(config, 'destination') ?? '_site').replace(/^\.?\/+|\/+$/g, '');
  const exclude = [...EXCLUDED, ...textsAt(config, 'exclude'), destination].filter(
    (each) => each !== '' && !include.includes(each),
  );
  const isIncluded = matching([...include, '.well-known']);
  const isExcluded = matching(exclude);
  return (entry, folder) => {
    const name = entry.slice(entry.lastIndexOf('/') + 1);
    if (isIncluded(entry) || isIncluded(name)) return true;
    return !isExcluded(folder + entry) && !/^[._#~]/.test(entry) && !/^[._#~]|~$/.test(name);
  };
}

/** A pattern is one of `fnmatch`, in which an asterisk stands for slashes, too, or the beginning of a path. */
function matching(patterns: readonly string[]): (path: string) => boolean {
  const starts = patterns.map((each) => each.replace(/^\.?\/+/, ''));
  const expressions = starts.filter((each) => /[*?[]/.test(each)).map(expressionOf);
  return (path) =>
    starts.some((each) => each !== '' && (path.startsWith(each) || each === `${path}/`)) ||
    expressions.some((each) => each.test(path));
}

function expressionOf(pattern: string): RegExp {
  const source = pattern.replace(/\*+|\?|\[[^\]]*\]|[^*?[]+|\[/g, (part) => {
    if (part.startsWith('*')) return '.*';
    if (part === '?') return '.';
    if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, '[^').replace(/\\/g, '\\\\');
    return part.replace(/[.+?^${}()|[\]\\*]/g, '\\$&');
  });
  try {
    return new RegExp(`^${source}$`, 's');
  } catch {
    return /(?!)/;
  }
}
