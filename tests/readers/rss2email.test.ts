// rss2email and a running blog: it mails every entry once, new posts when they appear, and nothing for a correction.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { FEED_PATHS, listed, type Meant, NEWS, POSTS } from './posts.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { type Message, type Rss2email, receiveByMail } from './rss2email.ts';

describe('rss2email subscribed to the feeds of a blog', () => {
  let blog: RunningBlog;
  let recorder: Recorder;
  let rss2email: Rss2email;

  beforeAll(async () => {
    blog = await startBlog({ posts: POSTS });
    recorder = await startRecorder(blog.origin);
    rss2email = await receiveByMail(...FEED_PATHS.map((path) => recorder.origin + path));
  });

  afterAll(async () => {
    await rss2email?.remove();
    recorder?.stop();
    await blog?.stop();
  });

  /** Saves a post, and waits until a feed, and so every feed, has the text that it should result in. */
  async function publish(file: string, text: string, served: string): Promise<void> {
    await blog.writePost(file, text);
    await blog.waitFor(async () => {
      const answer = await fetch(`${blog.origin}/rss.xml`);
      return (await answer.text()).includes(served);
    }, `"${served}" in /rss.xml`);
  }

  /** The messages of one run. */
  async function mailed(): Promise<Message[]> {
    await rss2email.run();
    return rss2email.take();
  }

  it('mails every listed entry of each feed once, as its author meant it', async () => {
    const messages = await mailed();
    for (const path of FEED_PATHS) {
      const feed = recorder.origin + path;
      expect(messages.filter((message) => message.feed === feed)).toEqual(
        listed(blog.origin).map((meant) => ({ feed, ...asMailed(meant, path, blog.origin) })),
      );
    }
  });

  it('sends back both validators, gets 304, and mails nothing', async () => {
    const before = recorder.take();
    expect(await mailed()).toEqual([]);
    expect(recorder.take()).toMatchObject(
      before.map(({ path, etag, lastModified }) => ({
        path,
        ifNoneMatch: etag,
        ifModifiedSince: lastModified,
        status: 304,
        length: 0,
      })),
    );
    expect(before.map(({ path }) => path)).toEqual(FEED_PATHS);
  });

  it('mails a new post once, and no other post again', async () => {
    await publish(NEWS.file, NEWS.text, NEWS.id);
    expect(await mailed()).toMatchObject(
      FEED_PATHS.map((path) => ({ feed: recorder.origin + path, id: NEWS.id, content: NEWS.content })),
    );
    expect(await mailed()).toEqual([]);
  });

  it('does not mail a corrected post again', async () => {
    await publish('ampersand.md', `${POSTS['ampersand.md']}\nCorrected.\n`, '<p>Corrected.</p>');
    recorder.take();
    expect(await mailed()).toEqual([]);
    expect(recorder.take()).toMatchObject(FEED_PATHS.map((path) => ({ path, status: 200 })));
  });
});

/** An entry as it should arrive. */
function asMailed(meant: Meant, path: string, origin: string) {
  return {
    id: meant.id,
    subject: subject(meant, path),
    author: sender(meant, path),
    date: meant.published,
    link: origin + meant.path,
    tags: meant.tags.join(','),
    content: meant.content,
    enclosures: meant.enclosures.map(({ href }) => href),
  };
}

/** A message has one author: of several, feedparser names the first in RSS and the last in Atom. */
function sender({ authors }: Meant, path: string): string | undefined {
  return path === '/rss.xml' ? authors[0] : authors.at(-1);
}

/**
 * In Atom, exactly the title; of a note, the beginning of its text. In RSS, rss2email uses the text of a note as its title, as
 * Markdown, and decodes the entities of every title that feedparser treats as HTML.
 */
function subject({ title, summary, content }: Meant, path: string): string {
  if (path === '/atom.xml') return title ?? summary;
  return title?.replaceAll('&amp;', '&') ?? content.replace(/<\/?em>/g, '_').replace(/<[^>]*>/g, '');
}
