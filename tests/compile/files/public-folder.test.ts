// The public folder: which files are served at the root of the site, and what is said about the others.

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportTooMany } from '../../../src/compile/files/platform-limits.ts';
import { readPublicFolder } from '../../../src/compile/files/public-folder.ts';
import { collector, type Files, writeFiles } from '../blog.ts';
import { png } from '../pictures.ts';

/** Lists a folder, with everything that is said about it. */
async function list(folder: string) {
  const told: string[] = [];
  const listed = await readPublicFolder(folder, (file) => (severity, _, message) => {
    told.push(`${file}: ${severity}: ${message}`);
  });
  return { ...listed, names: [...listed.files.keys()], told };
}

/** Lists a folder of these files, and expects that nothing is said. */
async function listFiles(files: Files) {
  const listed = await list(await writeFiles(files));
  expect(listed.told).toEqual([]);
  return listed;
}

describe('the public folder', () => {
  it('has files of every kind, by their paths', async () => {
    const { names } = await listFiles({
      CNAME: 'blog.example',
      'a.md': 'Not a post.',
      'images/2026/dial.png': png(1, 2),
      'demo/index.html': '<script src="run.js"></script>',
      'odd [name] 100%.txt': '',
      'sub/_headers': '',
      'empty-folder': undefined,
    });
    expect(names).toEqual([
      'CNAME',
      'a.md',
      'demo/index.html',
      'images/2026/dial.png',
      'odd [name] 100%.txt',
      'sub/_headers',
    ]);
  });

  it('that does not exist is like an empty one', async () => {
    const { names, told } = await list(join(await writeFiles({}), 'public'));
    expect([names, told]).toEqual([[], []]);
  });

  it('must be a folder', async () => {
    const { told } = await list(join(await writeFiles({ public: '' }), 'public'));
    expect(told).toEqual([': error: this must be a folder; give the file another name']);
  });

  it('is read without hidden files, except those of /.well-known/', async () => {
    const { names } = await listFiles({
      '.well-known/security.txt': '1',
      '.well-known/matrix/server': '2',
      '.well-known/.DS_Store': '',
      '.env': 'SECRET=1',
      '.git/config': '',
      '.DS_Store': '',
      '.assetsignore': '*',
      'a/.git/config': '',
      'a/.well-known/x': '',
      'a/.env.local': '',
    });
    expect(names).toEqual(['.well-known/matrix/server', '.well-known/security.txt']);
    expect((await listFiles({ '.well-known': 'a file' })).names).toEqual([]);
  });

  // What other hosts read instead of serving it.
  it.each([
    ['_redirects', 'Longwave reads no redirects from it'],
    ['.htaccess', 'Longwave reads no redirects from it'],
    ['_headers', 'Longwave sets the headers of all files itself'],
    ['_Headers', 'Longwave sets the headers of all files itself'],
    ['_worker.js', 'this is code for a server'],
    ['_worker.js/index.js', 'this is code for a server'],
    ['cdn-cgi/l/email-protection', 'Cloudflare itself answers all addresses that begin with /cdn-cgi/'],
  ])('is read without %s, with a warning', async (name, reason) => {
    const { names, told } = await list(await writeFiles({ [name]: '/* /:splat', 'a.txt': '' }));
    expect(names).toEqual(['a.txt']);
    expect(told).toEqual([expect.stringMatching(`^${name}: warning: .*${reason}`)]);
  });

  it('lists names in NFC, and knows the names on disk', async () => {
    const folder = await writeFiles({ 'gro\u0308ße/a.png': '' });
    const { files } = await list(folder);
    expect([...files]).toEqual([['größe/a.png', join(folder, 'gro\u0308ße/a.png')]]);
  });

  it('reports two names that are one address', async () => {
    const { told } = await list(await writeFiles({ 'ä.txt': '1', 'a\u0308.txt': '2' }));
    expect(told).toEqual([
      'ä.txt: error: another file has the same name, with its accents written as other characters; rename one of the two',
    ]);
  });

  it('warns of names that differ only in capitals, once, and serves both', async () => {
    const files = {
      'Img/a.png': '',
      'Img/b.png': '',
      'img/c.png': '',
      'img/d.png': '',
      'X.txt': '',
      'x.txt': '',
    };
    const { names, told } = await list(await writeFiles({ ...files, 'Media/a.png': '' }));
    const only = 'only in capitals, and macOS and Windows keep one of the two; rename one';
    expect(names).toHaveLength(7);
    expect(told).toEqual([
      `Media/a.png: warning: "Media" differs from "media" ${only}`,
      `img/c.png: warning: "img" differs from "Img" ${only}`,
      `x.txt: warning: "x.txt" differs from "X.txt" ${only}`,
    ]);
  });

  it('reports a file that is longer than Cloudflare takes', async () => {
    const folder = await writeFiles({ 'fits.mp4': '', 'long.mp4': '' });
    await truncate(join(folder, 'fits.mp4'), 26_214_400);
    await truncate(join(folder, 'long.mp4'), 26_214_401);
    expect((await list(folder)).told).toEqual([
      'long.mp4: error: the file has 26.2 MB; Cloudflare takes at most 26.2 MB (25 MiB); make it smaller, or put it on another server and link to it there',
    ]);
  });

  it.each([
    [20_000, []],
    [
      20_001,
      [
        '1:1: warning: there are 20001 files; Cloudflare takes at most 20000 on its free plan, and 100000 on others',
      ],
    ],
    [100_001, ['1:1: there are 100001 files; Cloudflare takes at most 100000; put some on another server']],
  ])('of %i files gets the messages %j', (count, messages) => {
    const { report, told } = collector();
    reportTooMany(count, report);
    expect(told).toEqual(messages);
  });

  it('serves only files, and says what the others are', async () => {
    const folder = await writeFiles({ 'a.txt': 'A', 'b/c.txt': 'C', 'elsewhere.txt': 'E' });
    const elsewhere = await writeFiles({ 'e.txt': 'E' });
    execFileSync('mkfifo', ['pipe.png'], { cwd: folder });
    await symlink(join(elsewhere, 'e.txt'), join(folder, 'linked.txt'));
    await symlink('/dev/zero', join(folder, 'device'));
    await symlink('b', join(folder, 'folder'));
    await symlink('nowhere.png', join(folder, 'gone.png'));
    await symlink('round.png', join(folder, 'round.png'));
    const { names, told } = await list(folder);
    const nowhere = 'this link points to a file that does not exist; point it to another file, or remove it';
    expect(names).toEqual(['a.txt', 'b/c.txt', 'elsewhere.txt', 'linked.txt']);
    expect(told).toEqual([
      'device: warning: this is a device and not a file; move it out of public/',
      'folder: warning: this link points to a folder; point it to a file, or move the folder into public/',
      `gone.png: warning: ${nowhere}`,
      'pipe.png: warning: this is a named pipe and not a file; move it out of public/',
      `round.png: warning: ${nowhere}`,
    ]);
  });

  it('reports a name that is not UTF-8', async () => {
    const folder = await writeFiles({});
    await writeFile(Buffer.concat([Buffer.from(join(folder, 'caf')), Buffer.from([0xe9])]), '');
    expect((await list(folder)).told).toEqual([
      'caf\uFFFD: error: the name of this file is not UTF-8, so it has no address; rename it',
    ]);
  });

  it('reports a file that may not be read, unless the reader is root, who may read any', async () => {
    const folder = await writeFiles({ 'a.txt': '' });
    await chmod(join(folder, 'a.txt'), 0);
    const { names, told } = await list(folder);
    const message =
      'a.txt: error: this file cannot be read (EACCES); change its permissions, or move it out of public/';
    expect([names, told]).toEqual(process.getuid?.() === 0 ? [['a.txt'], []] : [[], [message]]);
  });

  it('is listed while a folder in it comes and goes', async () => {
    const folder = await writeFiles({ 'a.txt': '' });
    let isListing = true;
    const listings = (async () => {
      const found = new Set<string>();
      while (isListing) found.add(String((await list(folder)).names));
      return found;
    })();
    for (let times = 0; times < 200; times += 1) {
      await mkdir(join(folder, 'b'));
      await rm(join(folder, 'b'), { recursive: true });
    }
    isListing = false;
    expect(await listings).toEqual(new Set(['a.txt']));
  });
});

