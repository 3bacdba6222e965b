// Proving: a large blog is compiled as seldom as possible, and only what is compared is kept.

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CompileOptions, compile } from '../../src/compile/compile.ts';
import { aFile, aFolder, aProject, type Project } from './a-project.ts';

/** A feed with a post for each name, whose text is this. */
const rss = (posts: Readonly<Record<string, string>>) =>
  `<rss version="2.0"><channel><title>Old</title><link>https://old.example/</link>${Object.entries(posts)
    .map(
      ([name, html], index) =>
        `<item><title>${name}</title><link>https://old.example/${name}</link><guid>https://old.example/${name}</guid><pubDate>2015-01-${10 + index}T10:00:00Z</pubDate><description><![CDATA[${html}]]></description></item>`,
    )
    .join('')}</channel></rss>`;

/** A folder of Markdown with these posts. */
const folder = (posts: Readonly<Record<string, string>>) =>
  aFolder(Object.fromEntries(Object.entries(posts).map(([name, text]) => [`_posts/${name}`, text])));

async function imported(project: Project, ...args: string[]) {
  const compiled: CompileOptions[] = [];
  const report = await project.runWith(
    (options) => {
      compiled.push(options);
      return compile(options);
    },
    ...args,
  );
  return { report, compiled };
}

describe('an import compiles', () => {
  it('once when nothing is wrong but links, which it says', async () => {
    const { report, compiled } = await imported(
      await aProject(),
      await aFile('feed.xml', rss({ a: '<a href="/nowhere">x</a>', b: 'B' })),
    );
    expect(compiled.map(({ published }) => published?.size)).toEqual([0]);
    expect(report).toContain("deadLinks is 'warning'");
  });

  it('twice when a post is set aside', async () => {
    const project = await aProject();
    const { report, compiled } = await imported(
      project,
      await folder({
        '2015-01-28-a.md': '---\ntitle: A\n---\n<!-- never closed\n',
        '2015-01-29-b.md': '---\ntitle: B\n---\nB\n',
      }),
    );
    expect(compiled).toHaveLength(2);
    expect(report).toContain('Set aside in posts-set-aside/');
    const files = await project.files('posts', 'posts-set-aside');
    expect(Object.keys(files).sort()).toEqual([
      'posts-set-aside/2015-01-28-a.md',
      'posts-set-aside/reasons.txt',
      'posts/2015-01-29-b.md',
    ]);
  });

  it('the posts of the old feed and newer ones with their texts, and no others', async () => {
    const [a, b, c, d] = ['A', 'B', 'C', 'D'];
    const { report, compiled } = await imported(
      await aProject(),
      await aFile('feed.xml', rss({ a, b, c, d })),
      '--feed',
      await aFile('old.xml', rss({ x: '', y: '', c }).replace(/<item><title>[xy].*?<\/item>/g, '')),
    );
    expect(compiled.map(({ published }) => [...(published ?? [])].sort())).toEqual([
      [],
      ['2015-01-12-c.md', '2015-01-13-d.md'],
    ]);
    expect(report).toContain('Compared with the old feed: 1 entry: 1 the same for readers, 1 new.');
  });

  it('nothing when everything is there already', async () => {
    const project = await aProject();
    const source = await aFile('feed.xml', rss({ a: 'A' }));
    await imported(project, source);
    await writeFile(join(project.root, 'posts/broken.md'), '---\ndate: never\n---\n');
    const { report, compiled } = await imported(project, source);
    expect(compiled).toEqual([]);
    expect(report).toContain('Imported 0 posts');
    expect(report).toContain('1 there already');
  });
});

it('a second import of a folder does not speak of the files that it brought before', async () => {
  const source = await aFolder({
    '_config.yml': 'title: A',
    '_posts/2015-01-28-a.md': '---\ntitle: A\n---\n![](/images/a.txt)',
    'images/a.txt': 'A',
  });
  const project = await aProject();
  await project.run(source);
  const before = await project.files();
  expect(Object.keys(before)).toContain('public/images/a.txt');
  expect(await project.run(source)).not.toContain('Not taken');
  expect(await project.files()).toEqual(before);
});
