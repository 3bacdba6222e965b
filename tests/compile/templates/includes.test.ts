// Includes: what a post shows of the files in posts/_includes.

import { describe, expect, it } from 'vitest';
import { compileBlog, post, settingsFor } from '../blog.ts';

const APPLES = post('title: Apples\ndate: 2026-01-01', 'Text.');

/** What readers get of a post with this body, and what the compiler says. */
async function readersSee(body: string, includes: Readonly<Record<string, string>>) {
  const files = Object.fromEntries(
    Object.entries(includes).map(([name, text]) => [`_includes/${name}`, text]),
  );
  const { entry, lines } = await compileBlog(
    {
      'a.md': post('title: A\ndate: 2026-01-02\nsummary: calm', body),
      '2026-01-01-apples.md': APPLES,
      ...files,
    },
    { settings: settingsFor({ markdown: 'jekyll', variables: { 'site.team.name': 'Us' } }) },
  );
  const { contentForReaders } = await entry('a');
  return { html: contentForReaders.replaceAll('\u0001', '').trim(), lines };
}

describe('a post with {% include %}', () => {
  // Body, the included file x, and what readers see.
  it.each([
    ['has the Markdown of the file', '{% include x %}', '*b*', '<p><em>b</em></p>'],
    [
      'has its definitions of links',
      '[b][]\n\n{% include x %}',
      '[b]: https://b.example/\n[c]: /d',
      'href="https://b.example/"',
    ],
    [
      'gives it texts',
      '{% include x b="1" c=page.summary %}',
      '{{ include.b }}{{ include.c }}{{ include.d }}',
      '<p>1calm</p>',
    ],
    [
      'gives it a condition',
      '{% include x b="1" %}',
      '{% if include.b == "1" %}yes{% else %}no{% endif %}',
      '<p>yes</p>',
    ],
    [
      'gives it a list',
      '[#2]\n\n{% include x n="1,2" %}',
      '{% assign all = include.n | split: "," %}{% for n in all %}[#{{ n }}]: https://c.example/{{ n }}\n{% endfor %}',
      'href="https://c.example/2"',
    ],
    [
      'hides what the file does not show',
      '{% include x %}',
      '{% capture /dev/null %}no{% endcapture %}b',
      '<p>b</p>',
    ],
    [
      'gives it texts of several paragraphs',
      '{% include x b="c\n\nd"\n\n  e="f"\n%}\n\ng',
      '{{ include.b }}{{ include.e }}',
      '<p>c</p>\n<p>df</p>\n<p>g</p>',
    ],
    ['has variables of the site', '{% include x %}', '{{ site.title }}: {{ site.team.name }}', 'A blog: Us'],
    [
      'links to a post',
      '{% include x %}',
      '[b]({% post_url 2026-01-01-apples %})',
      'href="https://blog.example/posts/apples"',
    ],
    [
      'links to the site',
      '{% include x %}',
      '[b]({{ "/posts/apples" | relative_url }})',
      'href="https://blog.example/posts/apples"',
    ],
    [
      'has its HTML, whatever lines the tags leave',
      'B\n{% include x c="d" %}\n*e*',
      '<div>\n{% if include.c %}\n\n        <p>{{ include.c }}</p>\n\n{% endif %}\n</div>\n',
      '<p>B</p>\n<div>\n        <p>d</p>\n</div><p><em>e</em></p>',
    ],
    ['has its HTML in a line', 'B {% include x %} *c*', '<b>\n  d\n</b>\n', '<p>B <b> d </b> <em>c</em></p>'],
    ['has Markdown in its HTML', '{% include x %}', '<div markdown="1">\n*b*\n</div>', '<em>b</em>'],
  ])('%s', async (_, body, file, html) => {
    const seen = await readersSee(body, { x: file });
    expect(seen.html).toContain(html);
    expect(seen.lines).toEqual([]);
  });

  it('has files within files, in folders', async () => {
    const includes = { 'a/b.md': '{% include c.md d=include.d %}!', 'c.md': 'C{{ include.d }}' };
    expect(await readersSee('{% include a/b.md d="e" %}', includes)).toEqual({
      html: '<p>Ce!</p>',
      lines: [],
    });
  });

  // The included file, and why it is left out.
  it.each([
    ['{% for each in site.posts %}{{ each.title }}{% endfor %}', 'only its generator knows site.posts'],
    ['{{ "now" | date: "%Y" }}', 'it would change from one compile to the next'],
    ['{{ page.date | date: "%Y" }}{% assign a = "1,2" | split: "," | sample %}', 'it would change'],
    ['{% if %}', 'invalid value expression'],
    ['{% unknown %}', 'tag "unknown" not found'],
    ['{{ "a" | unknown }}', 'undefined filter: unknown'],
    ['{% include x %}', 'Maximum call stack size exceeded'],
    ['{% include y %}', 'Failed to lookup "y"'],
  ])('says why it leaves out %j', async (file, reason) => {
    const { html, lines } = await readersSee('B\n\n{% include x %}\n\nC', { x: file });
    expect(html).toBe('<p>B</p>\n<p>C</p>');
    expect(lines).toEqual([
      expect.stringContaining(`posts/a.md:8:1: warning: {% include x %} is left out: ${reason}`),
    ]);
  });

  it('means nothing without the file', async () => {
    const { lines } = await readersSee('{% include y %}', { x: '' });
    expect(lines).toEqual([expect.stringContaining('{% include y %} means nothing here')]);
  });
});

it('the files in posts/_includes are neither posts nor media', async () => {
  const { archive, compiled } = await compileBlog({
    'a.md': APPLES,
    '_includes/b.md': APPLES,
    '_includes/c.svg': '<svg/>',
  });
  expect([archive.metadata.count, compiled?.media]).toEqual([1, new Map()]);
});
