// The configuration of Eleventy: its folders, the files that it copies, and the feeds that its plugin makes.

import { posix } from 'node:path';
import type { FoundFile } from './generator.ts';
import type { FeedFormat } from './old-feeds.ts';
import type { Script } from './script.ts';
import { isData, type SiteFolder, textAt, valueAt } from './site-folder.ts';
import { within } from './url-parts.ts';

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;

/** A path without `./` and slashes around it. */
export function clean(path: string): string {
  return posix
    .join('.', path)
    .replace(/^\.?\/+|\/+$/g, '')
    .replace(/^\.$/, '');
}

/** The first argument of every call of a method, where it is a text. */
export function textsIn({ calls }: Script, name: string): string[] {
  return calls
    .filter((call) => call.name === name)
    .flatMap(({ arguments: [first] }) => (typeof first === 'string' ? [first] : []));
}

/** Files that the configuration copies as they are, and where. A pattern with asterisks copies what is below its folder. */
export function passthrough(folder: SiteFolder, script: Script, input: string, base: string): FoundFile[] {
  const files: FoundFile[] = [];
  const copy = (written: string, to: string | undefined) => {
    const from = clean(written.replace(/\/?\*.*$/, ''));
    if (from === '') return;
    for (const source of folder.files) {
      if (source !== from && !source.startsWith(`${from}/`)) continue;
      const ending = /\*(\.\w+)$/.exec(written)?.[1];
      if (ending !== undefined && !source.endsWith(ending)) continue;
      if (MARKDOWN.test(source)) continue;
      const kept = input !== '' && source.startsWith(`${input}/`) ? source.slice(input.length + 1) : source;
      const target =
        to === undefined
          ? kept
          : source === from
            ? to.replace(/\/$/, `/${posix.basename(source)}`)
            : `${to}/${source.slice(from.length + 1)}`;
      files.push({ source, path: `public${within(base, target)}` });
    }
  };
  for (const {
    name,
    arguments: [first],
  } of script.calls) {
    if (name !== 'addPassthroughCopy') continue;
    if (typeof first === 'string') copy(first, undefined);
    else if (isData(first))
      for (const [from, to] of Object.entries(first)) if (typeof to === 'string') copy(from, to);
  }
  return files;
}

/** What the feed plugin of newer versions makes by itself. */
export function pluginFeeds({ calls }: Script, base: string): Record<string, FeedFormat> {
  const feeds: Record<string, FeedFormat> = {};
  for (const {
    name,
    arguments: [, options],
  } of calls) {
    const type = name === 'addPlugin' ? textAt(options, 'type') : undefined;
    if (type !== undefined && /^(?:atom|rss|json)$/.test(type) && isData(valueAt(options, 'collection')))
      feeds[within(base, textAt(options, 'outputPath') ?? '/feed.xml')] = type as FeedFormat;
  }
  return feeds;
}
