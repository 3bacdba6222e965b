// feedparser reads the feeds of a running blog, and gets every entry as its author meant it.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import site from '../../src/site.ts';
import { type RunningBlog, startBlog } from '../journeys/running-blog.ts';
import { type ParsedEntry, type ParsedFeed, poll } from './feedparser.ts';
import { FEED_PATHS, listed, type Meant, NEWS, POSTS } from './posts.ts';
import { type Recorder, startRecorder } from './recorder.ts';

describe.each(FEED_PATHS)('feedparser subscribed to %s', (path) => {
  let blog: RunningBlog;
  let recorder: Recorder;
  let first: ParsedFeed;

  beforeAll(async () => {
    blog = await startBlog({ posts: POSTS });
    recorder = await startRecorder(blog.origin);
    first = await poll(recorder.origin + path);
  });

  afterAll(async () => {
    recorder?.stop();
    await blog?.stop();
  });

  it('finds a well-formed feed with the right media type', () => {
    expect(first.bozo_exception).toBeNull();
    expect(first.bozo).toBe(false);
    expect(first.status).toBe(200);
    expect(first.version).toBe({ '/rss.xml': 'rss20', '/atom.xml': 'atom10' }[path]);
  });

  it('reads the title and address of the site', () => {
    expect(first.feed).toMatchObject({
      title: site.title,
      subtitle: site.description,
      link: `${blog.origin}/`,
      language: site.language,
      rights: site.rights,
    });
    expect(first.feed.links).toContainEqual({ rel: 'self', href: blog.origin + path });
  });

  it('reads every listed entry, newest first, exactly as its author meant it', () => {
    expect(first.entries.map(withoutLinks)).toEqual(
      listed(blog.origin).map((meant) => asParsed(meant, path, blog.origin)),
    );
  });

  it('gets 304 and no entries when it sends back both validators', async () => {
    recorder.take();
    const second = await poll(recorder.origin + path, first);
    expect(second).toMatchObject({ status: 304, entries: [] });
    expect(recorder.take()).toEqual([
      {
        method: 'GET',
        path,
        ifNoneMatch: first.etag,
        ifModifiedSince: first.modified,
        status: 304,
        etag: first.etag,
        lastModified: first.modified,
        length: 0,
      },
    ]);
  });

  it.each([
    ['ETag alone', ({ etag }: ParsedFeed) => ({ etag, modified: null })],
    ['Last-Modified alone', ({ modified }: ParsedFeed) => ({ etag: null, modified })],
  ])('gets 304 for %s', async (_, keep) => {
    expect(await poll(recorder.origin + path, keep(first))).toMatchObject({ status: 304, entries: [] });
  });

  it('gets a new entry, and the others unchanged, with the previous validators', async () => {
    await blog.writePost(NEWS.file, NEWS.text);
    const third = await blog.waitFor(async () => {
      const answer = await poll(recorder.origin + path, first);
      return answer.status === 200 && answer;
    }, `a ${path} with the new entry`);
    expect(third).toMatchObject({ bozo: false, status: 200 });
    expect(third.entries[0]).toMatchObject({ id: NEWS.id, title: NEWS.title, content: [NEWS.content] });
    expect(third.entries.slice(1)).toEqual(first.entries);
    expect(await poll(recorder.origin + path, third)).toMatchObject({ status: 304, entries: [] });
  });

  it('gets a correction, and then 304 for its date alone', async () => {
    await blog.writePost(NEWS.file, `${NEWS.text}\nCorrected.\n`);
    const corrected = await blog.waitFor(async () => {
      const answer = await poll(blog.origin + path);
      return answer.entries[0]?.content[0]?.includes('Corrected.') && answer;
    }, `the correction in ${path}`);
    expect(corrected.entries[0]?.id).toBe(NEWS.id);
    const dateAlone = { etag: null, modified: corrected.modified };
    expect(await poll(blog.origin + path, dateAlone)).toMatchObject({ status: 304, entries: [] });
  });
});

describe('feedparser and the sample posts', () => {
  let blog: RunningBlog;

  beforeAll(async () => {
    blog = await startBlog();
  });

  afterAll(async () => {
    await blog?.stop();
  });

  it('finds the same entries in RSS and in Atom', async () => {
    const [rss, atom] = (await Promise.all(FEED_PATHS.map((path) => poll(blog.origin + path)))) as [
      ParsedFeed,
      ParsedFeed,
    ];
    for (const { bozo, bozo_exception, status } of [rss, atom]) {
      expect({ bozo, bozo_exception, status }).toEqual({ bozo: false, bozo_exception: null, status: 200 });
    }
    expect(rss.entries.length).toBeGreaterThan(0);
    expect(atom.entries.map(common)).toEqual(rss.entries.map(common));
    rss.entries.forEach(({ title }, number) => {
      // A note has a title in Atom alone, which is never empty.
      if (title === null) expect(atom.entries[number]?.title).toMatch(/\S/);
      else expect(atom.entries[number]?.title).toBe(title);
    });
  });
});

function withoutLinks({ links: _, ...entry }: ParsedEntry) {
  return entry;
}

/** An entry as feedparser should report it. */
function asParsed(meant: Meant, path: string, origin: string): Omit<ParsedEntry, 'links'> {
  const atom = path === '/atom.xml';
  return {
    id: meant.id,
    // A note has no <title> in RSS. In Atom, which requires one, it is the beginning of its text.
    title: meant.title ?? (atom ? meant.summary : null),
    link: origin + meant.path,
    published: meant.published,
    updated: meant.updated ?? (atom ? meant.published : null),
    summary: asHtml(meant.summary),
    content: [meant.content],
    authors: meant.authors,
    tags: meant.tags,
    enclosures: meant.enclosures,
    // In RSS, an entry in the language of the feed has no language of its own.
    language: !atom && meant.lang === site.language ? null : meant.lang,
  };
}

/** feedparser returns a summary as HTML, in both formats. */
function asHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** An entry without its title, which a note has only in Atom. */
function common({ links: _, language: __, title: ___, updated, ...entry }: ParsedEntry) {
  return { ...entry, updated: updated ?? entry.published };
}