describe('a path of the site', () => {
  // [path, the address of the file there]
  it.each([
    ['/about.html', '/about.html'],
    ['/about', '/about.html'],
    ['/demo/', '/demo/'],
    ['/demo', '/demo/'],
    ['/demo/index.html', '/demo/index.html'],
    ['/größe.txt', '/größe.txt'],
    ['/About.html', undefined],
    ['/about.html/', undefined],
    ['/demo/index', '/demo/index.html'],
    ['/images', undefined],
    ['/images/', undefined],
    ['/', undefined],
    ['', undefined],
  ])('%j leads to %s', async (path, address) => {
    const { find } = await listFiles({
      'about.html': '',
      'demo/index.html': '',
      'images/a.png': '',
      'größe.txt': '',
    });
    expect(find(path)?.address).toBe(address);
  });

  it('with other capitals than a file has can be corrected', async () => {
    const { spelled } = await listFiles({ 'Images/Dial.PNG': '' });
    expect([spelled('/images/dial.png'), spelled('/images/dial.jpg')]).toEqual([
      '/Images/Dial.PNG',
      undefined,
    ]);
  });

  it('of a picture gives its size; a picture is read only then, and once', async () => {
    const folder = await writeFiles({ 'a.png': png(1, 2), 'text.png': 'no picture', 'a.txt': '12345' });
    const { find } = await list(folder);
    // It has not been read before.
    await writeFile(join(folder, 'a.png'), png(3, 4));
    expect(find('/a.png')).toEqual({ address: '/a.png', length: 33, size: { width: 3, height: 4 } });
    await rename(join(folder, 'a.txt'), join(folder, 'a.png'));
    expect(find('/a.png')?.size).toEqual({ width: 3, height: 4 });
    expect(find('/text.png')).toEqual({ address: '/text.png', length: 10, broken: true });
    expect(find('/a.txt')).toEqual({ address: '/a.txt', length: 5 });
  });

  it('of a picture that is removed meanwhile gives a broken one', async () => {
    const folder = await writeFiles({ 'a.png': png(1, 2) });
    const { find } = await list(folder);
    await rm(join(folder, 'a.png'));
    expect(find('/a.png')).toEqual({ address: '/a.png', length: 33, broken: true });
  });
});
