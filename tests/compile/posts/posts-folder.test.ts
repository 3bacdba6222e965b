// The posts folder: which files are posts, which are media, and which are ignored.

import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, rmdir, symlink, truncate } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type PostsFolder, readPostsFolder } from '../../../src/compile/posts/posts-folder.ts';
import type { Report } from '../../../src/compile/report/findings.ts';
import { collector, writeFiles } from '../blog.ts';
import { jpeg, png } from '../pictures.ts';

const openFiles = vi.hoisted(() => ({ now: 0, most: 0 }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const open: typeof real.open = async (...args) => {
    const file = await real.open(...args);
    openFiles.now += 1;
    openFiles.most = Math.max(openFiles.most, openFiles.now);
    const close = file.close.bind(file);
    return Object.assign(file, { close: () => close().finally(() => (openFiles.now -= 1)) });
  };
  return { ...real, open };
});

/** Lists a folder, and expects no messages about it. */
async function listFolder(folder: string): Promise<PostsFolder> {
  const { report, told } = collector();
  const listed = await readPostsFolder(folder, () => report);
  expect(told).toEqual([]);
  return listed;
}

describe('the posts folder', () => {
  it('has posts, sorted, and the files next to them with their lengths', async () => {
    const folder = await writeFiles({
      'b.md': 'B',
      'a.MD': 'A',
      'c.markdown': 'C',
      'd.mdx': 'D',
      'trip/index.md': 'T',
      'trip/map.gpx': '12345',
      'notes.txt': '',
      'empty-folder.md': undefined,
    });
    const { posts, media, read } = await listFolder(folder);
    expect(posts).toEqual(['a.MD', 'b.md', 'c.markdown', 'd.mdx', 'trip/index.md']);
    expect(media).toEqual(
      new Map([
        ['notes.txt', { length: 0 }],
        ['trip/map.gpx', { length: 5 }],
      ]),
    );
    const { report, told } = collector();
    expect(new TextDecoder().decode(await read('trip/index.md', report))).toBe('T');
    expect(told).toEqual([]);
  });

  it('is read without its hidden files and folders', async () => {
    const folder = await writeFiles({
      '.draft.md': 'D',
      '.obsidian/a.md': 'O',
      'b/.DS_Store': '',
      '.#lock.md': '',
    });
    expect(await listFolder(folder)).toMatchObject({ posts: [], media: new Map() });
  });

  it('warns about Markdown that is about a folder, which it does not publish as posts', async () => {
    const folder = await writeFiles({
      ...{
        '_index.md': 'A',
        'de/_index.de.md': 'A',
        'README.md': 'A',
        'b/readme.markdown': 'A',
        'index.md': 'A',
      },
    });
    const told: string[] = [];
    const { posts, media } = await readPostsFolder(folder, (file) => (severity, _, message) => {
      told.push(`${file}: ${severity}: ${message}`);
    });
    const section =
      'because Hugo and Zola use this name for the page of a section; to publish it, give it another name';
    const notes = 'because this name is for notes about a folder; to publish it, give it another name';
    expect(posts).toEqual(['index.md']);
    expect([...media.keys()]).toEqual(['README.md', '_index.md', 'b/readme.markdown', 'de/_index.de.md']);
    expect(told).toEqual([
      `README.md: warning: this file is not published as a post, ${notes}`,
      `_index.md: warning: this file is not published as a post, ${section}`,
      `b/readme.markdown: warning: this file is not published as a post, ${notes}`,
      `de/_index.de.md: warning: this file is not published as a post, ${section}`,
    ]);
  });

  it('lists names in NFC, and finds the file under its name on disk', async () => {
    const folder = await writeFiles({ 'a\u0308.png': '1' });
    const { media, locate } = await listFolder(folder);
    expect([...media.keys()]).toEqual(['ä.png']);
    expect(locate('ä.png')).toBe(join(folder, 'a\u0308.png'));
  });

  it('may be given as any path to it', async () => {
    const folder = await writeFiles({ 'a.md': 'A', 'b/c.md': 'C' });
    for (const name of [`${folder}/`, relative('.', folder), `${folder}/b/..`]) {
      expect((await listFolder(name)).posts).toEqual(['a.md', 'b/c.md']);
    }
  });

  it('may contain a link to a file elsewhere', async () => {
    const folder = await writeFiles({ 'elsewhere.txt': '123', 'posts/a.md': 'A' });
    await symlink(join(folder, 'elsewhere.txt'), join(folder, 'posts/linked.txt'));
    expect((await listFolder(join(folder, 'posts'))).media.get('linked.txt')).toEqual({ length: 3 });
  });

  it('reads only files, and says what the others are', async () => {
    const folder = await writeFiles({ 'a.md': 'A', 'b/c.txt': 'C' });
    execFileSync('mkfifo', ['pipe.md', 'pipe.png'], { cwd: folder });
    const server = createServer().listen(join(folder, 'socket.md'));
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    await symlink('/dev/zero', join(folder, 'device.md'));
    await symlink('b', join(folder, 'folder.md'));
    await symlink('round.md', join(folder, 'round.md'));
    await symlink('nowhere.png', join(folder, 'gone.png'));
    await symlink('round.png', join(folder, 'round.png'));
    const told: string[] = [];
    const reportOn = (file: string): Report => {
      return (severity, _, message) => told.push(`${file}: ${severity}: ${message}`);
    };
    const { posts, media, read } = await readPostsFolder(folder, reportOn);
    for (const file of posts) await read(file, reportOn(file));
    expect([...media.keys()]).toEqual(['b/c.txt']);
    const nowhere = 'this link points to a file that does not exist; point it to another file, or remove it';
    expect(told.sort()).toEqual([
      'device.md: error: this is a device and not a file; move it out of posts/',
      'folder.md: error: this link points to a folder; point it to a file, or move the folder into posts/',
      `gone.png: warning: ${nowhere}`,
      'pipe.md: error: this is a named pipe and not a file; move it out of posts/',
      'pipe.png: warning: this is a named pipe and not a file; move it out of posts/',
      `round.md: error: ${nowhere}`,
      `round.png: warning: ${nowhere}`,
      'socket.md: error: this is a socket and not a file; move it out of posts/',
    ]);
  });

  // [bytes, how many are read, what is said]
  it.each<[number, number | undefined, string[]]>([
    [2_000_000, 2_000_000, []],
    [
      2_100_000,
      2_100_000,
      ['1:1: warning: the post has 2.1 MB, and feed readers may not show it; consider splitting it'],
    ],
    [
      20_100_000,
      undefined,
      ['1:1: the post has 20.1 MB; the most is 20 MB; split it, or move data into files beside it'],
    ],
  ])('has posts of %i bytes', async (length, readable, expected) => {
    const folder = await writeFiles({ 'a.md': '' });
    await truncate(join(folder, 'a.md'), length);
    const { read } = await listFolder(folder);
    const { report, told } = collector();
    expect((await read('a.md', report))?.length).toBe(readable);
    expect(told).toEqual(expected);
  });

  it('reports a post that is removed before it is read', async () => {
    const folder = await writeFiles({ 'a.md': 'A' });
    const { read } = await listFolder(folder);
    await rm(join(folder, 'a.md'));
    const { report, told } = collector();
    expect(await read('a.md', report)).toBeUndefined();
    expect(told).toEqual(['1:1: this file was removed while posts/ was being read; compile again']);
  });

  it('is listed in full even when a folder inside it is removed at that moment', async () => {
    const folder = await writeFiles({ 'a.md': 'A' });
    let listing = true;
    const listings = (async () => {
      const found: (readonly string[])[] = [];
      while (listing) found.push((await listFolder(folder)).posts);
      return found;
    })();
    for (let times = 0; times < 500; times += 1) {
      await mkdir(join(folder, 'trip'));
      await rmdir(join(folder, 'trip'));
    }
    listing = false;
    expect(new Set((await listings).map(String))).toEqual(new Set(['a.md']));
  });

  it('that does not exist is like an empty one', async () => {
    const folder = await writeFiles({});
    await symlink('posts', join(folder, 'linked'));
    for (const name of ['posts', 'linked'])
      expect(await listFolder(join(folder, name))).toMatchObject({ posts: [], media: new Map() });
  });
});

