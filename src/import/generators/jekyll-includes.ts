// Includes of Jekyll: the files that posts put in by {% include %}, and those that these put in.

import type { FoundFile, FoundPost } from './generator.ts';
import { type Data, type SiteFolder, textAt } from './site-folder.ts';

const INCLUDE = /\{%-?\s*include(?:_cached)?\s+["']?([\w./-]+)/g;

export interface FoundIncludes {
  readonly files: readonly FoundFile[];
  readonly texts: readonly string[];
}

/** The files that posts use. A theme that is a gem has others, which are not in the folder. */
export async function includesOf(
  folder: SiteFolder,
  config: Data,
  posts: readonly FoundPost[],
): Promise<FoundIncludes> {
  const place = textAt(config, 'includes_dir')?.replace(/^\.?\/+|\/+$/g, '') ?? '_includes';
  const texts = new Map<string, string>();
  const waiting = posts.flatMap(({ text }) => namesIn(text));
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const text = texts.has(name) ? undefined : await folder.text(`${place}/${name}`);
    if (text === undefined) continue;
    texts.set(name, text);
    waiting.push(...namesIn(text));
  }
  const names = [...texts.keys()].sort();
  return {
    files: names.map((name) => ({ source: `${place}/${name}`, path: `posts/_includes/${name}` })),
    texts: names.map((name) => texts.get(name) ?? ''),
  };
}

function namesIn(text: string): string[] {
  return [...text.matchAll(INCLUDE)].flatMap(([, name]) => (name === undefined ? [] : [name]));
}
