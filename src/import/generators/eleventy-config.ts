// The configuration of Eleventy: its folders, the files that it copies, and the feeds that its plugin makes.

import { posix } from 'node:path';
import type { FoundFile } from './generator.ts';
import { isGlob, matcherOf } from './globs.ts';
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

/** Files that the configuration copies as they are, and where. Those of a pattern with another place lose their folders. */
export function passthrough(folder: SiteFolder, script: Script, input: string, base: string): FoundFile[] {
  const copy = (written: string, to: string | undefined): FoundFile[] => {
    const from = clean(written);
    if (from === '') return [];
    const isWanted = matcherOf([from]);
    return folder.files
      .filter((source) => isWanted(source) && !MARKDOWN.test(source))
      .map((source) => ({ source, path: `public${within(base, targetOf(source, from, to))}` }));
  };
  const targetOf = (source: string, from: string, to: string | undefined): string => {
    if (to === undefined)
      return input !== '' && source.startsWith(`${input}/`) ? source.slice(input.length + 1) : source;
    if (isGlob(from)) return `${to}/${posix.basename(source)}`;
    return source === from
      ? to.replace(/\/$/, `/${posix.basename(source)}`)
      : `${to}/${source.slice(from.length + 1)}`;
  };
  return script.calls
    .filter(({ name }) => name === 'addPassthroughCopy')
    .flatMap(({ arguments: [first, options] }) => {
      // Such files are copied to the pages that use them.
      if (textAt(options, 'mode') === 'html-relative') return [];
      if (typeof first === 'string') return copy(first, undefined);
      const pairs = isData(first) ? Object.entries(first) : [];
      return pairs.flatMap(([from, to]) => (typeof to === 'string' ? copy(from, to) : []));
    });
}

/** The folders of Eleventy, from the root of the site. */
export interface EleventyFolders {
  /** Empty for the root. */
  readonly input: string;
  readonly data: string;
  readonly output: string;
  /** Where layouts are. */
  readonly layouts: readonly string[];
}

export function foldersIn(script: Script, exported: unknown): EleventyFolders {
  const own = (key: string, method: string) => textAt(exported, 'dir', key) ?? textsIn(script, method)[0];
  const input = clean(own('input', 'setInputDirectory') ?? '');
  const inside = (folder: string) => clean(posix.join(input, folder));
  return {
    input,
    data: inside(own('data', 'setDataDirectory') ?? '_data'),
    output: clean(own('output', 'setOutputDirectory') ?? '_site'),
    layouts: [
      inside(own('layouts', 'setLayoutsDirectory') ?? '_layouts'),
      inside(own('includes', 'setIncludesDirectory') ?? '_includes'),
    ],
  };
}

/** What makes no pages: the folders for data, layouts and results, and what is left out by name. */
export async function ignoredIn(
  folder: SiteFolder,
  script: Script,
  { data, output, layouts }: EleventyFolders,
): Promise<(source: string) => boolean> {
  const listed = (await folder.text('.eleventyignore')) ?? '';
  const patterns = [
    ...[output, data, ...layouts, 'node_modules'],
    ...textsIn(script, 'add'),
    ...listed.split('\n').filter((line) => !/^\s*(?:[#!]|$)/.test(line)),
  ];
  return matcherOf(patterns.map((each) => clean(each.trim())).filter((each) => each !== ''));
}

/** What the feed plugin of newer versions makes by itself. */
export function pluginFeeds({ calls }: Script, base: string): Record<string, FeedFormat> {
  const feeds: Record<string, FeedFormat> = {};
  for (const {
    name,
    arguments: [, options],
  } of calls) {
    if (name !== 'addPlugin' || !isData(valueAt(options, 'collection'))) continue;
    const type = textAt(options, 'type') ?? 'atom';
    if (/^(?:atom|rss|json)$/.test(type))
      feeds[within(base, textAt(options, 'outputPath') ?? '/feed.xml')] = type as FeedFormat;
  }
  return feeds;
}
