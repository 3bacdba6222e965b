// Archives in the form of tar: read like a folder, whole or not at all.

import { gzipSync } from 'node:zlib';
import { packTar, type TarHeader } from 'modern-tar';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/import/source/open.ts';
import type { TreeSource } from '../../src/import/source/source.ts';
import { aFile, aProject, imported } from './a-project.ts';
import { zipOf } from './a-zip.ts';

type Entry = Partial<TarHeader> & { name: string; body?: string };

async function tarOf(...entries: Entry[]): Promise<Uint8Array> {
  return packTar(
    entries.map(({ body = '', ...header }) => ({
      header: { type: 'file', size: Buffer.byteLength(body), ...header },
      body,
    })),
  );
}

async function opened(name: string, content: Uint8Array): Promise<TreeSource> {
  return (await openSource(await aFile(name, content), { fetch })) as TreeSource;
}

const textIn = async (source: TreeSource, file: string) => Buffer.from(await source.read(file)).toString();

describe('a tar archive', () => {
  it.each<[string, (tar: Uint8Array) => Uint8Array]>([
    ['a.tar', (tar) => tar],
    ['a.tar.gz', gzipSync],
    ['a.tgz', gzipSync],
  ])('%s has its files, in the order of their names', async (name, pack) => {
    const long = `${'folder/'.repeat(40)}é.txt`;
    const tar = await tarOf(
      { name: './posts/', type: 'directory' },
      { name: './posts/b.md', body: 'B' },
      { name: 'a.md', body: 'A'.repeat(100_000) },
      { name: long, body: 'long' },
    );
    const source = await opened(name, pack(tar));
    expect(source.files).toEqual(['a.md', long, 'posts/b.md']);
    expect(await textIn(source, 'posts/b.md')).toBe('B');
    expect(await textIn(source, 'a.md')).toBe('A'.repeat(100_000));
    expect(await textIn(source, long)).toBe('long');
    await expect(source.read('a.md', 10)).rejects.toThrow('a.md has 1 MB; the most is 1 MB');
    await expect(source.read('c.md')).rejects.toThrow('has no file c.md');
  });

  it('has no files of tools and no symbolic links, and a second name of a file is that file', async () => {
    const tar = await tarOf(
      { name: 'a.md', body: 'A' },
      { name: '._a.md', body: 'x' },
      { name: '.git/config', body: 'x' },
      { name: 'site/node_modules/b/c.md', body: 'x' },
      { name: 'passwd', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'again.md', type: 'link', linkname: 'a.md' },
      { name: 'outside.md', type: 'link', linkname: '/etc/passwd' },
    );
    const source = await opened('a.tar', tar);
    expect(source.files).toEqual(['a.md', 'again.md']);
    expect(await textIn(source, 'again.md')).toBe('A');
  });

  it.each<[string, () => Promise<Uint8Array>, string]>([
    [
      'a path that leads out of it',
      () => tarOf({ name: '../a.md', body: 'A' }),
      'invalid relative path: ../a.md',
    ],
    ['an absolute path', () => tarOf({ name: '/etc/a.md', body: 'A' }), 'absolute path'],
    [
      'a path of Windows',
      () => tarOf({ name: 'c:\\a.md', body: 'A' }),
      'absolute path or invalid characters',
    ],
    [
      'no end',
      async () => (await tarOf({ name: 'a.md', body: 'A'.repeat(5000) })).subarray(0, 3000),
      'it is incomplete',
    ],
    [
      'a compressed stream without an end',
      async () =>
        gzipSync(await tarOf({ name: 'a.md', body: Math.random().toString().repeat(500) })).subarray(0, -50),
      'it is incomplete',
    ],
    [
      'a changed name',
      async () => {
        const tar = await tarOf({ name: 'a.md', body: 'A' });
        tar[0] = 98;
        return tar;
      },
      'Invalid tar header checksum',
    ],
  ])('with %s is refused, and nothing is written', async (_, make, reason) => {
    const project = await aProject();
    const source = await aFile('old.tar', await make());
    await expect(project.run(source)).rejects.toThrow(/^old\.tar: this tar archive cannot be read \(/);
    await expect(project.run(source)).rejects.toThrow(reason);
    expect(await project.files()).toEqual({});
  });

  it('without files, or packed by another program, is refused', async () => {
    await expect(opened('a.tar', await tarOf({ name: 'a/', type: 'directory' }))).rejects.toThrow(
      'has no files',
    );
    await expect(opened('a.tar.bz2', Buffer.from('BZh91AY&SY'))).rejects.toThrow(
      'a.tar.bz2: unpack this archive, and name its folder',
    );
  });
});

describe('a document that is compressed alone', () => {
  const feed =
    '<rss version="2.0"><channel><title>Old</title><item><title>A</title><guid>1</guid><pubDate>2016-02-01</pubDate></item></channel></rss>';

  it('is read', async () => {
    expect((await imported(await aFile('feed.xml.gz', gzipSync(feed)))).posts[0]?.title).toBe('A');
  });

  it('is refused when it is incomplete', async () => {
    const source = await aFile('feed.xml.gz', gzipSync(feed).subarray(0, -20));
    await expect(imported(source)).rejects.toThrow('feed.xml.gz: this file cannot be unpacked (');
  });
});

describe('a site in an archive, in a folder of its own as GitHub packs it, is imported like its folder:', () => {
  const files = {
    'blog-main/_config.yml': 'title: Old\nurl: https://old.example\npermalink: /:year/:title/\n',
    'blog-main/_posts/2015-01-28-a.md': '---\ntitle: A\n---\n\n[a](/files/a.txt)\n',
    'blog-main/files/a.txt': 'text of a',
    'blog-main/about.md': '---\ntitle: About\npermalink: /about/\n---\n\nMe\n',
  };
  it.each<[string, () => Promise<Uint8Array>]>([
    ['zip', async () => zipOf(files)],
    [
      'tar.gz',
      async () => gzipSync(await tarOf(...Object.entries(files).map(([name, body]) => ({ name, body })))),
    ],
  ])('%s', async (form, make) => {
    const project = await aProject();
    await project.run(await aFile(`blog-main.${form}`, await make()));
    const written = await project.files();
    expect(Object.keys(written).sort()).toEqual([
      'posts/2015-01-28-a.md',
      'posts/about.md',
      'public/files/a.txt',
    ]);
    expect(written['public/files/a.txt']).toBe('text of a');
    expect(await project.settings()).toMatchObject({ title: 'Old', permalink: '/:year/:title/' });
    expect((await project.compile()).findings).toEqual([]);
  });
});
