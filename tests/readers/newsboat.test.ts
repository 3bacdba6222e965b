// Newsboat and a running blog: Newsboat shows every entry once, gets every change, and downloads nothing twice.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type KeptEntry, type Newsboat, subscribe } from './newsboat.ts';
import { FEED_PATHS, listed, type Meant, NEWS, POSTS } from './posts.ts';
import { type Recorder, startRecorder } from './recorder.ts';

describe.each(FEED_PATHS)('Newsboat subscribed to %s', (path) => {
  let blog: RunningBlog;
  let recorder: Recorder;
  let newsboat: Newsboat;

  beforeAll(async () => {
    blog = await startBlog({ posts: POSTS });
    recorder = await startRecorder(blog.origin);
    newsboat = await subscribe(recorder.origin + path);
  });

  afterAll(async () => {
    await newsboat?.remove();
    recorder?.stop();
    await blog?.stop();
  });

  /** Saves a post, and waits until the feed has the text that it should result in. */
  async function publish(file: string, text: string, served: string): Promise<void> {
    await blog.writePost(file, text);
    await blog.waitFor(async () => {
      const answer = await fetch(blog.origin + path);
      return (await answer.text()).includes(served);
    }, `"${served}" in ${path}`);
  }

  it('shows every listed entry once, as its author meant it', async () => {
    await newsboat.reload();
    expect((await newsboat.entries()).map(essence)).toEqual(
      listed(blog.origin).map((meant) => asKept(meant, path, blog.origin)),
    );
    expect(await newsboat.unread()).toMatch(/^4 unread/);
  });

  it('opens the home page as the address of the blog', async () => {
    expect(await newsboat.feeds()).toMatchObject([{ url: `${blog.origin}/` }]);
  });

  it('sends back both validators, gets 304, and keeps its entries', async () => {
    // Newsboat asks for a new feed twice before it keeps validators.
    await newsboat.reload();
    const before = await newsboat.entries();
    const { etag, lastModified } = recorder.take().at(-1) ?? {};
    await newsboat.reload();
    expect(recorder.take()).toEqual([
      {
        method: 'GET',
        path,
        ifNoneMatch: etag,
        ifModifiedSince: lastModified,
        status: 304,
        etag,
        lastModified,
        length: 0,
      },
    ]);
    expect(await newsboat.entries()).toEqual(before);
  });

  it('shows a new post as the only unread entry, and no other post again', async () => {
    const before = await newsboat.entries();
    await newsboat.markRead(before.map(({ guid }) => guid));
    expect(await newsboat.unread()).toMatch(/^0 unread/);
    await publish(NEWS.file, NEWS.text, NEWS.id);
    await newsboat.reload();
    const [newest, ...others] = await newsboat.entries();
    expect(newest).toMatchObject({ guid: NEWS.id, title: NEWS.title, unread: true });
    expect(newest?.content.trim()).toBe(NEWS.content);
    expect(others).toEqual(before.map((entry) => ({ ...entry, unread: false })));
    await newsboat.markRead([NEWS.id]);
  });

  it('gets each correction of an old post, even soon after another, and does not mark it as unread', async () => {
    const before = await newsboat.entries();
    for (const word of ['once', 'twice', 'thrice']) {
      await publish(
        'ampersand.md',
        `${POSTS['ampersand.md']}\nCorrected ${word}.\n`,
        `<p>Corrected ${word}.</p>`,
      );
      await newsboat.reload();
      const entries = await newsboat.entries();
      expect(entries.map(({ guid }) => guid)).toEqual(before.map(({ guid }) => guid));
      expect(entries.find(({ guid }) => guid.endsWith(':ampersand'))?.content).toContain(
        `Corrected ${word}.`,
      );
      expect(await newsboat.unread()).toMatch(/^0 unread/);
    }
  });

  it('gets 304 again in the end', async () => {
    recorder.take();
    await newsboat.reload();
    expect(recorder.take()).toMatchObject([{ path, status: 304, length: 0 }]);
  });
});

describe('Newsboat subscribed to two formats of the same blog', () => {
  let blog: RunningBlog;
  let newsboat: Newsboat;

  beforeAll(async () => {
    blog = await startBlog();
    newsboat = await subscribe(...FEED_PATHS.map((path) => blog.origin + path));
  });

  afterAll(async () => {
    await newsboat?.remove();
    await blog?.stop();
  });

  it('recognises the entries of one by the ids of the other, and shows each once', async () => {
    await newsboat.reload();
    const guids = (await newsboat.entries()).map(({ guid }) => guid);
    expect(guids.length).toBeGreaterThan(0);
    expect(new Set(guids).size).toBe(guids.length);
    expect(await newsboat.unread()).toMatch(new RegExp(`^${guids.length} unread`));
  });
});

/** What every version of Newsboat shows. How it joins several authors has changed over time. */
function essence({ author: _, unread: __, content, ...entry }: KeptEntry) {
  return { ...entry, content: content.trim() };
}

function asKept(meant: Meant, path: string, origin: string): ReturnType<typeof essence> {
  const [enclosure] = meant.enclosures;
  return {
    guid: meant.id,
    title: meant.title ?? (path === '/atom.xml' ? meant.summary : titleFromAddress(meant.path)),
    url: origin + meant.path,
    pubDate: Date.parse(meant.published) / 1000,
    content: meant.content,
    enclosure_url: enclosure?.href ?? '',
    enclosure_type: enclosure?.type ?? '',
  };
}

/** In RSS, Newsboat names a note after the last part of its address, with a capital letter. */
function titleFromAddress(path: string): string {
  const slug = path.slice(path.lastIndexOf('/') + 1);
  return slug.charAt(0).toUpperCase() + slug.slice(1);
}
