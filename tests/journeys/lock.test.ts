// The lock in an author's daily work: posts keep their ids when files are renamed, deleted and restored.

import { execFile } from 'node:child_process';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openArchive } from '../../src/archive/archive.ts';
import { type RunningBlog, startBlog } from './running-blog.ts';

const post = (title: string, date: string, body = `The text of ${title}.`) =>
  `---\ntitle: ${title}\ndate: ${date}\n---\n\n${body}\n`;
const MINUTES = 60_000;

let blog: RunningBlog;
beforeAll(async () => {
  blog = await startBlog({
    posts: {
      'first.md': post('First', '2026-01-01'),
      'second.md': post('Second', '2026-01-02'),
      'third.md': post('Third', '2026-01-03'),
    },
  });
}, 3 * MINUTES);
afterAll(() => blog?.stop());

const get = (path: string) => fetch(blog.origin + path, { redirect: 'manual' });
const atom = async () => (await get('/atom.xml')).text();
const lockFile = () => join(blog.folder, 'posts.lock.json');
const lock = () => readFile(lockFile(), 'utf8');
const build = () => promisify(execFile)('npm', ['run', 'build'], { cwd: blog.folder });
const FIRST_ID = 'tag:longwave.example,2026-01-01:first';
const SECOND_ID = 'tag:longwave.example,2026-01-02:second';

describe('the lock', { timeout: 3 * MINUTES }, () => {
  it('is written when a blog is first served, with one line for each entry', async () => {
    await blog.waitFor(async () => (await lock()).includes(FIRST_ID), 'the lock');
    const lines = (await lock()).split('\n').filter((line) => line.includes('"path"'));
    expect(lines).toHaveLength(3);
    expect(await lock()).not.toContain('localhost');
  });

  it('keeps the id of a post that is renamed before it is deployed, and nothing stays at its old address', async () => {
    await blog.writePost('tpyo.md', post('Typo', '2026-01-05'));
    await blog.waitFor(async () => (await atom()).includes('/posts/tpyo'), 'the post');
    await rename(join(blog.folder, 'posts/tpyo.md'), join(blog.folder, 'posts/typo.md'));
    await blog.waitFor(async () => (await atom()).includes('/posts/typo'), 'the new address');
    expect(await atom()).toContain('<id>tag:longwave.example,2026-01-05:tpyo</id>');
    expect((await get('/posts/tpyo')).status).toBe(404);
    await blog.removePost('typo.md');
    await blog.waitFor(async () => !(await atom()).includes('Typo'), 'the post to be gone');
    expect([await atom(), await lock()].filter((text) => /tpyo|typo/.test(text))).toEqual([]);
  });

  it('records what readers are told when wrangler deploys a build', async () => {
    expect(await lock()).toContain('"told":false');
    await blog.tell();
    expect(await lock()).not.toMatch(/"told":false|"pending"/);
  });

  it('keeps the id of a post whose file is renamed, and its old address redirects', async () => {
    await rename(join(blog.folder, 'posts/first.md'), join(blog.folder, 'posts/renamed.md'));
    await blog.waitFor(async () => (await atom()).includes('/posts/renamed'), 'the new address');
    expect(await atom()).toContain(`<id>${FIRST_ID}</id>`);
    const old = await get('/posts/first');
    expect([old.status, old.headers.get('Location')]).toEqual([301, '/posts/renamed']);
  });

  it('announces a removed post as deleted, with a new Last-Modified', async () => {
    const before = (await get('/atom.xml')).headers.get('Last-Modified') ?? '';
    await blog.removePost('second.md');
    await blog.waitFor(
      async () => (await atom()).includes(`<at:deleted-entry ref="${SECOND_ID}"`),
      'the tombstone',
    );
    expect(await atom()).not.toContain(`<id>${SECOND_ID}</id>`);
    expect((await get('/posts/second')).status).toBe(410);
    const after = (await get('/atom.xml')).headers.get('Last-Modified') ?? '';
    expect(Date.parse(after)).toBeGreaterThan(Date.parse(before));
  });

  it('gives a restored post its id back', async () => {
    await blog.writePost('second.md', post('Second', '2026-01-02'));
    await blog.waitFor(async () => (await atom()).includes(`<id>${SECOND_ID}</id>`), 'the post');
    expect(await atom()).not.toContain('deleted-entry');
    expect((await get('/posts/second')).status).toBe(200);
  });

  it('keeps the date that readers have seen, and warns', async () => {
    await blog.writePost('third.md', post('Third', '2025-12-24', 'Another text.'));
    await blog.waitFor(async () => (await atom()).includes('Another text.'), 'the edit');
    expect(await atom()).toContain('<published>2026-01-03T00:00:00.000Z</published>');
    expect(blog.output()).toMatch(/posts\/third\.md:3:7: warning: the date differs from the published one/);
  });

  it('is read by a build, which never writes it', async () => {
    // `npm start` writes the lock before it prints that a change is served.
    await blog.waitFor(() => blog.output().includes('third.md changed'), 'the lock of the last change');
    const before = await lock();
    const { stdout, stderr } = await build();
    expect(stdout).toContain('Compiled 3 entries');
    expect(stderr).not.toContain('posts.lock.json');
    expect(await lock()).toBe(before);
    const archive = openArchive(await readFile(join(blog.folder, 'dist/archive.bin')));
    const [entry] = await archive.entries([archive.find('/posts/renamed', Date.now())?.position ?? -1]);
    expect(entry?.id).toBe(FIRST_ID);
  });

  it('that is outdated causes a warning of a build', async () => {
    const good = await lock();
    const [line] = good.split('\n').filter((each) => each.includes(FIRST_ID));
    await writeFile(lockFile(), good.replace(`${line}\n    ,\n`, ''));
    expect((await build()).stderr).toMatch(
      /^posts\.lock\.json: warning: .* run npm start once, and commit the file$/m,
    );
    await writeFile(lockFile(), good);
  });

  it('that is broken is reported with its place, and the previous version is still served', async () => {
    const good = await lock();
    await writeFile(lockFile(), good.replace('"entries": [', '"entries": [ oops'));
    await blog.writePost('fourth.md', post('Fourth', '2026-01-04'));
    await blog.waitFor(() => /posts\.lock\.json:\d+:\d+: /.test(blog.output()), 'the error');
    expect(await atom()).not.toContain('Fourth');
    await writeFile(lockFile(), good);
    await blog.writePost('fourth.md', post('Fourth', '2026-01-04', 'Again.'));
    await blog.waitFor(async () => (await atom()).includes('Fourth'), 'the new post');
  });
});
