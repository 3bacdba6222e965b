// The posts folder: what in it is a post, what is media, and what is neither.

import { mkdir, rm, rmdir, symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPostsFolder } from '../../../src/compile/posts/posts-folder.ts';
import { collector, writeFiles } from '../blog.ts';
import { jpeg, png } from '../pictures.ts';

describe('the posts folder', () => {
  it('is posts, sorted, and the files beside them with their lengths', async () => {
    const folder = await writeFiles({
      'b.md': 'B',
      'a.MD': 'A',
      'trip/index.md': 'T',
      'trip/map.gpx': '12345',
      'notes.txt': '',
      'empty-folder.md': undefined,
    });
    const { posts, media, read } = await readPostsFolder(folder);
    expect(posts).toEqual(['a.MD', 'b.md', 'trip/index.md']);
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

  it('has nothing to do with hidden files and folders', async () => {
    const folder = await writeFiles({
      '.draft.md': 'D',
      '.obsidian/a.md': 'O',
      'b/.DS_Store': '',
      '.#lock.md': '',
    });
    expect(await readPostsFolder(folder)).toMatchObject({ posts: [], media: new Map() });
  });

  it('lists names in NFC and still finds the file as the disk has it', async () => {
    const folder = await writeFiles({ 'a\u0308.png': '1' });
    const { media, locate } = await readPostsFolder(folder);
    expect([...media.keys()]).toEqual(['ä.png']);
    expect(locate('ä.png')).toBe(join(folder, 'a\u0308.png'));
  });

  it('may be named in any way that leads there', async () => {
    const folder = await writeFiles({ 'a.md': 'A', 'b/c.md': 'C' });
    for (const name of [`${folder}/`, relative('.', folder), `${folder}/b/..`]) {
      expect((await readPostsFolder(name)).posts).toEqual(['a.md', 'b/c.md']);
    }
  });

  it('may hold a link to a file elsewhere', async () => {
    const folder = await writeFiles({ 'elsewhere.txt': '123', 'posts/a.md': 'A' });
    await symlink(join(folder, 'elsewhere.txt'), join(folder, 'posts/linked.txt'));
    expect((await readPostsFolder(join(folder, 'posts'))).media.get('linked.txt')).toEqual({ length: 3 });
  });

  it('reports a post that vanishes before it is read', async () => {
    const folder = await writeFiles({ 'a.md': 'A' });
    const { read } = await readPostsFolder(folder);
    await rm(join(folder, 'a.md'));
    const { report, told } = collector();
    expect(await read('a.md', report)).toBeUndefined();
    expect(told).toEqual(['1:1: the file vanished while posts/ was being read; compile again']);
  });

  it('is not empty because a folder within vanishes while it is listed', async () => {
    const folder = await writeFiles({ 'a.md': 'A' });
    let listing = true;
    const listings = (async () => {
      const found: (readonly string[])[] = [];
      while (listing) found.push((await readPostsFolder(folder)).posts);
      return found;
    })();
    for (let times = 0; times < 500; times += 1) {
      await mkdir(join(folder, 'trip'));
      await rmdir(join(folder, 'trip'));
    }
    listing = false;
    expect(new Set((await listings).map(String))).toEqual(new Set(['a.md']));
  });

  it('that is not there yet is empty', async () => {
    const folder = await writeFiles({});
    await symlink('posts', join(folder, 'linked'));
    for (const name of ['posts', 'linked'])
      expect(await readPostsFolder(join(folder, name))).toMatchObject({ posts: [], media: new Map() });
  });
});

describe('a picture beside the posts', () => {
  const svg = (attributes: string) => `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}/>`;

  // Name, content, and its size as a browser shows it.
  it.each<[string, string | Uint8Array, [number, number]]>([
    ['a.png', png(640, 480), [640, 480]],
    ['A.PNG', png(1, 2), [1, 2]],
    ['a.gif', 'GIF89a\u0003\u0000\u0004\u0000', [3, 4]],
    ['a.jpg', jpeg(400, 300), [400, 300]],
    ['held-upright.jpeg', jpeg(400, 300, 6), [300, 400]],
    ['behind-a-long-profile.jpg', jpeg(400, 300, 1, 60_000), [400, 300]],
    ['a.svg', svg('width="16" height="8"'), [16, 8]],
    ['of-any-scale.svg', svg('viewBox="0 0 10.4 20"'), [10, 20]],
    ['in-relation.svg', svg('width="100%" height="100%" viewBox="0 0 30 40"'), [30, 40]],
    ['really-a-png.jpg', png(5, 6), [5, 6]],
  ])('%s has a size', async (name, content, [width, height]) => {
    const { media } = await readPostsFolder(await writeFiles({ [name]: content }));
    expect(media.get(name)?.size).toEqual({ width, height });
    expect(media.get(name)).not.toHaveProperty('broken');
  });

  it.each([
    ['empty.png', ''],
    ['text.png', 'no picture'],
    ['cut-off.jpg', jpeg(400, 300).slice(0, 20)],
    ['flat.png', png(0, 10)],
  ])('%s is broken, and no crash', async (name, content) => {
    const { media } = await readPostsFolder(await writeFiles({ [name]: content }));
    expect(media.get(name)).toEqual({ length: content.length, broken: true });
  });

  it('without a size of its own is not broken', async () => {
    const { media } = await readPostsFolder(await writeFiles({ 'a.svg': svg('') }));
    expect(media.get('a.svg')).toEqual({ length: svg('').length });
  });

  it('is found among more files than can be open at once', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 100 }, (_, number) => [`${number}.png`, png(9, number + 1)]),
    );
    const { media } = await readPostsFolder(await writeFiles(files));
    expect(media.get('99.png')?.size).toEqual({ width: 9, height: 100 });
    expect(media.size).toBe(100);
  });
});
