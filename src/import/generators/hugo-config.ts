// The configuration of Hugo: one file, or a folder with a file for each key, and the languages and mounts in it.

import { textsAt } from './front.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

const ENDINGS = ['toml', 'yaml', 'yml', 'json'];
const named = (...names: string[]) => names.flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));

export const HUGO_FILES = named('hugo', 'config');
/** What counts in every environment, and then what counts for the published site. */
const FOLDERS = ['_default', 'production'].map(
  (folder) => new RegExp(`^config/${folder}/([\\w-]+(?:\\.[\\w-]+)?)\\.(?:toml|ya?ml|json)$`),
);

/** All of the configuration as one object. */
export async function hugoConfig(folder: SiteFolder): Promise<Data> {
  let config: Data = await folder.data(folder.first(...HUGO_FILES));
  for (const place of FOLDERS)
    for (const file of folder.files) {
      const name = place.exec(file)?.[1];
      if (name === undefined) continue;
      const data = await folder.data(file);
      if (/^(?:hugo|config)$/.test(name)) config = over(config, data);
      else config = merge(config, name.split('.'), data);
    }
  return config;
}

/** Tables are merged. */
function over(below: Data, above: Data): Data {
  const all: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const name = Object.keys(all).find((each) => each.toLowerCase() === key.toLowerCase()) ?? key;
    const before = all[name];
    all[name] = isData(value) && isData(before) ? over(before, value) : value;
  }
  return all;
}

/** `languages.en.toml` is the object `en` in `languages`; `params.toml` may also name its own key. */
function merge(config: Data, keys: readonly string[], data: Data): Data {
  const [key = '', ...rest] = keys;
  const before = valueAt(config, key);
  const inside = isData(before) ? before : {};
  const own =
    rest.length === 0 && data[key] !== undefined && Object.keys(data).length === 1 ? data[key] : data;
  if (rest.length === 0 && Array.isArray(own)) return { ...config, [key]: own };
  return { ...config, [key]: rest.length > 0 ? merge(inside, rest, data) : over(inside, own as Data) };
}

/** A language of the site, and where its files and pages are. A language with several folders occurs several times. */
export interface HugoLanguage {
  readonly key: string;
  readonly data: Data;
  /** The folder of its files. */
  readonly content: string;
  /** Where that folder is in the content as Hugo sees it: empty, or `blog/`. */
  readonly inside: string;
  /** What the paths of its pages begin with: empty, or `/fr`. */
  readonly base: string;
  readonly isDefault: boolean;
}

/** Before Hugo 0.112, whose configuration has another name, a site with one language had no folder for it. */
export function hugoLanguages(config: Data, isNewer: boolean): HugoLanguage[] {
  const main = textAt(config, 'defaultContentLanguage') ?? 'en';
  const content = trimmed(textAt(config, 'contentDir') ?? 'content');
  const listed = valueAt(config, 'languages');
  const inFolder = valueAt(config, 'defaultContentLanguageInSubdir') === true && (isNewer || isData(listed));
  const disabled = textsAt(config, 'disableLanguages').map((each) => each.toLowerCase());
  const languages = isData(listed)
    ? Object.entries(listed).filter(([key, data]) => isData(data) && isEnabled(key, data, disabled))
    : [];
  const all: [string, unknown][] = languages.some(([key]) => key.toLowerCase() === main.toLowerCase())
    ? languages
    : [[main, {}], ...languages];
  const mounts = mountsTo('content', config);
  return all.flatMap(([key, data]) => {
    const isDefault = key.toLowerCase() === main.toLowerCase();
    const language = {
      key,
      data: data as Data,
      base: isDefault && !inFolder ? '' : `/${key.toLowerCase()}`,
      isDefault,
    };
    const own = trimmed(textAt(data, 'contentDir') ?? content);
    const folders = mounts
      .filter(({ lang }) => lang === undefined || lang === key.toLowerCase())
      .map(({ source, inside }) => ({ content: source, inside }));
    return (folders.length > 0 ? folders : [{ content: own, inside: '' }]).map((place) => ({
      ...language,
      ...place,
    }));
  });
}

function isEnabled(key: string, data: unknown, disabled: readonly string[]): boolean {
  return !disabled.includes(key.toLowerCase()) && valueAt(data, 'disabled') !== true;
}

export interface Mount {
  readonly source: string;
  /** The rest of the target, with a slash at its end; empty for the whole of it. */
  readonly inside: string;
  readonly lang: string | undefined;
}

/** The folders of the site that `module.mounts` puts into one of Hugo's own. */
export function mountsTo(target: string, config: Data): Mount[] {
  const mounts = valueAt(config, 'module', 'mounts');
  return (Array.isArray(mounts) ? mounts : []).flatMap((each) => {
    const source = trimmed(textAt(each, 'source') ?? '');
    const [first, ...rest] = trimmed(textAt(each, 'target') ?? '').split('/');
    if (first !== target || source === '' || source.startsWith('node_modules/')) return [];
    const inside = rest.map((step) => `${step}/`).join('');
    return [{ source, inside, lang: textAt(each, 'lang')?.toLowerCase() }];
  });
}

export function trimmed(path: string): string {
  return path.replace(/^\.?\/+|\/+$/g, '');
}