describe('a picture next to the posts', () => {
  const svg = (attributes: string) => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`;

  // Name, content, and the size in which a browser shows it.
  it.each<[string, string | Uint8Array, [number, number]]>([
    ['a.png', png(640, 480), [640, 480]],
    ['A.PNG', png(1, 2), [1, 2]],
    ['a.gif', 'GIF89a\u0003\u0000\u0004\u0000', [3, 4]],
    ['a.jpg', jpeg(400, 300), [400, 300]],
    ['held-upright.jpeg', jpeg(400, 300, 6), [300, 400]],
    // The size after the first 64 KB, and just within the first 2 MB, which is the most that is read.
    ['after-a-long-profile.jpg', jpeg(400, 300, 1, 1), [400, 300]],
    ['just-within-two-megabytes.jpg', jpeg(400, 300, 1, 31), [400, 300]],
    ['a.svg', svg('width="16" height="8"'), [16, 8]],
    ['of-any-scale.svg', svg('viewBox="0 0 10.4 20"'), [10, 20]],
    ['in-relation.svg', svg('width="100%" height="100%" viewBox="0 0 30 40"'), [30, 40]],
    ['really-a-png.jpg', png(5, 6), [5, 6]],
  ])('%s has a size', async (name, content, [width, height]) => {
    const { media } = await listFolder(await writeFiles({ [name]: content }));
    expect(media.get(name)?.size).toEqual({ width, height });
    expect(media.get(name)).not.toHaveProperty('broken');
  });

  it.each([
    ['empty.png', ''],
    ['text.png', 'no picture'],
    ['cut-off.jpg', jpeg(400, 300).slice(0, 20)],
    ['flat.png', png(0, 10)],
    ['size-after-two-megabytes.jpg', jpeg(400, 300, 1, 32)],
  ])('%s is broken', async (name, content) => {
    const { media } = await listFolder(await writeFiles({ [name]: content }));
    expect(media.get(name)).toEqual({ length: content.length, broken: true });
  });

  it('that is an SVG without a size is not broken', async () => {
    const { media } = await listFolder(await writeFiles({ 'a.svg': svg('') }));
    expect(media.get('a.svg')).toEqual({ length: svg('').length });
  });

  it('is measured among many others without opening more than 32 files at a time', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, number) => [`${number}.png`, png(9, number + 1)]),
    );
    const { media } = await listFolder(await writeFiles(files));
    expect(media.get('99.png')?.size).toEqual({ width: 9, height: 100 });
    expect(media.size).toBe(100);
    expect(openFiles).toMatchObject({ now: 0, most: 32 });
  });
});
