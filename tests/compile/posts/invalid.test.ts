// Posts with mistakes, each beside the very message that its author gets.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileBlog } from '../blog.ts';

// Each name.md is a post with the mistake that its name says; name.txt is all that its author is told.
const FOLDER = fileURLToPath(new URL('../../fixtures/invalid', import.meta.url));
const FILES = await readdir(FOLDER);

describe('a post with a mistake', () => {
  it.each(FILES.filter((file) => file.endsWith('.md')))('%s is told so, and not published', async (file) => {
    const expected = await readFile(join(FOLDER, file.replace(/\.md$/, '.txt')), 'utf8');
    const { lines, compiled } = await compileBlog({ [file]: await readFile(join(FOLDER, file)) });
    expect(lines.map((line) => `${line}\n`).join('')).toBe(expected);
    expect(compiled).toBeUndefined();
  });

  it('is told something, each', () => {
    const names = (extension: string) =>
      FILES.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));
    expect(names('.txt')).toEqual(names('.md'));
  });
});
