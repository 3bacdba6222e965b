// Dead links and lost files, with the setting `deadLinks`: what the findings are, and what readers get all the same.

import { describe, expect, it } from 'vitest';
import type { Entry } from '../../../src/archive/entry.ts';
import type { Finding } from '../../../src/compile/report/findings.ts';
import { compileBlog, type Files, post, settingsFor } from '../blog.ts';

const FILES: Files = {
  '2026-11-01-other.md': '## Part',
  'draft.md': post('draft: true', 'D'),
};

const compileWith = (deadLinks: Finding['severity'], body: string, front = '') =>
  compileBlog(
    { ...FILES, 'a.md': post(`date: 2026-11-02\n${front}`, body) },
    { settings: settingsFor({ deadLinks, authority: 'old.example' }) },
  );

// [what is not there, Markdown, kind of the finding, HTML for readers when it is only a warning]
type Case = [what: string, body: string, kind: Finding['kind'], html: string];
const CASES: readonly Case[] = [
  ['a post, by file', '[x](gone.md)', 'dead link', '<a href="https://blog.example/posts/gone.md">'],
  ['a post, by address', '[x](/posts/gone)', 'dead link', '<a href="https://blog.example/posts/gone">'],
  [
    'a post of the old site',
    '[x](http://old.example/posts/gone/)',
    'dead link',
    'http://old.example/posts/gone/',
  ],
  ['a page', '[x](/about/)', 'dead link', '<a href="https://blog.example/about/">'],
  ['a feed', '[x](/tags/gone)', 'dead link', '<a href="https://blog.example/tags/gone">'],
  ['a draft, by file', '[x](draft.md)', 'dead link', '<a href="https://blog.example/posts/draft.md">'],
  ['a draft, by address', '[x](/posts/draft)', 'dead link', '<a href="https://blog.example/posts/draft">'],
  [
    'a heading',
    '[x](2026-11-01-other.md#gone)',
    'missing heading',
    'https://blog.example/posts/other#other.gone',
  ],
  ['a heading here', '[x](#gone)', 'missing heading', '<a href="https://blog.example/posts/a#a.gone">'],
  ['a picture', '![x](gone.png)', 'missing file', '<img src="https://blog.example/posts/gone.png" alt="x">'],
  [
    'a picture, by address',
    '![x](/i/gone.png)',
    'missing file',
    '<img src="https://blog.example/i/gone.png" alt="x">',
  ],
  [
    'a file of the site',
    '[x](/media/gone.zip)',
    'missing file',
    '<a href="https://blog.example/media/gone.zip">',
  ],
  [
    'a film',
    '<video src="gone.mp4"></video>',
    'missing file',
    '<video src="https://blog.example/posts/gone.mp4"',
  ],
];

describe('what is not there', () => {
  it.each(CASES)('(%s) is an error', async (_, body, kind) => {
    const { findings, compiled } = await compileWith('error', body);
    expect(findings.map((each) => [each.severity, each.kind])).toEqual([['error', kind]]);
    expect(compiled).toBeUndefined();
  });

  it.each(CASES)('(%s) is a warning on request, and stays in the text', async (_, body, kind, html) => {
    const { findings, entry } = await compileWith('warning', body);
    expect(findings.map((each) => [each.severity, each.kind])).toEqual([['warning', kind]]);
    expect((await entry('a')).contentForReaders).toContain(html);
  });

  // [front matter]
  it.each(['image: gone.png', 'image: /i/gone.png', 'audio: gone.mp3', 'audio: /gone.mp3'])(
    '(%s) is a warning on request, and left out, because readers would show it',
    async (front) => {
      const { findings, entry } = await compileWith('warning', 'Text.', front);
      expect(findings.map((each) => [each.severity, each.kind])).toEqual([['warning', 'missing file']]);
      const { image, enclosures, contentForReaders } = await entry('a');
      expect({ image, enclosures, contentForReaders }).toEqual({
        image: undefined,
        enclosures: [],
        contentForReaders: '<p>Text.</p>\n',
      });
    },
  );

  it.each([
    '<a href="{{ external_url }}">x</a>',
    '[x]({{site.other}}/a)',
    '[x](<{% other a.md %}>)',
    '<a href="https://{{ host }}/">x</a>',
  ])('because another program would have completed it (%s) names the template syntax', async (body) => {
    const { findings, entry } = await compileWith('warning', body);
    expect(findings).toMatchObject([{ severity: 'warning', kind: 'dead link' }]);
    expect(findings[0]?.message).toMatch(
      /^"(?:https:..)?\{.*" has template syntax, which Longwave does not evaluate; write the address that it stands for$/,
    );
    expect((await entry('a')).contentForReaders).toBe('<p>x</p>\n');
  });

  it.each<[string, Partial<Entry>]>([
    ['image: //else.example/i.png', { image: { url: 'https://else.example/i.png', type: 'image/png' } }],
    ['image: /favicon.svg', { image: { url: 'https://blog.example/favicon.svg', type: 'image/svg+xml' } }],
    [
      'audio: {url: /gone.mp3, type: audio/mpeg, length: 5}',
      { enclosures: [{ url: 'https://blog.example/gone.mp3', type: 'audio/mpeg', length: 5 }] },
    ],
  ])('is not what is elsewhere or fully described (%s)', async (front, expected) => {
    const { entry } = await compileWith('warning', 'Text.', front);
    expect(await entry('a')).toMatchObject(expected);
  });

  it('does not make an address that is none a warning', async () => {
    const { findings } = await compileWith('warning', '[x](https://)');
    expect(findings).toMatchObject([{ severity: 'error' }]);
  });
});

describe('readers of a link in an old form', () => {
  // [Markdown, HTML]
  it.each([
    ['[x](/2026/11/other.html#part)', '<a href="https://blog.example/posts/other#other.part">'],
    ['[x](http://www.old.example/posts/other/)', '<a href="https://blog.example/posts/other">'],
    ['<a href="../posts/other.html">x</a>', '<a href="https://blog.example/posts/other">'],
    [
      '## Ünder the *hood*!\n\n[x](#Ünder_the_hood)',
      '<a href="https://blog.example/posts/a#a.ünder-the-hood">x',
    ],
  ])('%s get the permalink', async (body, html) => {
    const { entry } = await compileWith('warning', body);
    expect(decodeURI((await entry('a')).contentForReaders)).toContain(html);
  });
});
