// Newsboat across many deploys of a blog: it misses no change, shows nothing twice, and marks nothing as unread that has
// been read.

import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import site from '../../src/site.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type KeptEntry, type Newsboat, subscribe } from './newsboat.ts';
import { FEED_PATHS } from './posts.ts';
import { type Exchange, type Recorder, startRecorder } from './recorder.ts';

const authority = new URL(site.origin).hostname;

/** Where the template of each format writes the content of an entry. */
const TEMPLATES = { '/rss.xml': 'src/feeds/rss.ts', '/atom.xml': 'src/feeds/atom.ts' } as const;
const WRITES_CONTENT = 'cdataHtml(content)';

const dayOf = (number: number) => `2024-05-0${number}`;
const idOf = (number: number) => `tag:${authority},${dayOf(number)}:${number}`;
const postOf = (number: number, more = '') =>
  `---\ntitle: Number ${number}\ndate: ${dayOf(number)}T12:00:00Z\n---\nPost ${number}.\n${more}`;

/** Numbers of the posts, newest first. Post N was published on the Nth of May. */
const NUMBERS = [6, 5, 4, 3];
const BACKDATED = 1;
const EDITED = 3;
const DELETED = 4;

/** A deploy that takes longer has failed. */
const DEADLINE_MS = 30_000;

