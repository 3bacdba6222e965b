// The whole import: from a source to posts that compile, and what its report says.

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImportedPost } from '../../src/import/imported.ts';
import { canonical } from '../../src/import/markdown/canonical.ts';
import { SAMPLE_FILES, SAMPLE_SITE, sampleDigest } from '../../src/import/write/samples.ts';
import { serve } from '../a-blog.ts';
import { aFile, aProject, aServer, imported } from './a-project.ts';

interface Item {
  readonly guid: string;
  readonly link?: string;
  readonly date?: string;
  readonly html?: string;
  readonly more?: string;
}

const rss = (items: readonly Item[], origin = 'https://old.example') =>
  `<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old blog</title><link>${origin}/</link><description>About</description><language>en</language>${items
    .map(
      ({
        guid,
        link = `${origin}/2015/01/28/${guid}/`,
        date = '2015-01-28T10:00:00Z',
        html = 'Hello',
        more = '',
      }) =>
        `<item><title>Post ${guid}</title><link>${link}</link><guid isPermaLink="false">${guid}</guid><pubDate>${date}</pubDate><dc:creator>Jane</dc:creator><description><![CDATA[${html}]]></description>${more}</item>`,
    )
    .join('')}</channel></rss>`;

describe('an import into a new project', () => {
  it('writes posts and settings that compile without an error, and says what to do next', async () => {
    const project = await aProject();
    const source = await aFile(
      'feed.xml',
      rss([
        { guid: 'a', html: '<p>Hello <b>there</b></p>', more: '<category>radio</category>' },
        { guid: 'b' },
      ]),
    );
    const report = await project.run(source);
    expect(report).toContain(`Imported 2 posts from ${source} (feed).`);
    expect(report).toContain('Wrote src/site.ts.');
    expect(report).toContain('Next: look at src/site.ts, run npm start, and read what it reports.');
    const files = await project.files();
    expect(Object.keys(files).sort()).toEqual(['posts/2015-01-28-a.md', 'posts/2015-01-28-b.md']);
    expect(files['posts/2015-01-28-a.md']).toContain('title: Post a\ndate: 2015-01-28 10:00:00Z\nid: a\n');
    expect(files['posts/2015-01-28-a.md']).toContain('tags: [radio]\n---\n\nHello **there**\n');
    expect(await project.settings()).toMatchObject({
      origin: 'https://old.example',
      title: 'Old blog',
      description: 'About',
      language: 'en',
      author: 'Jane',
    });
    const { findings } = await project.compile();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await readdir(project.root)).not.toContain(expect.stringContaining('.longwave-import'));
  });

  it('with --dry-run writes nothing, and prints the plan', async () => {
    const project = await aProject();
    const before = await readFile(join(project.root, 'src/site.ts'), 'utf8');
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a' }])), '--dry-run');
    expect(report).toContain('Would import 1 post');
    expect(report).toContain('  posts/2015-01-28-a.md  Post a');
    expect(report).toContain("  title: 'Old blog',");
    expect(report).toContain('Nothing was written.');
    expect(await project.files()).toEqual({});
    expect(await readFile(join(project.root, 'src/site.ts'), 'utf8')).toBe(before);
  });

  it('says that the sample posts are there, and removes those that are unchanged on request', async () => {
    const [name = ''] = Object.keys(SAMPLE_FILES);
    const sample = await readFile(join(import.meta.dirname, '../..', name));
    const project = await aProject({ [name]: sample, 'posts/mine.md': '---\ndate: 2026-01-01\n---\nMine' });
    const source = await aFile('feed.xml', rss([{ guid: 'a' }]));
    expect(await project.run(source)).toContain('posts/ still has 1 file of the sample posts');
    expect(Object.keys(await project.files())).toContain(name);
    expect(await project.run(source, '--replace-samples')).toContain('Removed 1 file of the sample posts.');
    expect(Object.keys(await project.files()).sort()).toEqual(['posts/2015-01-28-a.md', 'posts/mine.md']);
  });
});

