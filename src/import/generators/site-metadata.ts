// Site metadata: title, description, address and author, wherever a site made of scripts keeps them.

import type { Person } from '../../archive/entry.ts';
import { isWebAddress } from './front.ts';
import { COMPUTED } from './literals.ts';
import { personOf } from './people.ts';
import type { Script } from './script.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

export interface SiteMetadata {
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly author?: Person | undefined;
}

/** Where such sites keep their metadata, the most usual first. */
const PLACES =
  /^(?:(?:src|app|data|lib|config|src\/(?:data|lib|config|utils|content))\/)?(?:site-?(?:metadata|config|settings|data)?|consts?|(?:next\.)?constants|config|metadata|blog\.config|seo|utils\/const(?:ant)?s)(?:\/index)?\.(?:[cm]?[jt]s|json|ya?ml|toml)$/i;
/** The script that writes the feed. */
const FEED_SCRIPT = /^(?:[^/]+\/){0,3}[\w.-]*(?:rss|feed|atom)[\w.-]*(?:\/[\w.-]+)?\.[cm]?[jt]s$/i;
/** Next keeps it in the outermost layout, or where it reads the posts. */
const NEXT = /^(?:src\/)?(?:app|lib)\/(?:layout|posts)\.[jt]sx?$/;
const MOST_PLACES = 12;

/** What some files say together: the first that knows something counts. */
export async function siteMetadata(
  folder: SiteFolder,
  ...configs: readonly (string | undefined)[]
): Promise<SiteMetadata> {
  const places = [PLACES, FEED_SCRIPT, NEXT].flatMap((place) =>
    folder.files.filter((file) => place.test(file)).slice(0, MOST_PLACES),
  );
  let found: SiteMetadata = {};
  for (const file of [...configs, ...places]) {
    if (file === undefined) continue;
    const parts = /\.[cm]?[jt]sx?$/.test(file)
      ? objectsOf(await folder.script(file))
      : [await folder.data(file)];
    for (const part of parts) found = { ...metadataIn(part), ...withoutUndefined(found) };
  }
  return found;
}

/** The export of a script, its constants that are objects, and all its constants as one object; also inside of them. */
function objectsOf({ exported, constants, calls }: Script): Data[] {
  const feeds = calls
    .filter(({ name }) => name === 'rss' || name === 'Feed')
    .map(({ arguments: [first] }) => first);
  const all = [...feeds, exported, ...constants.values(), Object.fromEntries(constants)].filter(isData);
  return all.flatMap((each) => [
    each,
    ...['siteMetadata', 'site', 'metadata', 'themeConfig', 'website', 'i18n']
      .map((key) => valueAt(each, key))
      .filter(isData),
  ]);
}

function metadataIn(data: Data): SiteMetadata {
  const text = (...keys: string[]) =>
    keys.map((key) => textAt(data, key)).find((each) => each !== undefined && !each.startsWith('='));
  const url = text(
    'siteUrl',
    'site_url',
    'SITE_URL',
    'site',
    'url',
    'website',
    'baseUrl',
    'BASE_URL',
    'origin',
    'WEBSITE_URL',
    'DOMAIN',
    'hostname',
    'metadataBase',
    'link',
    'domain',
  );
  return {
    title: text('title', 'siteTitle', 'SITE_TITLE', 'site_title', 'SITE_NAME', 'siteName', 'name'),
    description: text('description', 'desc', 'siteDescription', 'SITE_DESCRIPTION', 'tagline'),
    url: isWebAddress(url) ? url : undefined,
    language: [text('language', 'lang', 'locale', 'htmlLang', 'defaultLocale')].find(
      (each) => each !== undefined && /^[a-z]{2,3}(?:[-_]\w+)*$/i.test(each),
    ),
    author:
      personOf(valueAt(data, 'author') === COMPUTED ? undefined : valueAt(data, 'author')) ??
      personOf(text('authorName', 'SITE_AUTHOR', 'AUTHOR')),
  };
}

function withoutUndefined<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
