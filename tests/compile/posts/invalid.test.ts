// Posts with mistakes, each next to the exact messages that its author gets.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compileBlog } from '../blog.ts';

// NAME.md is a post with the mistake that its name describes; NAME.txt has all the messages about it.
const FOLDER = fileURLToPath(new URL('../../fixtures/invalid', import.meta.url));
const FILES = await readdir(FOLDER);

describe('a post with a mistake', () => {
  it.each(FILES.filter((file) => file.endsWith('.md')))(
    '%s gets its messages, and is not published',
    async (file) => {
      const expected = await readFile(join(FOLDER, file.replace(/\.md$/, '.txt')), 'utf8');
      const { lines, compiled } = await compileBlog({ [file]: await readFile(join(FOLDER, file)) });
      expect(lines.map((line) => `${line}\n`).join('')).toBe(expected);
      expect(compiled).toBeUndefined();
    },
  );

  it('has a file of messages', () => {
    const names = (extension: string) =>
      FILES.filter((file) => file.endsWith(extension)).map((file) => file.slice(0, -extension.length));
    expect(names('.txt')).toEqual(names('.md'));
  });
});
