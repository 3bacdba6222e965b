// The configuration of Hugo: one file, or a folder with a file for each key, and the languages in it.

import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

const ENDINGS = ['toml', 'yaml', 'yml', 'json'];
const named = (...names: string[]) => names.flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));

export const HUGO_FILES = named('hugo', 'config');
const FOLDER = /^config\/_default\/([\w-]+(?:\.[\w-]+)?)\.(?:toml|ya?ml|json)$/;

/** All of the configuration as one object. */
export async function hugoConfig(folder: SiteFolder): Promise<Data> {
  let config: Data = await folder.data(folder.first(...HUGO_FILES));
  for (const file of folder.files) {
    const name = FOLDER.exec(file)?.[1];
    if (name === undefined) continue;
    const data = await folder.data(file);
    if (/^(?:hugo|config)$/.test(name)) config = { ...config, ...data };
    else config = merge(config, name.split('.'), data);
  }
  return config;
}

/** `languages.en.toml` is the object `en` in `languages`; `params.toml` may also name its own key. */
function merge(config: Data, keys: readonly string[], data: Data): Data {
  const [key = '', ...rest] = keys;
  const before = valueAt(config, key);
  const inside = isData(before) ? before : {};
  const own = rest.length === 0 && isData(data[key]) && Object.keys(data).length === 1 ? data[key] : data;
  return { ...config, [key]: rest.length > 0 ? merge(inside, rest, data) : { ...inside, ...(own as Data) } };
}

/** A language of the site, and where its files and pages are. */
export interface HugoLanguage {
  readonly key: string;
  readonly data: Data;
  /** The folder of its files. */
  readonly content: string;
  /** What the paths of its pages begin with: empty, or `/fr`. */
  readonly base: string;
  readonly isDefault: boolean;
}

export function hugoLanguages(config: Data): HugoLanguage[] {
  const main = textAt(config, 'defaultContentLanguage') ?? 'en';
  const content = trimmed(textAt(config, 'contentDir') ?? 'content');
  const listed = valueAt(config, 'languages');
  const inFolder = valueAt(config, 'defaultContentLanguageInSubdir') === true;
  const languages = isData(listed) ? Object.entries(listed).filter(([, data]) => isData(data)) : [];
  const all: [string, unknown][] = languages.some(([key]) => key.toLowerCase() === main.toLowerCase())
    ? languages
    : [[main, {}], ...languages];
  return all.map(([key, data]) => {
    const isDefault = key.toLowerCase() === main.toLowerCase();
    return {
      key,
      data: data as Data,
      content: trimmed(textAt(data, 'contentDir') ?? content),
      base: isDefault && !inFolder ? '' : `/${key.toLowerCase()}`,
      isDefault,
    };
  });
}

function trimmed(path: string): string {
  return path.replace(/^\.?\/+|\/+$/g, '');
}
