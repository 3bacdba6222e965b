// Reading templates in tests: a body in, the Markdown and the warnings out, without a blog around it.

import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { readTemplates } from '../../../src/compile/templates/read-templates.ts';

export interface Read {
  readonly body: string;
  /** `line:column: message`. */
  readonly warnings: readonly string[];
  /** Where the author wrote what is at the first occurrence of a text: `line:column`. */
  readonly placeOf: (text: string) => string;
}

const KNOWN = new Map([
  ['site.title', 'The blog'],
  ['page.title', 'The post'],
  ['page.url', '/posts/the-post'],
]);

/** Reads a body. A post is known by the name `other`; every file is beside the post. */
export function read(text: string, dialect: Dialect = 'gfm', isMdx = false): Read {
  const warnings: string[] = [];
  const { body, offsetOf } = readTemplates(text, {
    language: { dialect, isMdx },
    variables: { origin: 'https://blog.example', known: KNOWN },
    postAddress: (name) => `${name}.md`,
    titleOf: (name) => (name === 'other' ? 'The other post' : undefined),
    parameter: (name) => (name === 'mood' ? 'cheerful' : undefined),
    wiki: {
      findPost: (name) => (name.toLowerCase() === 'other' ? { address: 'other.md' } : undefined),
      findFile: (name) => name,
      headingName: (heading) => heading.toLowerCase().replaceAll(' ', '-'),
    },
    warn: (offset, message) => warnings.push(`${placeIn(text, offset)}: ${message}`),
  });
  return { body, warnings, placeOf: (wanted) => placeIn(text, offsetOf(body.indexOf(wanted))) };
}

function placeIn(text: string, offset: number): string {
  const lines = text.slice(0, offset).split('\n');
  return `${lines.length}:${(lines.at(-1) ?? '').length + 1}`;
}

export function readMdx(text: string): Read {
  return read(text, 'gfm', true);
}

/** The frame that stands for a video on YouTube. */
export const YOUTUBE =
  '<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ" title="Video on YouTube" data-link="https://www.youtube.com/watch?v=dQw4w9WgXcQ" width="560" height="315" loading="lazy" allowfullscreen></iframe>';
export const VIMEO =
  '<iframe src="https://player.vimeo.com/video/76979871" title="Video on Vimeo" data-link="https://vimeo.com/76979871" width="560" height="315" loading="lazy" allowfullscreen></iframe>';