describe('what has been imported is served', () => {
  const html =
    '<h2>Part</h2>\n<p>Hello <b>there</b>, see <a href="/2015/01/28/b/">b</a>.</p>\n<figure><img src="https://other.example/a.png" alt="A"><figcaption>A dial</figcaption></figure>\n<table><tr><td>1</td></tr></table>';
  const items: readonly Item[] = [
    {
      guid: 'https://old.example/?p=1',
      link: 'https://old.example/2015/01/28/a/',
      html,
      more: '<category>Radio &amp; TV</category><enclosure url="https://old.example/a.mp3" length="9" type="audio/mpeg"/>',
    },
    { guid: '17', link: 'https://old.example/2015/01/28/b/' },
    { guid: 'x y', link: 'https://old.example/odd/Name.html' },
  ];

  it('at the old addresses, and in feeds as the old feed had it', async () => {
    const project = await aProject();
    await project.run(await aFile('feed.xml', rss(items)));
    expect(await project.settings()).toMatchObject({ permalink: '/:year/:month/:day/:slug/' });
    const { archive, lines } = await project.compile();
    expect(lines).toEqual([]);
    const { get } = serve(archive);
    for (const { link = '' } of items)
      expect([link, (await get(new URL(link).pathname)).status]).toEqual([link, 200]);

    const old = (await imported(await aFile('old.xml', rss(items)))).posts;
    const now = (await imported(await aFile('new.xml', await (await get('/rss.xml')).text()))).posts;
    expect(now.map(told).sort()).toEqual(old.map(told).sort());
  });

  /** What readers are told of a post. */
  function told({ id, url, title, date, tags, authors, enclosures, content }: ImportedPost): string {
    const shown =
      'html' in content ? canonical(content.html.replaceAll('="https://old.example/', '="/')) : '';
    return JSON.stringify([id, url, title, date, tags, authors, enclosures, shown]);
  }
});

describe('a second import', () => {
  it('adds only what is new, and overwrites nothing', async () => {
    const project = await aProject();
    await project.run(await aFile('feed.xml', rss([{ guid: 'a' }])));
    const path = join(project.root, 'posts/2015-01-28-a.md');
    const edited = (await readFile(path, 'utf8')).replace('Hello', 'Hello again');
    await writeFile(path, edited);
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a' }, { guid: 'b' }])));
    expect(report).toContain('Imported 1 post from');
    expect(report).toContain('1 there already');
    expect(report).not.toContain('src/site.ts stays');
    expect(await readFile(path, 'utf8')).toBe(edited);
    expect(Object.keys(await project.files())).toHaveLength(2);
  });

  it('recognises a post by its id in another file, even if that has a mistake', async () => {
    const project = await aProject({ 'posts/renamed.md': '---\nid: a\ndate: never\n---\nMine' });
    expect(await project.run(await aFile('feed.xml', rss([{ guid: 'a' }])))).toContain('Imported 0 posts');
  });

  it('gives a post whose file is another post’s a name of its own', async () => {
    const project = await aProject({ 'posts/2015-01-28-a.md': '---\nid: other\ntitle: Mine\n---\nMine' });
    await project.run(
      await aFile('feed.xml', rss([{ guid: 'x', link: 'https://old.example/2015/01/28/a/' }])),
    );
    const files = await project.files();
    expect(Object.keys(files).sort()).toEqual(['posts/2015-01-28-a-2.md', 'posts/2015-01-28-a.md']);
    expect(files['posts/2015-01-28-a.md']).toContain('Mine');
  });

  it('leaves settings that the owner has edited, and prints what differs', async () => {
    const project = await aProject();
    const mine =
      "export default { origin: 'https://mine.example', title: 'Mine', description: 'd', language: 'en', author: 'Me' } satisfies SiteSettings;";
    await writeFile(join(project.root, 'src/site.ts'), mine);
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a' }])));
    expect(report).toContain('src/site.ts stays as you have written it.');
    expect(report).toContain("  title: 'Old blog',");
    expect(report).not.toContain("  language: 'en',");
    expect(await readFile(join(project.root, 'src/site.ts'), 'utf8')).toBe(mine);
  });
});

it('an old address that another post has is left to it', async () => {
  const project = await aProject({ 'posts/mine.md': '---\ndate: 2015-01-01\naliases: [/?p=12]\n---\nMine' });
  await project.run(await aFile('feed.xml', rss([{ guid: 'a', link: 'https://old.example/?p=12' }])));
  expect((await project.compile()).lines).toEqual([]);
});

it('a source without a post is an error with the reason, and nothing is written', async () => {
  const project = await aProject();
  const before = await project.files('posts', 'public', 'src');
  const source = await aFile(
    'feed.xml',
    rss([{ guid: 'a', html: '<p>&nbsp;</p>' }]).replace('<title>Post a</title>', ''),
  );
  await expect(project.run(source, '--replace-samples')).rejects.toThrow(
    /^there is no post to import in .*feed\.xml \(feed\), so nothing was written.*neither a title nor a text$/s,
  );
  expect(await project.files('posts', 'public', 'src')).toEqual(before);
});

