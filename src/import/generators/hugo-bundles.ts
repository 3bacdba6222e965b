// Bundles and languages in Hugo: which files have a page of their own, and in which language.

import { posix } from 'node:path';
import type { HugoLanguage } from './hugo-config.ts';

/** The language of a file in the folder of content; undefined for a file elsewhere. */
export function languageOf(source: string, languages: readonly HugoLanguage[]): HugoLanguage | undefined {
  const inside = languages
    .filter(({ content }) => source.startsWith(`${content}/`))
    .sort((a, b) => b.content.length - a.content.length);
  const longest = inside[0]?.content;
  const suffix = /\.([\w-]+)\.\w+$/.exec(source)?.[1]?.toLowerCase();
  const candidates = inside.filter(({ content }) => content === longest);
  const around = candidates.find(({ isDefault }) => isDefault) ?? candidates[0];
  const isNamed = ({ key }: HugoLanguage) => key.toLowerCase() === suffix;
  const named = candidates.find(isNamed) ?? languages.find(isNamed);
  return around && named ? { ...named, content: around.content, inside: around.inside } : around;
}

/** The folders of leaf bundles: those with an index.md, in any language. */
export function bundlesOf(files: readonly string[]): ReadonlySet<string> {
  return new Set(
    files
      .filter((file) => /(?:^|\/)index(?:\.[\w-]+)?\.(?:md|markdown|html)$/i.test(file))
      .map((file) => posix.dirname(file)),
  );
}

/** Markdown that only a bundle uses, and that has no page of its own. */
export function isInBundle(source: string, bundles: ReadonlySet<string>): boolean {
  let folder = posix.dirname(source);
  if (/^index(?:\.[\w-]+)?\.\w+$/i.test(posix.basename(source))) folder = posix.dirname(folder);
  for (; folder !== '.' && folder !== '/'; folder = posix.dirname(folder))
    if (bundles.has(folder)) return true;
  return false;
}
