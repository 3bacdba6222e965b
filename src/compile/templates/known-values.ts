// Known values: what the variables and parameters in templates stand for, from the settings and the front matter.

import { encodePermalink } from '../../routes/paths.ts';
import type { SourcePost } from '../posts/source-post.ts';
import type { CheckedSettings } from '../settings/settings.ts';
import type { Variables } from './variables.ts';

/** What the variables in a post stand for. */
export function variablesOf({ data, path, fields }: SourcePost, settings: CheckedSettings): Variables {
  const { origin, known } = variablesOfFields(data, settings);
  const permalink = encodePermalink(path);
  const own = new Map(known);
  if (fields.title !== undefined) own.set('page.title', fields.title);
  own.set('page.url', permalink).set('page.permalink', permalink);
  return { origin, known: own };
}

/** The same for a text in the front matter, while the address of the post is not known yet. */
export function variablesOfFields(data: SourcePost['data'], settings: CheckedSettings): Variables {
  const known = new Map(siteVariables(settings));
  for (const [name, value] of Object.entries(data)) {
    const text = textOf(value);
    if (text === undefined) continue;
    known.set(`page.${name}`, text);
    // Eleventy and Nunjucks have the fields of a post without a name before them.
    if (settings.dialect !== 'jekyll') known.set(name, text);
  }
  return { origin: settings.site.origin, known };
}

function siteVariables({ site, variables }: CheckedSettings): ReadonlyMap<string, string> {
  const [author] = site.authors;
  const pairs: [string, string | undefined][] = [
    ['site.title', site.title],
    ['site.name', site.title],
    ['site.description', site.description],
    ['site.lang', site.language],
    ['site.language', site.language],
    ['site.author', author?.name],
    ['site.author.name', author?.name],
    ['site.email', author?.email],
  ];
  const known = pairs.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return new Map([...known, ...Object.entries(variables)]);
}

/** A parameter of the site, as Hugo calls the settings in its configuration. */
export function parameterOfSite(name: string, settings: CheckedSettings): string | undefined {
  const known = siteVariables(settings);
  return known.get(`site.params.${name}`) ?? known.get(`site.${name}`) ?? known.get(name);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

/** A field of the front matter, in any case, or one of Hugo's `params`. */
export function parameterOf(data: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const { params } = data;
  const nested = typeof params === 'object' && params !== null ? Object.entries(params) : [];
  const wanted = name.toLowerCase();
  const found = [...Object.entries(data), ...nested].find(([key]) => key.toLowerCase() === wanted);
  return found && textOf(found[1]);
}
