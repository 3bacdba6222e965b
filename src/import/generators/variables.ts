// Variables: what names such as `site.repository` stand for in the templates of posts, from the configuration and the data of
// the site. Only those that posts use become settings.

import { type Data, type SiteFolder, textAt } from './site-folder.ts';

/** What the names in templates begin with, and the data below each. */
export type Values = Readonly<Record<string, Data>>;

/** Longwave knows these itself. */
const KNOWN = /^(?:page|post|site\.(?:url|title|description|baseurl|time))(?:\.|$)/;
const NAME = /\{\{-?\s*([a-z_][\w-]*(?:\.[\w-]+)+)/gi;
/** Hugo's shortcode for a parameter of the page or the site. */
const PARAMETER = /\{\{[<%]\s*param\s+["'`]?([\w.-]+)/gi;
const LONGEST = 500;

/** The texts of the names that published posts use, in the order of the names. */
export function variablesIn(
  posts: readonly { readonly text: string }[],
  values: Values,
): Record<string, string> {
  const names = new Set(posts.flatMap(({ text }) => [...namesIn(text)]));
  const found = [...names].sort().flatMap((name): [string, string][] => {
    const [root = '', ...keys] = name.split('.');
    const text = KNOWN.test(name) ? undefined : textAt(values[root], ...keys);
    return text === undefined || text.length > LONGEST ? [] : [[name, text]];
  });
  return Object.fromEntries(found);
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
