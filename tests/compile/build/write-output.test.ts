// The output: replaced completely or not at all.

import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { writeOutput } from '../../../src/compile/build/write-output.ts';
import type { Compiled } from '../../../src/compile/compile.ts';
import { type Files, writeFiles } from '../blog.ts';

/** What another program does right after the next folder has been renamed. */
const afterRename = vi.hoisted(() => ({ once: undefined as (() => Promise<void>) | undefined }));

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof import('node:fs/promises')>();
  const rename: typeof real.rename = async (from, to) => {
    await real.rename(from, to);
    const { once } = afterRename;
    afterRename.once = undefined;
    await once?.();
  };
  return { ...real, rename };
});

const TYPES = { png: 'image/png', svg: 'image/svg+xml', html: 'text/html' };
const output = (text: string, media: [string, string][] = [], publicFiles: [string, string][] = []) =>
  ({
    packed: new TextEncoder().encode(text),
    media: new Map(media),
    publicFiles: new Map(publicFiles),
    mediaTypes: TYPES,
  }) as unknown as Compiled;

const HEADERS = '/*\n  Access-Control-Allow-Origin: *\n  X-Content-Type-Options: nosniff\n';

/** Every file in a folder, with its content. */
async function contentOf(folder: string): Promise<Files> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
  const content = files.map(async (file) => [file.slice(folder.length + 1), await readFile(file, 'utf8')]);
  return Object.fromEntries((await Promise.all(content)).sort());
}

describe('the output', () => {
  it('is the archive, and the media at the paths where they are served', async () => {
    const folder = await writeFiles({ 'posts/a.png': 'A', 'posts/b/ä.png': 'B' });
    const media: [string, string][] = [
      ['a.png', join(folder, 'posts/a.png')],
      ['b/ä.png', join(folder, 'posts/b/ä.png')],
    ];
    await writeOutput(join(folder, 'dist'), output('archive', media));
    expect(await contentOf(join(folder, 'dist'))).toEqual({
      'archive.bin': 'archive',
      'assets/_headers': HEADERS,
      'assets/media/a.png': 'A',
      'assets/media/b/ä.png': 'B',
    });
  });

  it('tells Cloudflare the headers of each kind of file, whose rules distinguish capitals', async () => {
    const folder = await writeFiles({ a: '' });
    const names = ['a.svg', 'b/c.SVG', 'd.html', 'e.html', 'f.png', 'svg'];
    const media = names.map((name): [string, string] => [name, join(folder, 'a')]);
    await writeOutput(join(folder, 'dist'), output('archive', media));
    const headers = await readFile(join(folder, 'dist/assets/_headers'), 'utf8');
    const sandbox = "\n  Content-Security-Policy: sandbox; default-src 'none';";
    expect(headers.startsWith(HEADERS)).toBe(true);
    expect(headers.match(/^\/.*\n {2}Content-Security-Policy: sandbox; default-src 'none';/gm)).toEqual(
      ['/media/*.SVG', '/media/*.html', '/media/*.svg'].map((rule) => rule + sandbox),
    );
  });

  it('has the files of public/ at the root, also beside those of posts', async () => {
    const folder = await writeFiles({
      'posts/a.png': 'A',
      'public/CNAME': 'C',
      'public/img/b.png': 'B',
      'public/media/old.png': 'O',
      'public/.well-known/x': 'X',
      'public/.env': 'SECRET',
      'public/gro\u0308ße/a.txt': 'G',
    });
    const names = ['CNAME', 'img/b.png', 'media/old.png', '.well-known/x'];
    const publicFiles = names.map((name): [string, string] => [name, join(folder, 'public', name)]);
    publicFiles.push(['größe/a.txt', join(folder, 'public/gro\u0308ße/a.txt')]);
    const given = output('archive', [['a.png', join(folder, 'posts/a.png')]], publicFiles);
    const expected = {
      'archive.bin': 'archive',
      'assets/.well-known/x': 'X',
      'assets/CNAME': 'C',
      'assets/_headers': HEADERS,
      'assets/größe/a.txt': 'G',
      'assets/img/b.png': 'B',
      'assets/media/a.png': 'A',
      'assets/media/old.png': 'O',
    };
    await writeOutput(join(folder, 'copied'), given);
    expect(await contentOf(join(folder, 'copied'))).toEqual(expected);
    // Linked, it has the same files, and needs only a link for everything in a folder.
    await writeOutput(join(folder, 'linked'), given, { publicFiles: 'link' });
    for (const [name, content] of Object.entries(expected))
      expect(await readFile(join(folder, 'linked', name), 'utf8')).toBe(content);
    expect((await lstat(join(folder, 'linked/assets/img'))).isSymbolicLink()).toBe(true);
    // Neither has an effect on the originals.
    await writeOutput(join(folder, 'linked'), output('newer'));
    expect(Object.keys(await contentOf(join(folder, 'public')))).toHaveLength(6);
  });

  it('has a folder of assets even if it is empty, because wrangler requires one', async () => {
    const folder = await writeFiles({});
    await writeOutput(join(folder, 'dist'), output('archive'));
    expect((await readdir(join(folder, 'dist'))).sort()).toEqual(['archive.bin', 'assets']);
  });

  it('replaces the old one completely, and leaves no other folder', async () => {
    const folder = await writeFiles({ 'dist/archive.bin': 'old', 'dist/assets/media/gone.png': 'G' });
    await writeOutput(join(folder, 'dist'), output('new'));
    expect(await contentOf(folder)).toEqual({ 'dist/archive.bin': 'new', 'dist/assets/_headers': HEADERS });
  });

  it('does not change if writing fails halfway', async () => {
    const folder = await writeFiles({ 'dist/archive.bin': 'old' });
    const failing = output('new', [['gone.png', join(folder, 'posts/gone.png')]]);
    await expect(writeOutput(join(folder, 'dist'), failing)).rejects.toThrow('ENOENT');
    expect(await contentOf(folder)).toEqual({ 'dist/archive.bin': 'old' });
  });

  it('is restored if the new one cannot replace it', async () => {
    const folder = await writeFiles({ 'dist/archive.bin': 'old' });
    afterRename.once = () => rm(join(folder, `dist.new-${process.pid}`), { recursive: true });
    await expect(writeOutput(join(folder, 'dist'), output('new'))).rejects.toThrow('ENOENT');
    expect(await contentOf(folder)).toEqual({ 'dist/archive.bin': 'old' });
  });
});
