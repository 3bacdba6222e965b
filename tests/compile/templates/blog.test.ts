// Templates in a blog: links find their posts, readers see no raw syntax, and ids stay.

import { describe, expect, it } from 'vitest';
import type { SiteSettings } from '../../../src/compile/settings/settings.ts';
import { FORMATS } from '../../../src/routes/formats.ts';
import { feedPath, serve } from '../../a-blog.ts';
import { compileBlog, type Files, NOON, post, settingsFor } from '../blog.ts';

const APPLES = post('title: Apples\ndate: 2026-01-01\nsummary: cheerful', '## Red ones\n\nText.');

async function compiled(files: Files, markdown: SiteSettings['markdown'] = 'gfm') {
  return compileBlog(files, { settings: settingsFor({ markdown }) });
}

async function readersSee(body: string, markdown: SiteSettings['markdown'] = 'gfm', file = 'a.md') {
  const blog = await compiled(
    { [file]: post('title: A\ndate: 2026-01-02\nsummary: cheerful', body), '2026-01-01-apples.md': APPLES },
    markdown,
  );
  const { contentForReaders } = await blog.entry('a');
  return { html: contentForReaders.replaceAll('\u0001', ''), lines: blog.lines };
}

describe('a link in a template leads to its post', () => {
  it.each<[string, string, SiteSettings['markdown']]>([
    ['[a]({% post_url 2026-01-01-apples %})', 'https://blog.example/posts/apples', 'jekyll'],
    [
      '[a]({{ site.baseurl }}{% link _posts/2026-01-01-apples.md %})',
      'https://blog.example/posts/apples',
      'jekyll',
    ],
    ['[a]({{ site.url }}/posts/apples)', 'https://blog.example/posts/apples', 'jekyll'],
    [
      '[a]({{< ref "post/2026-01-01-apples.md#red-ones" >}})',
      'https://blog.example/posts/apples#apples.red-ones',
      'hugo',
    ],
    ['[a]({{< relref "apples" >}})', 'https://blog.example/posts/apples', 'hugo'],
    ['[[Apples]]', 'https://blog.example/posts/apples', 'obsidian'],
    ['[[apples#Red ones|a]]', 'https://blog.example/posts/apples#apples.red-ones', 'obsidian'],
  ])('%j', async (body, href, markdown) => {
    const { html, lines } = await readersSee(body, markdown);
    expect(html).toContain(`href="${href}"`);
    expect(lines).toEqual([]);
  });

  it.each<[string, string, SiteSettings['markdown']]>([
    [
      '[a]({% post_url 2026-01-01-missing %})',
      'posts/a.md:6:17: there is no file posts/2026-01-01-missing.md',
      'jekyll',
    ],
    ['[a]({{< ref "missing" >}})', 'posts/a.md:6:14: there is no file posts/missing.md', 'hugo'],
    ['[[missing]]', 'posts/a.md:6:1: there is no file posts/missing.md', 'obsidian'],
  ])('or is reported as any dead link: %j', async (body, finding, markdown) => {
    const { lines } = await compiled(
      { 'a.md': post('title: A\ndate: 2026-01-02\nsummary: cheerful', body) },
      markdown,
    );
    expect(lines).toEqual([expect.stringContaining(finding)]);
  });
});

describe('readers', () => {
  it('get the page of a video instead of its frame', async () => {
    const blog = await compiled({
      'a.md': post('title: A\ndate: 2026-01-02', '{{< youtube dQw4w9WgXcQ >}}'),
    });
    const { contentForReaders, contentForPage } = await blog.entry('a');
    expect(contentForReaders).toContain(
      '<a href="https://www.youtube.com/watch?v=dQw4w9WgXcQ">Video on YouTube</a>',
    );
    expect(contentForPage).toContain('<iframe src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"');
    expect(contentForPage).not.toContain('data-link');
  });

  it('see the fields of a post that it refers to', async () => {
    expect((await readersSee('{{ page.title }}, {{ page.summary }}', 'jekyll')).html).toContain(
      'A, cheerful',
    );
    expect((await readersSee('{{< param "summary" >}}', 'hugo')).html).toContain('cheerful');
  });

  it('see the variables in the settings', async () => {
    const settings = settingsFor({
      markdown: 'jekyll',
      variables: { 'site.repository': 'https://git.example/a' },
    });
    const body = '[a]({{ site.repository }}/issues)';
    const blog = await compileBlog({ 'a.md': post('title: A\ndate: 2026-01-02', body) }, { settings });
    expect((await blog.entry('a')).contentForReaders).toContain('href="https://git.example/a/issues"');
    expect(blog.lines).toEqual([]);
  });

  it('see no raw syntax in any feed, and neither does the Markdown of the post have any', async () => {
    const body = '{% unknown %}\n\n{{< unknown >}}\n\n{{% x %}}Text.{{% /x %}} {% open\n\n`{% sample %}`';
    const { archive, lines } = await compiled({ 'a.md': post('title: A\ndate: 2026-01-02', body) });
    expect(lines).toHaveLength(4);
    const { get } = serve(archive, NOON);
    const paths = [...FORMATS.map((format) => feedPath(format)), '/posts/a', '/posts/a.md'];
    for (const path of paths) {
      const text = await (await get(path)).text();
      const raw = new Set(text.match(/\{%[^}]*\}|\{\{[<%&].{0,5}/g));
      expect([path, ...raw]).toEqual([path, '{% sample %}']);
    }
  });
});

it('a post keeps its id when the setting for its Markdown changes', async () => {
  const files = {
    'a.md': post(
      'title: A\ndate: 2026-01-02',
      'Text {% unknown %} with `{% raw %}{{ a }}{% endraw %}` and ten more words to know it by.',
    ),
  };
  const before = await compiled(files);
  const renamed = { 'b.md': files['a.md'] };
  const after = await compileBlog(renamed, {
    settings: settingsFor({ markdown: 'jekyll' }),
    lock: before.compiled?.lock,
  });
  expect((await after.entry('b')).id).toBe((await before.entry('a')).id);
});
