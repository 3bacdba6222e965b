// Unread formats: posts that are written in another markup than Markdown, which the report names, so that nobody misses them.

import { posix } from 'node:path';
import { isContent } from './markdown-folders.ts';
import type { SiteFolder } from './site-folder.ts';

const FORMATS: readonly (readonly [ending: RegExp, name: string])[] = [
  [/\.rst$/i, 'reStructuredText'],
  [/\.(?:adoc|asciidoc)$/i, 'AsciiDoc'],
  [/\.org$/i, 'Org'],
  [/\.textile$/i, 'Textile'],
  [/\.dj$/i, 'Djot'],
  [/\.typ$/i, 'Typst'],
  [/\.ipynb$/i, 'Jupyter notebooks'],
];

/** Fewer may be about the code. */
const LEAST = 3;

/** A line for each format in which there may be posts. */
export function unreadFormats({ files }: SiteFolder): string[] {
  return FORMATS.flatMap(([ending, name]) => {
    const found = files.filter((file) => ending.test(file) && isContent(posix.dirname(file)));
    const [first] = found;
    return first === undefined || found.length < LEAST
      ? []
      : [
          `Files in another format than Markdown, which are not read: ${found.length} (${name}), such as ${first}. If they are posts, convert them to Markdown, for example with pandoc, and import again.`,
        ];
  });
}
