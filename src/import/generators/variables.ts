// Variables: what names such as `site.repository` stand for in the templates of posts, from the configuration and the data of
// the site. Only those that posts use become settings.

import { type Data, type SiteFolder, textAt } from './site-folder.ts';

/** What the names in templates begin with, and the data below each. */
export type Values = Readonly<Record<string, Data>>;

/** Longwave knows these itself. */
const KNOWN = /^(?:page|post|site\.(?:url|title|description|baseurl|time))(?:\.|$)/;
const NAME = /\{\{-?\s*([a-z_][\w-]*(?:\.[\w-]+)+)/gi;
const NAME_IN_TAGS = /\bsite(?:\.[\w-]+)+/g;
/** Hugo's shortcode for a parameter of the page or the site. */
const PARAMETER = /\{\{[<%]\s*param\s+["'`]?([\w.-]+)/gi;
const LONGEST = 500;

/** What in an address depends on the path that the addresses of the site begin with. */
const OF_BASE = /base_?url|relative_url|absolute_url/i;

/** The texts of the names that posts, and the files that they include, use, in the order of the names. */
export function variablesIn(
  posts: readonly { readonly text: string }[],
  values: Values,
  includes: readonly string[] = [],
): Record<string, string> {
  const texts = [...posts.map(({ text }) => text), ...includes];
  const names = new Set(texts.flatMap((text) => [...namesIn(text)]));
  for (const text of includes) for (const [name] of text.matchAll(NAME_IN_TAGS)) names.add(name);
  const base = textAt(values.site, 'baseurl')?.replace(/\/+$/, '') ?? '';
  const ofBase: Record<string, string> =
    base !== '' && texts.some((text) => OF_BASE.test(text)) ? { 'site.baseurl': base } : {};
  const found = [...names].sort().flatMap((name): [string, string][] => {
    const [root = '', ...keys] = name.split('.');
    const text = KNOWN.test(name) ? undefined : textAt(values[root], ...keys);
    return text === undefined || text.length > LONGEST ? [] : [[name, text]];
  });
  return { ...ofBase, ...Object.fromEntries(found) };
}

function* namesIn(text: string): Generator<string> {
  for (const [, name = ''] of text.matchAll(NAME)) yield name;
  for (const [, name = ''] of text.matchAll(PARAMETER)) yield `site.params.${name}`;
}

/** The files of a folder of data, by name: `_data/social.yml` is `social`. */
export async function dataIn(folder: SiteFolder, place: string): Promise<Data> {
  const data: Record<string, unknown> = {};
  for (const file of folder.files) {
    const name = file.startsWith(`${place}/`)
      ? /^([\w-]+)\.(?:ya?ml|json|toml|[cm]?js)$/.exec(file.slice(place.length + 1))?.[1]
      : undefined;
    if (name !== undefined) data[name] = await folder.data(file);
  }
  return data;
}
