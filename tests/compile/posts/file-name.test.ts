// The name of a file: the slug, date, language and state that it and its folders give a post.

import { describe, expect, it } from 'vitest';
import { parseFileName } from '../../../src/compile/posts/file-name.ts';
import type { Dialect } from '../../../src/compile/settings/settings.ts';
import { settingsFor } from '../blog.ts';

const parse = (file: string, markdown: Dialect = 'gfm') => parseFileName(file, settingsFor({ markdown }));
const NOTHING = { isDraft: false, categories: [] };

describe('the name of a file', () => {
  // Path within posts/, the name that the slug is made from, and the date.
  it.each([
    ['hello.md', 'hello', undefined],
    ['2026-11-22-hello.md', 'hello', '2026-11-22'],
    ['hello/index.md', 'hello', undefined],
    ['hello/index.mdx', 'hello', undefined],
    ['2026-11-22-hello/index.md', 'hello', '2026-11-22'],
    ['2026/2026-11-22-hello/index.md', 'hello', '2026-11-22'],
    ['2026-99-99-hello.md', 'hello', '2026-99-99'],
    ['index.md', 'index', undefined],
    ['HELLO.MD', 'HELLO', undefined],
    ['2026-11-22-hello.markdown', 'hello', '2026-11-22'],
    ['hello/index.MARKDOWN', 'hello', undefined],
    ['a.b.md', 'a.b', undefined],
    ['node.js.md', 'node.js', undefined],
    // The date of a file or folder without another name, or of the folders.
    ['2026-11-22.md', '2026-11-22', '2026-11-22'],
    ['2026/11/22/hello.md', 'hello', '2026-11-22'],
    ['2026/1/2/hello/index.md', 'hello', '2026-01-02'],
    ['blog/2026/11-22-hello.md', '11-22-hello', '2026-11-22'],
    ['2026-11-22/hello.md', 'hello', '2026-11-22'],
    ['2026-11-22_hello.md', '2026-11-22_hello', '2026-11-22'],
    ['2026_1_2_hello.md', '2026_1_2_hello', '2026-01-02'],
    ['2026/11/2026-11-22-hello.md', 'hello', '2026-11-22'],
    // A month alone.
    ['2026/11/hello.md', 'hello', '2026-11'],
    ['2026-11-hello.md', '2026-11-hello', '2026-11'],
    // Numbers that are no date.
    ['2026/hello.md', 'hello', undefined],
    ['2026/12-tips.md', '12-tips', undefined],
    ['2026/13/hello.md', 'hello', undefined],
    ['1024/10/hello.md', 'hello', undefined],
    ['20261122.md', '20261122', undefined],
    ['v2026-11-hello.md', 'v2026-11-hello', undefined],
    ['2026-11th.md', '2026-11th', undefined],
  ])('%s says %s, %s', (file, slug, date) =>
    expect(parse(file)).toEqual({ ...NOTHING, slug, ...(date !== undefined && { date }) }),
  );

  it('may begin with a date of single digits in Jekyll', () => {
    expect(parse('2026-1-2-hello.md', 'jekyll')).toMatchObject({ slug: 'hello', date: '2026-1-2' });
    expect(parse('2026-1-2-hello.md')).toMatchObject({ slug: '2026-1-2-hello', date: '2026-01-02' });
  });

  // A file of a site in English, its dialect, its slug and its language.
  it.each<[string, Dialect, string, string | undefined]>([
    ['hello/index.de.md', 'gfm', 'hello-de', 'de'],
    ['hello/index.en.md', 'gfm', 'hello', 'en'],
    ['hello/index.pt-br.md', 'gfm', 'hello-pt-BR', 'pt-BR'],
    ['hello.de.md', 'hugo', 'hello-de', 'de'],
    ['hello.en.md', 'hugo', 'hello', 'en'],
    ['hello.de.md', 'gfm', 'hello.de', undefined],
    ['hello-2.0.md', 'hugo', 'hello-2.0', undefined],
  ])('%s in %s has the slug %s and the language %s', (file, dialect, slug, lang) => {
    expect(parse(file, dialect)).toEqual({ ...NOTHING, slug, ...(lang !== undefined && { lang }) });
  });

  // A file, its dialect, whether it is a draft, and its categories.
  it.each<[string, Dialect, boolean, string[]]>([
    ['_drafts/hello.md', 'gfm', true, []],
    ['news/_drafts/hello.md', 'jekyll', true, ['news']],
    ['_posts/hello.md', 'jekyll', false, []],
    ['en/news/_posts/hello.md', 'jekyll', false, ['en', 'news']],
    ['en/news/_posts/hello.md', 'gfm', false, []],
    ['drafts/hello.md', 'gfm', false, []],
  ])('%s in %s: a draft? %s; categories %j', (file, dialect, isDraft, categories) => {
    expect(parse(file, dialect)).toEqual({ slug: 'hello', isDraft, categories });
  });
});
