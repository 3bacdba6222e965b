// Folder data: files such as `_data.yml` and `_defaults.yml`, whose fields hold for the posts of their folder and of those in it.

import { posix } from 'node:path';
import { textsAt } from './front.ts';
import { type Data, type SiteFolder, textAt } from './site-folder.ts';

/** What folders give to a file: the innermost folder counts most. */
export type DataOf = (source: string) => Data;

/** Reads all files of a name, whatever notation they are in. */
export async function folderData(folder: SiteFolder, name: string): Promise<DataOf> {
  const found = new Map<string, Data>();
  const isData = new RegExp(`(?:^|/)${name}\\.(?:ya?ml|json|toml|[cm]?[jt]s)$`);
  for (const file of folder.files.filter((each) => isData.test(each))) {
    const constants = /\.[cm]?[jt]s$/.test(file) ? (await folder.script(file)).constants : new Map();
    found.set(posix.dirname(file), { ...Object.fromEntries(constants), ...(await folder.data(file)) });
  }
  return (source) => {
    const around = [...found].filter(([place]) => place === '.' || source.startsWith(`${place}/`));
    return Object.assign({}, ...around.sort(([a], [b]) => a.length - b.length).map(([, data]) => data));
  };
}

/** The fields that a post takes from its folders, as its front matter would have them. */
export function inheritedFields(
  data: Data,
  own: Readonly<Record<string, unknown>>,
): Record<string, string | string[]> {
  const texts = ['author', 'lang', 'category'].flatMap((name): [string, string][] => {
    const value = own[name] === undefined ? textAt(data, name) : undefined;
    return value === undefined ? [] : [[name, value]];
  });
  const lists = ['tags', 'categories'].flatMap((name): [string, string[]][] => {
    const value = own[name] === undefined ? textsAt(data, name) : [];
    return value.length === 0 ? [] : [[name, value]];
  });
  return Object.fromEntries([...texts, ...lists]);
}
