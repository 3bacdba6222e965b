import { symlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPostsFolder } from '../../src/compile/read.ts';
import { writeFiles } from './blog.ts';

describe('the posts folder', () => {
  it('is posts, sorted, and the files beside them with their lengths', async () => {
    const folder = await writeFiles({
      'b.md': 'B',
      'a.MD': 'A',
      'trip/index.md': 'T',
      'trip/map.png': '12345',
      'notes.txt': '',
      'empty-folder.md': undefined,
    });
    const { posts, media, read } = await readPostsFolder(folder);
    expect(posts).toEqual(['a.MD', 'b.md', 'trip/index.md']);
    expect(media).toEqual(
      new Map([
        ['notes.txt', 0],
        ['trip/map.png', 5],
      ]),
    );
    expect(new TextDecoder().decode(await read('trip/index.md'))).toBe('T');
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
    const folder = await writeFiles({ 'elsewhere.png': '123', 'posts/a.md': 'A' });
    await symlink(join(folder, 'elsewhere.png'), join(folder, 'posts/linked.png'));
    expect((await readPostsFolder(join(folder, 'posts'))).media.get('linked.png')).toBe(3);
  });

  it('that is not there yet is empty', async () => {
    const folder = await writeFiles({});
    expect(await readPostsFolder(join(folder, 'posts'))).toMatchObject({ posts: [], media: new Map() });
  });
});
