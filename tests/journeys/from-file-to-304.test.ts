// From a Markdown file to a 304 on real workerd, with everything that an author does meanwhile.

import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/routes/formats.ts';
import { feedPath } from '../a-blog.ts';
import { type RunningBlog, startBlog } from './running-blog.ts';

const FIRST = '---\ntitle: First <light>\ndate: 2026-01-01\n---\n\nOn the air, see ![a dial](dial.svg).\n';
const DIAL = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const SECONDS = 1000;

let blog: RunningBlog;
beforeAll(async () => {
  blog = await startBlog({ posts: { 'first.md': FIRST, 'dial.svg': DIAL } });
}, 180 * SECONDS);
afterAll(() => blog?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(blog.origin + path, { headers, redirect: 'manual' });
const text = async (path: string) => (await get(path)).text();
const shows = (path: string, wanted: string) =>
  blog.waitFor(async () => (await text(path)).includes(wanted), `${wanted} at ${path}`);

/** Does something that leaves nothing to compile, and waits until `npm start` has noticed. */
async function whileServingTheOld(action: () => Promise<void>): Promise<void> {
  const length = blog.output().length;
  await action();
  const isStillServing = () => blog.output().slice(length).includes('Still serving the previous version: ');
  await blog.waitFor(isStillServing, 'npm start to notice');
}

describe('from a Markdown file to a subscribed reader', { timeout: 180 * SECONDS }, () => {
  it('prints the addresses of the home page and of every feed, and no error or warning', () => {
    const output = blog.output();
    for (const path of ['/', ...FORMATS.map(feedPath)]) expect(output).toContain(blog.origin + path);
    expect(output).not.toMatch(/error|warning|deprecat|^\s+at /im);
  });

  it('serves feeds and pages with the addresses of this server', async () => {
    for (const format of FORMATS) {
      const response = await get(feedPath(format));
      expect(response.status).toBe(200);
      expect(response.headers.get('Content-Type')).toBe(`${format.mediaType}; charset=utf-8`);
      const body = await response.text();
      expect(body).toContain(`${blog.origin}/posts/first`);
      expect(body).toContain(`${blog.origin}/media/dial.svg`);
      expect(body).not.toContain('https://longwave.example/posts');
    }
    expect(await text('/')).toContain('First &lt;light&gt;');
    expect(await text('/posts/first')).toContain('<img src="/media/dial.svg" alt="a dial" decoding="async">');
    expect((await get('/nothing')).status).toBe(404);
  });

  it('serves the file beside the post', async () => {
    const response = await get('/media/dial.svg');
    expect(response.headers.get('Content-Type')).toBe('image/svg+xml');
    expect(await response.text()).toBe(DIAL);
  });

  it('answers 304 to either validator', async () => {
    const { headers } = await get('/rss.xml');
    const etag = headers.get('ETag') ?? '';
    const date = headers.get('Last-Modified') ?? '';
    for (const condition of [{ 'If-None-Match': etag }, { 'If-Modified-Since': date }])
      expect((await get('/rss.xml', condition as Record<string, string>)).status).toBe(304);
  });

  it('shows a new post, with new validators', async () => {
    const before = await get('/rss.xml');
    await blog.writePost('second.md', '---\ntitle: Second\ndate: 2026-01-02\n---\n\nMore.\n');
    await shows('/rss.xml', 'Second');
    // The lock has changed with the post, and is still mentioned only once.
    expect(blog.output().match(/^posts\.lock\.json keeps/gm)).toHaveLength(1);
    const etag = before.headers.get('ETag') ?? '';
    const date = before.headers.get('Last-Modified') ?? '';
    expect((await get('/rss.xml', { 'If-None-Match': etag })).status).toBe(200);
    expect((await get('/rss.xml', { 'If-Modified-Since': date })).status).toBe(200);
  });

  it('shows an edit of an older post, with a new Last-Modified', async () => {
    const date = (await get('/rss.xml')).headers.get('Last-Modified') ?? '';
    await blog.writePost('first.md', FIRST.replace('On the air', 'Still on the air'));
    await shows('/rss.xml', 'Still on the air');
    const after = await get('/rss.xml', { 'If-Modified-Since': date });
    expect(after.status).toBe(200);
    expect(Date.parse(after.headers.get('Last-Modified') ?? '')).toBeGreaterThan(Date.parse(date));
  });

  it('serves a file that appears in public/, shows it in a post, and follows its changes', async () => {
    const file = join(blog.folder, 'public', 'images', 'lamp.svg');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, DIAL);
    await shows('/images/lamp.svg', DIAL);
    const lamp = DIAL.replace('/>', ' width="3" height="4"/>');
    await writeFile(file, lamp);
    await shows('/images/lamp.svg', lamp);
    await blog.writePost('lamp.md', '---\ntitle: Lamp\ndate: 2026-01-03\n---\n\n![L](/images/lamp.svg)\n');
    await shows('/posts/lamp', '<img src="/images/lamp.svg" alt="L" width="3" height="4"');
    await blog.removePost('lamp.md');
    await rm(file);
    await blog.waitFor(async () => (await get('/images/lamp.svg')).status === 404, 'the file to be gone');
  });

  it('reports a broken post with its place, and keeps serving the previous version', async () => {
    const before = await get('/rss.xml');
    await blog.writePost('broken.md', '---\ntitle: Broken\ndate: tomorow\n---\n\nText.\n');
    await blog.waitFor(
      () => blog.output().includes('posts/broken.md:3:7: date "tomorow" is not a date'),
      'the error',
    );
    const during = await get('/rss.xml');
    expect(during.status).toBe(200);
    expect(during.headers.get('ETag')).toBe(before.headers.get('ETag'));
    await blog.writePost('broken.md', '---\ntitle: Mended\ndate: 2026-01-03\n---\n\nText.\n');
    await shows('/rss.xml', 'Mended');
  });

  it('answers 410 for a post that was deployed and is deleted, and 404 for one that only its author saw', async () => {
    await blog.tell();
    await blog.writePost('seen.md', '---\ntitle: Seen\ndate: 2026-01-03\n---\n\nText.\n');
    await shows('/rss.xml', 'Seen');
    await blog.removePost('seen.md');
    await blog.waitFor(async () => !(await text('/rss.xml')).includes('Seen'), 'the post to be gone');
    expect((await get('/posts/seen')).status).toBe(404);
    await blog.removePost('broken.md');
    await blog.waitFor(async () => !(await text('/rss.xml')).includes('Mended'), 'the post to be gone');
    expect((await get('/posts/broken')).status).toBe(410);
  });

  it('follows posts/ when it is moved away and back, and when it is removed and created again', async () => {
    const posts = join(blog.folder, 'posts');
    await whileServingTheOld(() => rename(posts, `${posts}2`));
    await rename(`${posts}2`, posts);
    await blog.writePost('back.md', '---\ntitle: Back\ndate: 2026-01-04\n---\n\nAgain.\n');
    await shows('/rss.xml', 'Back');
    await whileServingTheOld(() => rm(posts, { recursive: true }));
    await blog.writePost('dial.svg', DIAL);
    await blog.writePost('first.md', FIRST.replace('On the air', 'On the air again'));
    await shows('/rss.xml', 'On the air again');
  });
});
