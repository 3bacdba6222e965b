// Data in Eleventy: that of the site, and what folders and files give to their pages.

import { posix } from 'node:path';
import { readFront, textsAt } from './front.ts';
import { COMPUTED } from './literals.ts';
import type { Script } from './script.ts';
import { type Data, isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';

const NAMES = ['metadata', 'site', 'meta', 'siteConfig', 'config', 'blog', 'global', 'client'];
const ENDINGS = ['json', 'js', 'mjs', 'cjs', 'ts', 'yml', 'yaml', 'toml'];

/** The site's own data: the file in _data that names an address or a title; the metadata of the feed plugin. */
export async function metadataOf(folder: SiteFolder, dataFolder: string, script: Script): Promise<Data> {
  let metadata: Data = {};
  for (const {
    name,
    arguments: [, options],
  } of script.calls)
    if (name === 'addPlugin') {
      const given = valueAt(options, 'metadata');
      if (isData(given)) metadata = { ...given, url: textAt(given, 'base') ?? textAt(given, 'url') };
    }
  for (const name of NAMES) {
    const data = await folder.data(
      folder.first(...ENDINGS.map((ending) => `${dataFolder}/${name}.${ending}`)),
    );
    const known = Object.fromEntries(
      Object.entries(data).filter(([, value]) => value !== COMPUTED && value !== ''),
    );
    if (textAt(known, 'title') ?? textAt(known, 'url') ?? textAt(known, 'name'))
      metadata = { ...metadata, ...known };
  }
  return metadata;
}

interface Place {
  readonly folder: SiteFolder;
  readonly input: string;
  readonly layouts: readonly string[];
}

/** The data of a file: that of its layouts, of its folders from the outermost, of the file, and its front matter. Tags add up. */
export async function dataOf(
  source: string,
  fields: Readonly<Record<string, unknown>>,
  place: Place,
): Promise<Data> {
  const { folder, input } = place;
  const layers: Data[] = [];
  const folders = posix
    .dirname(source)
    .split('/')
    .filter((each) => each !== '.');
  for (let depth = input === '' ? 1 : input.split('/').length; depth <= folders.length; depth += 1) {
    const path = folders.slice(0, depth).join('/');
    layers.push(await dataFile(folder, `${path}/${folders[depth - 1]}`));
  }
  layers.push(await dataFile(folder, source.replace(/\.[^.]+$/, '')), fields);
  const own: Data = Object.assign({}, ...layers);
  const all = [...(await layoutData(textAt(own, 'layout'), place)), ...layers];
  const tags = [...new Set(all.flatMap((layer) => textsAt(layer, 'tags')))];
  return Object.assign({}, ...all, { tags });
}

/** How many layouts may be around each other. */
const MOST_LAYOUTS = 5;

/** The front matter of a layout and of those around it, the outermost first. */
async function layoutData(name: string | undefined, { folder, layouts }: Place): Promise<Data[]> {
  const layers: Data[] = [];
  let next = name;
  for (let depth = 0; next !== undefined && depth < MOST_LAYOUTS; depth += 1) {
    const wanted: string = next;
    const candidates = layouts.flatMap((each) => [
      `${each}/${wanted}`,
      ...LAYOUTS.map((ending) => `${each}/${wanted}.${ending}`),
    ]);
    const { fields } = readFront((await folder.text(folder.first(...candidates) ?? '')) ?? '');
    layers.unshift(fields);
    next = textAt(fields, 'layout');
  }
  return layers;
}

const LAYOUTS = ['njk', 'liquid', 'html', 'md', 'webc', 'hbs', 'ejs'];

async function dataFile(folder: SiteFolder, base: string): Promise<Data> {
  const names = [
    '.json',
    ...['json', 'js', 'mjs', 'cjs', 'ts', 'yml', 'yaml'].map((ending) => `.11tydata.${ending}`),
  ];
  const layers: Data[] = [];
  for (const name of names) layers.push(await folder.data(folder.first(base + name)));
  return Object.assign({}, ...layers);
}