describe.each(FEED_PATHS)('Newsboat subscribed to %s', (path) => {
  let blog: RunningBlog;
  let recorder: Recorder;
  let newsboat: Newsboat;

  beforeAll(async () => {
    blog = await startBlog({
      posts: Object.fromEntries(NUMBERS.map((number) => [`${number}.md`, postOf(number)])),
      settings: { title: 'Before' },
    });
    await blog.tell();
    recorder = await startRecorder(blog.origin);
    newsboat = await subscribe(recorder.origin + path);
    // Newsboat asks for a new feed twice before it keeps validators.
    await newsboat.reload();
    await newsboat.reload();
    await newsboat.markRead(NUMBERS.map(idOf));
  });

  afterAll(async () => {
    await newsboat?.remove();
    recorder?.stop();
    await blog?.stop();
  });

  const served = async () => (await fetch(blog.origin + path)).text();
  const file = (name: string) => join(blog.folder, name);

  /** Changes a file of the project as an editor does. */
  async function replaceIn(name: string, old: string, fresh: string): Promise<void> {
    const text = await readFile(file(name), 'utf8');
    if (!text.includes(old)) throw new Error(`${name} no longer has ${old}`);
    await writeFile(file(name), text.replaceAll(old, fresh));
  }

  /** Polls. Resolves with what Newsboat has then, and the answer that it got. */
  async function poll(): Promise<{ entries: KeptEntry[]; answer: Exchange | undefined }> {
    recorder.take();
    await newsboat.reload();
    const answers = recorder.take();
    expect(answers).toHaveLength(1);
    return { entries: await newsboat.entries(), answer: answers[0] };
  }

  /**
   * Deploys, waits until the condition is true for the feed, and polls. The date of the feed is then later than the one
   * that Newsboat knew; otherwise Newsboat would drop the document.
   */
  async function deploy(
    change: () => Promise<void>,
    holds: (document: string) => boolean,
  ): Promise<{ before: KeptEntry[]; after: KeptEntry[] }> {
    const before = await newsboat.entries();
    await change();
    await blog.waitFor(async () => holds(await served()), `the change in ${path}`, DEADLINE_MS);
    await blog.tell();
    const { entries: after, answer } = await poll();
    expect(answer).toMatchObject({ path, status: 200 });
    expect(Date.parse(answer?.lastModified ?? '')).toBeGreaterThan(Date.parse(answer?.ifModifiedSince ?? ''));
    return { before, after };
  }

  it('gets the edit of an old post, and nothing else', async () => {
    const { before, after } = await deploy(
      () => blog.writePost(`${EDITED}.md`, postOf(EDITED, '\nCorrected.\n')),
      (document) => document.includes('<p>Corrected.</p>'),
    );
    const content = expect.stringContaining('<p>Corrected.</p>');
    expect(after).toEqual(
      before.map((entry) => (entry.guid === idOf(EDITED) ? { ...entry, content } : entry)),
    );
  });

  it('gets the previous text when an edit is undone', async () => {
    const { before, after } = await deploy(
      () => blog.writePost(`${EDITED}.md`, postOf(EDITED)),
      (document) => !document.includes('<p>Corrected.</p>'),
    );
    const content = expect.not.stringContaining('<p>Corrected.</p>');
    expect(after).toEqual(before.map((entry) => ({ ...entry, content })));
  });

  it('keeps a deleted post, which the feed no longer has and whose address is gone', async () => {
    const { before, after } = await deploy(
      () => blog.removePost(`${DELETED}.md`),
      (document) => !document.includes(`/posts/${DELETED}`),
    );
    expect(after).toEqual(before);
    expect((await fetch(`${blog.origin}/posts/${DELETED}`)).status).toBe(410);
  });

  it('gets a backdated post once, in its place, as the only unread entry', async () => {
    const { before, after } = await deploy(
      () => blog.writePost('back.md', postOf(BACKDATED)),
      (document) => document.includes('/posts/back'),
    );
    expect(after.slice(0, -1)).toEqual(before);
    expect(after.at(-1)).toMatchObject({
      guid: `tag:${authority},${dayOf(BACKDATED)}:back`,
      title: `Number ${BACKDATED}`,
      url: `${blog.origin}/posts/back`,
      unread: true,
    });
    await newsboat.markRead(after.map(({ guid }) => guid));
  });

  it('gets the new address of a renamed post, and recognises the post by its guid', async () => {
    const { before, after } = await deploy(
      () => rename(file('posts/back.md'), file('posts/forth.md')),
      (document) => document.includes('/posts/forth'),
    );
    const url = `${blog.origin}/posts/forth`;
    expect(after).toEqual(
      before.map((entry) => (entry.url.endsWith('/posts/back') ? { ...entry, url } : entry)),
    );
    expect((await fetch(`${blog.origin}/posts/back`)).url).toBe(url);
  });

  it('gets the new title of the site', async () => {
    const { before, after } = await deploy(
      () => replaceIn('src/site.ts', '"Before"', '"After"'),
      (document) => document.includes('<title>After</title>'),
    );
    expect(await newsboat.feeds()).toMatchObject([{ title: 'After' }]);
    expect(after).toEqual(before);
  });

  it('gets every entry again whose document a new template changes', async () => {
    const { before, after } = await deploy(
      () => replaceIn(TEMPLATES[path], WRITES_CONTENT, `cdataHtml(content + '<p>On the air.</p>')`),
      (document) => document.includes('<p>On the air.</p>'),
    );
    const content = expect.stringContaining('<p>On the air.</p>');
    const rewritten = (entry: KeptEntry) => (entry.guid === idOf(DELETED) ? entry : { ...entry, content });
    expect(after).toEqual(before.map(rewritten));
  });

  it('gets a post that is deleted and restored as it was', async () => {
    const { before, after } = await deploy(
      () => blog.writePost(`${DELETED}.md`, postOf(DELETED)),
      (document) => document.includes(`/posts/${DELETED}`),
    );
    const rewritten = (entry: KeptEntry) =>
      entry.guid === idOf(DELETED)
        ? { ...entry, content: expect.stringContaining(`Post ${DELETED}.`) }
        : entry;
    expect(after).toEqual(before.map(rewritten));
  });

  it.each([
    ['a post', `posts/${EDITED}.md`],
    ['src/site.ts', 'src/site.ts'],
    ['a template', TEMPLATES[path]],
  ])('downloads nothing when %s is saved without a change', async (_, name) => {
    const { entries: before, answer: last } = await poll();
    const saves = () => blog.output().split(`${name} changed;`).length;
    const savesBefore = saves();
    await writeFile(file(name), await readFile(file(name)));
    await blog.waitFor(() => saves() > savesBefore, `${name} to be compiled again`, DEADLINE_MS);
    const { entries, answer } = await poll();
    const { etag, lastModified } = last ?? {};
    expect(answer).toMatchObject({ status: 304, length: 0, etag, lastModified });
    expect(entries).toEqual(before);
  });

  it('has the same entries in the end as a new subscriber', async () => {
    const another = await subscribe(recorder.origin + path);
    try {
      await another.reload();
      expect(await another.feeds()).toEqual(await newsboat.feeds());
      const fresh = (await another.entries()).map((entry) => ({ ...entry, unread: false }));
      expect(await newsboat.entries()).toEqual(fresh);
      expect(await newsboat.unread()).toMatch(/^0 unread/);
    } finally {
      await another.remove();
    }
  });
});
