// Files of public/ in posts: found by their addresses, described in feeds, and reported when they are missing.

import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ORIGIN_MARK } from '../../src/archive/origin.ts';
import { compileBlog, compileFolder, type Files, post, settingsFor, writeFiles } from './blog.ts';
import { png } from './pictures.ts';

const PUBLIC = {
  'images/dial.png': png(3, 4),
  'images/text.png': 'no picture',
  'audio/pips.mp3': '12345',
  'cv.pdf': '%PDF',
  'demo/index.html': '<p>Demo',
  'about.html': '<p>About',
};

async function compileWith(posts: Files, publicFiles: Files = PUBLIC) {
  return compileBlog(posts, { publicFolder: await writeFiles(publicFiles) });
}

const fileOf = (body: string, front = '') => ({ 'a.md': post(`date: 2026-11-22\n${front}`.trim(), body) });
const linesFor = async (body: string, front = '') => (await compileWith(fileOf(body, front))).lines;

describe('a file of public/ in a post', () => {
  it('is shown at its address, with its size', async () => {
    const { entry } = await compileWith(
      fileOf('![A dial](/images/dial.png)\n\n![Again](../images/dial.png)'),
    );
    const { contentForPage, contentForReaders } = await entry('a');
    expect(contentForPage.match(/<img[^>]*>/g)).toEqual([
      '<img src="/images/dial.png" alt="A dial" width="3" height="4" decoding="async">',
      '<img src="/images/dial.png" alt="Again" width="3" height="4" loading="lazy" decoding="async">',
    ]);
    expect(contentForReaders).toContain('src="https://blog.example/images/dial.png"');
    expect(contentForReaders).not.toContain(ORIGIN_MARK);
  });

  it('may be the picture and the enclosures of the post, with types and lengths', async () => {
    const { entry, lines } = await compileWith(
      fileOf(
        'Text.',
        'image: /images/dial.png\naudio: /audio/pips.mp3\nenclosures: [{url: ../cv.pdf, title: CV}]',
      ),
    );
    expect(lines).toEqual([]);
    const { image, enclosures } = await entry('a');
    expect(image).toEqual({
      url: 'https://blog.example/images/dial.png',
      type: 'image/png',
      length: 33,
      width: 3,
      height: 4,
    });
    expect(enclosures).toEqual([
      { url: 'https://blog.example/cv.pdf', type: 'application/pdf', length: 4, title: 'CV' },
      { url: 'https://blog.example/audio/pips.mp3', type: 'audio/mpeg', length: 5 },
    ]);
  });

  it.each([
    '/cv.pdf',
    '/cv.pdf#page=2',
    '/demo/',
    '/demo',
    '/demo/index.html',
    '/about',
    '/about.html',
    '../cv.pdf',
    '../../public/cv.pdf',
    'https://blog.example/cv.pdf',
  ])('may be linked to as %s', async (address) => {
    expect(await linesFor(`[x](${address}) <a href="${address}">y</a>`)).toEqual([]);
  });

  const elsewhere = 'or write it with https:// if another server answers there';

  // [as typed, what is said]
  it.each([
    [
      '/images/none.png',
      `there is no file public/images/none.png for "/images/none.png"; add it, correct the address, ${elsewhere}`,
    ],
    [
      '/gro%CC%88%C3%9Fe.pdf',
      `there is no file public/größe.pdf for "/gro%CC%88%C3%9Fe.pdf"; add it, correct the address, ${elsewhere}`,
    ],
    [
      '/Images/Dial.png',
      'there is no file public/Images/Dial.png for "/Images/Dial.png"; did you mean /images/dial.png, with these capitals?',
    ],
    [
      '/nowhere/',
      'Longwave has nothing at "/nowhere/"; check the address, or write it with https:// if another server answers there',
    ],
    [
      '../images/none.png',
      'there is no file images/none.png for "../images/none.png"; an address that is not a file begins with / or https://',
    ],
    [
      '/images/text.png',
      'warning: "/images/text.png" cannot be read as a picture; check that the file is complete',
    ],
  ])(
    '%s is reported with the place that was looked at, or what is wrong with it',
    async (address, message) => {
      expect(await linesFor(`![x](${address})`)).toEqual([`posts/a.md:4:6: ${message}`]);
      expect(await linesFor(`Text.\n\n<img src="${address}">`)).toEqual([`posts/a.md:6:11: ${message}`]);
    },
  );

  it('that is attached and missing is an error', async () => {
    expect(await linesFor('Text.', 'audio: /audio/none.mp3')).toEqual([
      'posts/a.md:3:8: there is no file public/audio/none.mp3 for "/audio/none.mp3"; add it, correct the address, or write it with https:// if another server answers there',
    ]);
  });
});

describe('a blog', () => {
  it('without public/ is one', async () => {
    const publicFolder = join(await writeFiles({}), 'public');
    const { lines, compiled } = await compileBlog(fileOf('Text.'), { publicFolder });
    expect([lines, compiled?.publicFiles.size]).toEqual([[], 0]);
  });

  it('has the same documents with files in public/ as without', async () => {
    const [bare, other] = [await compileWith(fileOf('Text.'), {}), await compileWith(fileOf('Text.'))];
    expect(other.archive.templates).toEqual(bare.archive.templates);
    expect(other.compiled?.lock).toEqual(bare.compiled?.lock);
    expect(await other.entry('a')).toEqual(await bare.entry('a'));
  });

  // [files of public/, `icon` of the settings, the icon that pages name]
  it.each([
    [['favicon.ico'], undefined, '/favicon.ico'],
    [['favicon.png'], undefined, '/favicon.png'],
    [['favicon.png', 'favicon.ico'], undefined, '/favicon.ico'],
    [['favicon.ico', 'favicon.svg'], undefined, undefined],
    [['favicon.ico'], 'https://blog.example/i.png', undefined],
    [['images/favicon.ico'], undefined, undefined],
  ])('with %j in public/ and the icon %s in its settings has the icon %s', async (names, icon, favicon) => {
    const publicFolder = await writeFiles(Object.fromEntries(names.map((name) => [name, ''])));
    const settings = settingsFor(icon === undefined ? {} : { icon });
    const { archive } = await compileBlog(fileOf('Text.'), { publicFolder, settings });
    expect(archive.site.favicon).toBe(favicon);
  });

  it('has no file that is too long to deploy, beside its posts either', async () => {
    const folder = await writeFiles({ ...fileOf('[Film](film.mp4)'), 'film.mp4': '', 'unused.mp4': '' });
    for (const name of ['film.mp4', 'unused.mp4']) await truncate(join(folder, name), 30_000_000);
    expect((await compileFolder(folder)).lines).toEqual([
      'posts/film.mp4:1:1: the file has 30.0 MB; Cloudflare takes at most 26.2 MB (25 MiB); make it smaller, or put it on another server and link to it there',
    ]);
  });
});