describe('what cannot be taken is listed with the reason:', () => {
  it('a post without a date becomes a draft', async () => {
    const project = await aProject();
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a', date: '' }])));
    expect(report).toContain('feed.xml, entry 1: it has no date, so it becomes a draft');
    expect((await project.files())['posts/a.md']).toContain('draft: true');
  });

  it('a post without a title and a text', async () => {
    const report = await (await aProject()).run(
      await aFile(
        'feed.xml',
        rss([{ guid: 'a', html: '<p>&nbsp;</p>' }, { guid: 'b' }]).replace('<title>Post a</title>', ''),
      ),
    );
    expect(report).toContain('feed.xml, entry 1: it has neither a title nor a text');
  });

  it('two posts with one id', async () => {
    const report = await (await aProject()).run(
      await aFile(
        'feed.xml',
        rss([{ guid: 'a' }]).replace('</channel>', '<item><guid>a</guid><title>b</title></item></channel>'),
      ),
    );
    expect(report).toContain('Imported 2 posts');
    expect(report).toContain(
      'feed.xml, entry 2: it has the same id as feed.xml, entry 1, so it gets a new one',
    );
  });

  it('HTML that is nested too deeply, of which the text stays', async () => {
    const project = await aProject();
    const html = `${'<div>'.repeat(20_000)}Deep <a href="https://a.example/">down</a>`;
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a', html }, { guid: 'b' }])));
    expect(report).toContain('Imported 2 posts');
    expect((await project.files())['posts/2015-01-28-a.md']).toContain('Deep [down](https://a.example/)');
  });

  it('settings that Longwave refuses', async () => {
    const project = await aProject();
    const text = rss([{ guid: 'a' }]).replace(
      'https://old.example/</link>',
      'https://old.example/</link><copyright> </copyright>',
    );
    await project.run(await aFile('feed.xml', text));
    expect((await project.compile()).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('with --images', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  );

  it('pictures of the old site keep their addresses in public/, others go beside the post, and failures are listed', async () => {
    const origin = await aServer(({ url }, response) => {
      if (url?.endsWith('.png') && !url.includes('lost'))
        response.writeHead(200, { 'content-type': 'image/png' }).end(png);
      else if (url === '/page.jpg') response.writeHead(200, { 'content-type': 'text/html' }).end('<p>');
      else response.writeHead(404).end();
    });
    const other = await aServer((_, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(png),
    );
    const html = `<p><img src="/uploads/a.png"> <img src="${other}/x/Dial%201.png?w=9"> <img src="${other}/y/Dial%201.png"> <img src="${origin}/lost.png"> <img src="/page.jpg"> <a href="/uploads/full.png">full</a></p>`;
    const project = await aProject();
    const report = await project.run(await aFile('feed.xml', rss([{ guid: 'a', html }], origin)), '--images');
    const files = await project.files();
    expect(Object.keys(files).sort()).toEqual([
      'posts/2015-01-28-a.md',
      'posts/2015-01-28-a/dial-1-2.png',
      'posts/2015-01-28-a/dial-1.png',
      'public/uploads/a.png',
      'public/uploads/full.png',
    ]);
    const text = files['posts/2015-01-28-a.md'] ?? '';
    expect(text).toContain('![](/uploads/a.png)');
    expect(text).toMatch(
      /!\[\]\(2015-01-28-a\/dial-1(?:-2)?\.png\) !\[\]\(2015-01-28-a\/dial-1(?:-2)?\.png\)/,
    );
    expect(text).toContain(`![](${origin}/lost.png)`);
    expect(text).toContain('[full](/uploads/full.png)');
    expect(report).toContain(`picture ${origin}/lost.png: ${origin}/lost.png answers 404`);
    expect(report).toContain(`picture ${origin}/page.jpg: it is text/html and no picture`);
  });
});

describe('the samples', () => {
  // When a sample changes, the digest in src/import/write/samples.ts must be that of the new one.
  it.each([...Object.entries(SAMPLE_FILES), ['src/site.ts', SAMPLE_SITE]])(
    '%s is known by its digest',
    async (path, digest) => {
      expect(await sampleDigest(join(import.meta.dirname, '../..', path))).toBe(digest);
    },
  );

  it('are all known', async () => {
    const posts = await readdir(join(import.meta.dirname, '../../posts'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(posts.filter((entry) => entry.isFile())).toHaveLength(Object.keys(SAMPLE_FILES).length);
  });
});
