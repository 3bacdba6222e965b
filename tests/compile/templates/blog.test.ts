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

describe('texts outside the content have no template syntax', () => {
  const FIELDS = 'date: 2026-01-02';

  // Front matter, what the entry has instead, and the finding.
  it.each<[string, object, string[], SiteSettings['markdown']]>([
    ['title: A {% new "1.0" %}', { title: 'A' }, ['posts/a.md:3:8: warning: {% new %} means nothing'], 'gfm'],
    ['title: On {{ site.title }}', { title: 'On A blog' }, [], 'jekyll'],
    ['title: A {{< new >}}', { title: 'A' }, ['posts/a.md:3:8: warning: {{< new >}} means nothing'], 'hugo'],
    ['title: "{% raw %}{{ a }}{% endraw %} in Liquid"', { title: '{{ a }} in Liquid' }, [], 'gfm'],
    ['title: "What `{{ page.x }}` is"', { title: 'What `{{ page.x }}` is' }, [], 'jekyll'],
    [
      'title: Why <Suspense /> and *stars* matter',
      { title: 'Why <Suspense /> and *stars* matter' },
      [],
      'gfm',
    ],
    ['title: "[[Apples]] and [[pears|others]]"', { title: 'Apples and others' }, [], 'obsidian'],
    [
      'title: A\nsummary: B {{ page.x }}\ntags: [c, "{{ page.y }}"]',
      { summary: 'B', tags: ['c'] },
      [
        'posts/a.md:4:10: warning: {{ page.x }} has no value',
        'posts/a.md:5:11: warning: {{ page.y }} has no value',
      ],
      'gfm',
    ],
    [
      'title: A\ncover: { image: https://a.example/b.png, alt: "B {% c %}" }',
      { image: { alt: 'B' } },
      ['posts/a.md:4:17: warning: {% c %} means nothing'],
      'gfm',
    ],
  ])('%j', async (fields, expected, findings, markdown) => {
    const blog = await compiled({ 'a.md': post(`${FIELDS}\n${fields}`, 'Text') }, markdown);
    expect(await blog.entry('a')).toMatchObject(expected);
    expect(blog.lines.map((line) => line.replace(/ (means nothing|has no value).*$/, ' $1'))).toEqual(
      findings,
    );
  });

  it('nor has a heading that becomes the title', async () => {
    const blog = await compiled({
      'a.md': post(FIELDS, '# The **bold** `code` [way](/b) {% new "1.0" %} {#bold}\n\nText'),
    });
    const { title, contentForReaders } = await blog.entry('a');
    expect(title).toBe('The bold code way');
    expect(contentForReaders).toBe('<p>Text</p>\n');
    expect(blog.lines).toEqual([
      expect.stringMatching(/^posts\/a\.md:4:33: warning: \{% new %\} means nothing/),
    ]);
  });
});

describe('a link to the heading that became the title', () => {
  const A = post('date: 2026-01-02', '# Tuning in {#listen}\n\n[b](#tuning-in) [c](#listen) [d](b.md#other)');
  const B = post(
    'date: 2026-01-01',
    '[a](a.md#tuning-in) [b](a.md?x=1#Tuning-In) [c](/posts/a#listen)\n\n## Other',
  );

  it('leads to the top of its page', async () => {
    const blog = await compiled({ 'a.md': A, 'b.md': B });
    const [a, b] = [await blog.entry('a'), await blog.entry('b')];
    const linksIn = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    expect(linksIn(a.contentForPage)).toEqual(['#top', '#top', '/posts/b#b.other']);
    expect(linksIn(b.contentForPage).slice(0, 3)).toEqual(['/posts/a', '/posts/a?x=1', '/posts/a']);
    expect(blog.lines).toEqual([]);
  });
});
